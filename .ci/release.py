#!/usr/bin/env python3
"""Sets the version of a release everywhere it is written, and replaces paths to this clone by versions of the registry.

Usage: release.py VERSION | --check
With --check, writes nothing, and fails if a place is not as expected or the versions differ.
"""
import datetime
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERSION = r'\d+\.\d+\.\d+'
PACKAGES = r'(?:etw-manifest|etw-provider|activation-services-events)'
RELEASED_INIT = 'const SOURCE: &str = "";'


def edits(version):
    """Yields a file, a pattern in it, the text that replaces each match, and whether the first release removes the matches."""
    minor = version.rsplit('.', 1)[0]
    yield 'Cargo.toml', rf'(?m)^version = "{VERSION}"', f'version = "{version}"', False
    yield 'Cargo.toml', rf'version = "{VERSION}", path', f'version = "{version}", path', False
    readme = 'README.md'
    yield readme, r'\{ path = "\.\./etw-manifest[^"]*" \}', f'"{minor}"', True
    for name in [readme, 'crates/etw-manifest/README.md']:
        yield name, rf'(?m)^({PACKAGES}) = "\d+\.\d+"', rf'\1 = "{minor}"', False
    yield readme, r'cargo add (--build )?--path \S+/(etw-[a-z]+)', r'cargo add \1\2', True
    yield readme, r'cargo install --path \S+', 'cargo install etw-manifest-cli', True
    yield readme, r'(?s)The packages are not in a registry yet\. .*?\$ cd \.\.\n', 'Make a package:\n\n```console\n', True
    yield readme, r'(?m)^<!-- /?dependencies.*-->\n', '', True
    init = 'crates/etw-manifest-cli/src/command/init.rs'
    yield init, r'const SOURCE: &str = concat!.*;', RELEASED_INIT, True
    yield init, r'/// Options of `cargo add` until .*\n', '/// Options of `cargo add`.\n', True
    today = datetime.date.today().isoformat()
    yield 'CHANGELOG.md', r'(?m)^## Unreleased.*$', f'## {version} ({today})', True


def edited(version):
    """Returns the new texts of the files."""
    texts = {}
    released = RELEASED_INIT in (ROOT / 'crates/etw-manifest-cli/src/command/init.rs').read_text()
    for name, pattern, new, once in edits(version):
        text = texts.setdefault(name, (ROOT / name).read_text())
        text, count = re.subn(pattern, new, text)
        if count == 0 and not (once and released):
            sys.exit(f'release: FAILED: {name} has no {pattern}')
        texts[name] = text
    for name in ['README.md', 'crates/etw-manifest-cli/src/command/init.rs']:
        left = re.search(r'path = "\.\.|--path|--git', texts[name])
        if left:
            sys.exit(f'release: FAILED: {name} still has {left[0]}')
    return texts


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    current = re.search(rf'(?m)^version = "({VERSION})"', (ROOT / 'Cargo.toml').read_text())[1]
    if sys.argv[1] == '--check':
        texts = edited(current)
        minor = current.rsplit('.', 1)[0]
        for name in texts:
            text = (ROOT / name).read_text()
            for other in re.findall(rf'(?m)^version = "({VERSION})"|version = "({VERSION})", path|^{PACKAGES} = "(\d+\.\d+)"$', text):
                if ''.join(other) not in (current, minor):
                    sys.exit(f'release: FAILED: {name} has version {"".join(other)}, not {current}')
        print(f'release: every place has version {current}, and a release leaves no path')
        return
    if not re.fullmatch(VERSION, sys.argv[1]):
        sys.exit(f'release: {sys.argv[1]} is not a version such as 0.1.1')
    for name, text in edited(sys.argv[1]).items():
        (ROOT / name).write_text(text)
        print(f'release: {name}')


main()
