"""pefile and libfwevt read a DLL with event resources."""
import io
import struct
import sys

import pefile
import pyfwevt

path = sys.argv[1]
pe = pefile.PE(path)
# What it finds strange in a library without code: no entry point, and mostly UTF-16, half of which is zeros.
usual = ("AddressOfEntryPoint", "Byte 0x00")
warnings = [it for it in pe.get_warnings() if not any(text in it for text in usual)]
assert not warnings, warnings
assert pe.verify_checksum(), "checksum"
assert pe.is_dll()

found = {}
for kind in pe.DIRECTORY_ENTRY_RESOURCE.entries:
    for name in kind.directory.entries:
        for language in name.directory.entries:
            place = language.data.struct
            data = pe.get_data(place.OffsetToData, place.Size)
            found[str(kind.name or kind.id), language.id] = data

template = found["WEVT_TEMPLATE", 0x409]
manifest = pyfwevt.manifest()
manifest.copy_from_byte_stream(bytes(template))
events = sum(provider.number_of_events for provider in manifest.providers)
templates = items = 0
for provider in manifest.providers:
    for channel in provider.channels:
        assert channel.name, "a channel without a name"
    for template in provider.templates:
        templates += 1
        for item in template.items:
            assert item.name, "an item without a name"
            items += 1

messages = 0
for (kind, language), data in found.items():
    if kind != "11":
        continue
    (count,) = struct.unpack_from("<I", data)
    for block in range(count):
        low, high, at = struct.unpack_from("<III", data, 4 + 12 * block)
        for _ in range(low, high + 1):
            size, unicode = struct.unpack_from("<HH", data, at)
            assert unicode == 1
            data[at + 4 : at + size].decode("utf-16le")
            at += size
            messages += 1

print(f"{path}: {manifest.number_of_providers} providers, {events} events, {templates} templates, {items} items, {messages} messages")
