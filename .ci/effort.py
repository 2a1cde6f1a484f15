#!/usr/bin/env python3
"""Checks that builds and events do not cost more than recorded in .ci/effort.txt. No figure depends on time or on the load.

Usage: effort.py [NAME…]             measures; fails if a figure is more than its margin above the recorded one
       effort.py --set NAME REASON   measures one figure and records it, with the reason
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(ROOT, '.ci/effort.txt')
BENCHES = os.path.join(ROOT, 'benches/Cargo.toml')
CALLS = 16 * 1024


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **options)
    if done.returncode != 0:
        sys.exit(f'{" ".join(command)} fails:\n{done.stderr[-2000:]}')
    return done


def built(program, cache={}):
    """Returns the path of a program of the benchmarks."""
    if not cache:
        done = run('cargo', 'build', '--release', '--bins', '--manifest-path', BENCHES, '--message-format=json')
        for line in done.stdout.splitlines():
            message = json.loads(line)
            if message.get('executable'):
                cache[message['target']['name']] = message['executable']
    return cache[program]


def instructions(*command):
    done = run('valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', *command)
    return int(re.search(r'Collected : (\d+)', done.stderr).group(1))


def per_call(contender):
    """Returns the instructions of one call: the difference between a run and one twice as long."""
    once, twice = (instructions(built('speed'), '--repeat', contender, str(n * CALLS)) for n in (1, 2))
    return (twice - once) / CALLS


def compiled():
    manifest = os.path.join(ROOT, 'manifests/activation-services.man')
    return instructions(built('compile'), manifest, 'all') / 1e6


def peak():
    return int(run(built('compile'), '10000', 'peak').stdout) / 10_000


def code_of_a_large_event():
    symbols = run('nm', '--demangle', '--print-size', built('speed')).stdout
    found = re.search(r'^\w+ (\w+) \w <.*BatchMeasured as etw_provider::event::Event>::encode', symbols, re.M)
    return int(found.group(1), 16)


def llvm_lines(package):
    """Returns the lines of LLVM IR that a build script's profile makes of a package."""
    target = os.path.join(ROOT, 'target/effort')
    done = run('cargo', 'rustc', '-p', package, '--lib', '--target-dir', target, '--message-format=json', '--',
               '--emit=llvm-ir,link', '-Ccodegen-units=1', '-Cno-prepopulate-passes',
               env={**os.environ, 'CARGO_PROFILE_DEV_DEBUG': '0', 'CARGO_INCREMENTAL': '0'})
    crate = package.replace('-', '_')
    files = [name for line in done.stdout.splitlines() for message in [json.loads(line)]
             if message.get('target', {}).get('name') == crate for name in message.get('filenames', [])]
    assembly = re.sub(r'lib([^/]*)\.(rlib|rmeta)$', r'\1.ll', next(it for it in files if it.endswith('.rmeta')))
    count, inside = 0, False
    with open(assembly, errors='replace') as lines:
        for line in lines:
            inside = (inside or line.startswith('define ')) and not line.startswith('}')
            count += inside and not line.isspace()
    return count / 1000


MEASURES = {
    'encode-3-fields': ('instructions', lambda: per_call('order::encode')),
    'encode-12-fields': ('instructions', lambda: per_call('batch::encode')),
    'emit-3-fields-to-a-listener': ('instructions', lambda: per_call('order::emit')),
    'code-of-encode-12-fields': ('bytes', code_of_a_large_event),
    'compile-shipped-manifest': ('million instructions', compiled),
    'peak-per-event-of-10000': ('bytes', peak),
    'llvm-lines-etw-manifest': ('thousand lines', lambda: llvm_lines('etw-manifest')),
    'llvm-lines-etw-provider': ('thousand lines', lambda: llvm_lines('etw-provider')),
}


def main():
    rows = {}
    with open(TABLE) as lines:
        head = [line for line in lines if line.startswith('#')]
    with open(TABLE) as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                name, figure, margin, reason = line.split(maxsplit=3)
                rows[name] = [float(figure), margin, reason.strip()]
    arguments = sys.argv[1:]
    if arguments[:1] == ['--set']:
        name, reason = arguments[1:]
        rows[name] = [MEASURES[name][1](), rows.get(name, [0, '3%'])[1], reason]
        with open(TABLE, 'w') as out:
            out.writelines(head)
            out.writelines(f'{name:<28} {row[0]:>8.1f} {row[1]:>4}  {row[2]}\n' for name, row in rows.items())
        return print(f'{name}: {rows[name][0]:.1f}')
    failed = False
    for name in arguments or rows:
        unit, measure = MEASURES[name]
        recorded, margin, _ = rows[name]
        figure = measure()
        too_much = figure > recorded * (1 + float(margin.rstrip('%')) / 100)
        failed |= too_much
        print(f'{name}: {figure:.1f} {unit}, recorded {recorded:.1f}{", TOO MUCH" if too_much else ""}', flush=True)
    if failed:
        sys.exit('Make it cheaper, or record it: .ci/effort.py --set NAME "the reason"')


main()
