#!/usr/bin/env python3
"""Counts turns of phrase that make technical English hard to read.

Usage: prose.py [--list] [--budget SMELLS_PER_1000_LINES] [FILE…]

Reads comments and string literals of four words or more in tracked .rs files (diagnostics, help, generated documentation),
and Markdown. Leaves out tests, fixtures and the changelog. With --list, prints each line that smells; with --budget, fails
above that rate. The patterns are smells, not a grammar: rewrite the sentence, do not swap the word.
"""
import argparse
import re
import subprocess
import sys

PATTERNS = {
    'clause for a noun (“what …”)': r"\bwhat (?!is new|if\b|'s new)",
    'whoever / whatever / wherever': r'\b(who|what|where)ever\b',
    'stand(s) / stood for “is”': r'\b(stands?|stood)\b(?! alone|-in| for\b)',
    'say(s) / said / tell(s) of things': r'\b(says?|said|tells?)\b',
    'behind for “after”': r'\bbehind\b(?! the scenes)',
    'thus / hence / thereby / whether … or not': r'\b(thus|hence|thereby|therewith|whereby)\b',
    'mend / heed / is content / lest': r'\b(mends?|mended|heed|lest|content with)\b',
    'comes down to / is such as / as … does': r'\b(comes down to|such as (it|they|is|are)\b|be had|can have it)\b',
    'nobody / none / nothing as a subject': r'^\W*(nobody|nothing|none)\b|\b(nobody|no one) (wants|asks|listens|knows)\b',
    '“of its own”, “of theirs”, “of ours”': r"\bof (its|their|our|one's) own\b|\bof (ours|theirs)\b",
    'header without a verb (“X to Y.”)': r'^//! [A-Z][\w ,]+ to [\w ]+\.$',
}
LEFT_OUT = r'(^|/)(tests|fixtures|fuzz)/|/expected|CHANGELOG|tests?\.rs$'


def rust(text):
    """Yields the number and text of each comment, and of each longer string literal."""
    for number, line in enumerate(text.split('\n'), 1):
        comment = re.match(r'\s*(///|//!|//)\s?(.*)', line)
        if comment:
            if not comment[2].startswith('```'):
                yield number, ('//! ' if comment[1] == '//!' else '') + comment[2]
            continue
        for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
            if len(re.findall(r'[A-Za-z]{2,}', literal)) >= 4 and '<' not in literal:
                yield number, literal


def markdown(text):
    """Yields the number and text of each line outside code blocks."""
    fenced = False
    for number, line in enumerate(text.split('\n'), 1):
        if line.startswith('```'):
            fenced = not fenced
        elif not fenced and line.strip():
            yield number, line


def tracked():
    names = subprocess.run(['git', 'ls-files'], capture_output=True, text=True, check=True).stdout.split('\n')
    return [name for name in names if re.search(r'\.(rs|md)$', name) and not re.search(LEFT_OUT, name)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--list', action='store_true')
    parser.add_argument('--budget', type=float)
    parser.add_argument('files', nargs='*')
    options = parser.parse_args()
    counts = dict.fromkeys(PATTERNS, 0)
    lines, smells = 0, []
    for name in options.files or tracked():
        try:
            text = open(name, encoding='utf8').read()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for number, line in (rust if name.endswith('.rs') else markdown)(text):
            lines += 1
            for pattern in PATTERNS:
                if re.search(PATTERNS[pattern], line, re.I):
                    counts[pattern] += 1
                    smells.append(f'{name}:{number}: {line.strip()}')
    rate = 1000 * len(smells) / max(lines, 1)
    exceeded = options.budget is not None and rate > options.budget
    if options.list or exceeded:
        print('\n'.join(smells))
        for pattern, count in counts.items():
            print(f'{count:5}  {pattern}')
    print(f'prose: {len(smells)} smells in {lines} lines, {rate:.1f} for each 1,000 lines')
    if exceeded:
        sys.exit(f'prose: FAILED: more than {options.budget:g}')


main()
