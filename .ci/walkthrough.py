#!/usr/bin/env python3
"""Runs or compiles every code block of the documentation as printed, in empty folders.

Usage: walkthrough.py FOLDER (a working folder; FOLDER/home is the CARGO_HOME that registry.sh made)

Each document starts in an empty folder and keeps its state from block to block. A `console` block is run: lines after a
command that are not commands are its expected output, where `…` stands for any lines. Any other block needs a comment
before it, and so does a console block that cannot run:

    <!-- walkthrough: file PATH -->          writes the block to PATH
    <!-- walkthrough: append PATH -->        adds it to PATH
    <!-- walkthrough: dependencies PATH -->  replaces the empty [dependencies] of PATH with it
    <!-- walkthrough: excerpt PATH -->       PATH contains the block, apart from white space and comment signs
    <!-- walkthrough: output COMMAND -->     COMMAND prints the block
    <!-- walkthrough: linux -->              runs a console block for Windows here, with paths as Linux has them
    <!-- walkthrough: skip REASON -->        the block is not run
    <!-- walkthrough: setup COMMAND -->      runs COMMAND before the next block
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENTS = ['README.md', 'src/README.md', 'manifests/README.md', 'docs/windows.md', *sorted(
    str(path.relative_to(ROOT)) for path in ROOT.glob('crates/*/README.md'))]
CLONE = 'https://github.com/etw-manifest/etw-manifest'


class Failure(Exception):
    pass


class Session:
    """A folder with a shell whose working directory and variables survive from block to block."""

    def __init__(self, folder, home):
        self.folder = self.here = folder
        self.environment = dict(
            os.environ,
            CARGO_HOME=str(home),
            CARGO_TARGET_DIR=str(folder.parent / 'target'),
            CARGO_NET_OFFLINE='true',
            CARGO_PROFILE_DEV_DEBUG='0',
            PATH=f'{home}/bin:{os.environ["PATH"]}',
            # The printed address of the repository leads to this clone.
            GIT_CONFIG_COUNT='1',
            GIT_CONFIG_KEY_0=f'url.{ROOT}.insteadOf',
            GIT_CONFIG_VALUE_0=CLONE,
        )

    def run(self, command):
        """Runs a command and returns its exit code and output."""
        marker = '--walkthrough--'
        script = f'{command}\nstatus=$?\necho\necho {marker} $status "$PWD"'
        process = subprocess.run(['bash', '-c', script], cwd=self.here, env=self.environment, text=True,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        output, _, end = process.stdout.rpartition(marker)
        if not end:
            raise Failure(f'{command}\n{process.stdout}')
        status, here = end.strip().split(' ', 1)
        self.here = pathlib.Path(here)
        return int(status), output.rstrip('\n')


def blocks(text):
    """Yields line number, language, text and the walkthrough comments before each code block."""
    comments, lines = [], iter(enumerate(text.split('\n'), 1))
    for number, line in lines:
        comment = re.match(r'\s*<!-- walkthrough: (.*) -->$', line)
        fence = re.match(r'(\s*)```(.*)$', line)
        if comment:
            comments.append(comment[1])
        elif fence:
            body = []
            for _, inner in lines:
                if inner.strip() == '```':
                    break
                body.append(inner.removeprefix(fence[1]))
            yield number, fence[2], '\n'.join(body) + '\n', comments
            comments = []


def normalised(text):
    """Returns the lines of a text without indentation, comment signs and empty lines."""
    lines = (re.sub(r'^\s*(//[/!]?)?\s*', '', line).rstrip() for line in text.split('\n'))
    return [line for line in lines if line]


def contains(text, part):
    text, part = '\n'.join(normalised(text)) + '\n', '\n'.join(normalised(part)) + '\n'
    return part in text


def matches(expected, output):
    """Returns whether the lines of the output match the expected ones, of which `…` is any number."""
    pattern = ''.join(r'(.*\n)*?' if line.strip() == '…' else re.escape(line.rstrip()) + r'[ \t]*\n' for line in expected)
    # Ids of activities differ from run to run.
    pattern = re.sub(r'\\\{[0-9a-f]{8}(\\-[0-9a-f]{4}){3}\\-[0-9a-f]{12}\\\}', r'\\{[0-9a-f-]{36}\\}', pattern)
    return re.fullmatch(pattern, output + '\n') is not None


def console(session, text):
    commands = re.split(r'^\$ ', text, flags=re.M)
    if commands[0].strip():
        raise Failure('the block does not begin with a command')
    for part in commands[1:]:
        lines = part.rstrip('\n').split('\n')
        command = lines.pop(0)
        while command.endswith('\\'):
            command += '\n' + lines.pop(0)
        status, output = session.run(command)
        if status != 0:
            raise Failure(f'$ {command}\n{output}\nexit code {status}')
        if lines and not matches(lines, output):
            raise Failure(f'$ {command}\nprinted:\n{output}\nexpected:\n' + '\n'.join(lines))


def step(session, language, text, comments):
    """Treats one block; returns the reason if it is skipped."""
    for comment in comments:
        action, _, argument = comment.partition(' ')
        path = session.here / argument
        if action == 'setup':
            status, output = session.run(argument)
            if status != 0:
                raise Failure(f'setup {argument}\n{output}')
            continue
        if action == 'skip':
            return argument
        if action == 'file':
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        elif action == 'append':
            path.write_text(path.read_text() + '\n' + text)
        elif action == 'dependencies':
            path.write_text(path.read_text().replace('[dependencies]\n', text))
        elif action == 'excerpt':
            if not contains(path.read_text(), text):
                raise Failure(f'{argument} does not contain the block')
        elif action == 'linux':
            console(session, re.sub(r'^> ', '$ ', text, flags=re.M).replace('manifests\\', 'manifests/'))
        elif action == 'output':
            _, output = session.run(argument)
            if not contains(output, text):
                raise Failure(f'{argument} does not print the block, but:\n{output}')
        else:
            raise Failure(f'unknown comment: {comment}')
        return None
    if language != 'console':
        raise Failure(f'a block of `{language}` needs a walkthrough comment before it')
    console(session, text)
    return None


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    failures = 0
    for document in sys.argv[2:] or DOCUMENTS:
        here = folder / document.replace('/', '-').removesuffix('.md')
        subprocess.run(['rm', '-rf', str(here)], check=True)
        here.mkdir(parents=True)
        session = Session(here, folder / 'home')
        done, skipped = 0, []
        for number, language, text, comments in blocks((ROOT / document).read_text()):
            try:
                reason = step(session, language, text, comments)
            except Failure as failure:
                print(f'walkthrough: FAILED: {document}:{number}: {failure}')
                failures += 1
                continue
            done += reason is None
            skipped += [f'{document}:{number}: {reason}'] if reason else []
        print(f'walkthrough: {document}: {done} blocks work as printed, {len(skipped)} skipped')
        for line in skipped:
            print(f'walkthrough: skipped: {line}')
    sys.exit(failures > 0)


main()
