"""pefile and libfwevt read DLLs with event resources."""
import io
import struct
import sys

import pefile
import pyfwevt


def read(path):
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

    return manifest.number_of_providers, events, templates, items, messages


found = [read(path) for path in sys.argv[1:]]
name = sys.argv[1] if len(found) == 1 else f"{len(found)} files"
counts = [sum(column) for column in zip(*found)]
print(f"{name}: {counts[0]} providers, {counts[1]} events, {counts[2]} templates, {counts[3]} items, {counts[4]} messages")
