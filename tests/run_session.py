#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs a session file: commands with the output and exit code that they must have.

    # A comment, between blocks.
    $ verantwoord --version
    verantwoord …
    $ cat > people.csv <<'EOF'
    key,name
    EOF
    $ verantwoord import people.csv
    ...
    [exit 3]

All commands of a file run in one bash, in one temporary folder that is new for the file. An expected
line `...` stands for any number of lines, `…` within a line for any text, and `[exit N]` as the last
line for an exit code other than 0. Of a Markdown file the fenced ```console blocks are run so.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

EPOCH = "1767225600"  # 1 January 2026, 00:00 UTC
SECONDS_MAX = 300  # of one command: a hanging one must not hold up the others
ANY_LINES = "..."
ANY_TEXT = "…"
HEREDOC = re.compile(r"(?<!<)<<(?!<)-?\s*(['\"]?)(\w+)\1")
EXIT = re.compile(r"\[exit (\d+)\]")
FENCE = re.compile(r"^(\s*)```(.*)$")


@dataclass
class Step:
    """One command, the place of its lines in the file, and what is expected of it."""

    line: int  # of the `$`, counted from 0
    command: list
    first: int = 0  # first line of the expectation
    end: int = 0  # one past its last
    expected: list = field(default_factory=list)
    output: list = field(default_factory=list)


def command_lines(lines, at, end):
    """The lines of the command at [at], with its continuations and here-documents."""
    command = [lines[at][2:]]
    at += 1
    while command[-1].endswith("\\") and at < end:
        command.append(lines[at].removeprefix("> "))
        at += 1
    for _, word in HEREDOC.findall("\n".join(command)):
        while at < end:
            command.append(lines[at])
            at += 1
            if command[-1].strip() == word:
                break
    return command, at


def begins_anew(lines, at):
    """A command, or a comment behind an empty line: a heading in the output is no comment."""
    if lines[at].startswith("# "):
        return not lines[at - 1].strip()
    return lines[at].startswith("$ ")


def parse_block(lines, start, end):
    """The steps between two lines of a file."""
    steps = []
    at = start
    while at < end:
        if not lines[at].startswith("$ "):
            text = lines[at].strip()
            if text and not text.startswith("#"):
                raise ValueError(f"line {at + 1}: neither a command nor a comment: {text}")
            at += 1
            continue
        step = Step(line=at, command=[])
        step.command, at = command_lines(lines, at, end)
        step.first = at
        while at < end and not begins_anew(lines, at):
            at += 1
        step.end = at
        # Empty lines before the next command or comment only set it apart.
        while step.end > step.first and not lines[step.end - 1].strip():
            step.end -= 1
        step.expected = lines[step.first : step.end]
        steps.append(step)
    return steps


def parse_markdown(lines):
    """The steps in the ```console blocks of a Markdown file."""
    steps = []
    opened = None
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if not fence:
            continue
        if opened is None:
            opened = (number + 1, fence.group(2).strip())
        else:
            if opened[1].split(" ")[0] == "console":
                steps += parse_block(lines, opened[0], number)
            opened = None
    return steps


def parse(path):
    # Not splitlines: a form feed ends no line.
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    if path.suffix == ".md":
        return lines, parse_markdown(lines)
    return lines, parse_block(lines, 0, len(lines))


class Shell:
    """A bash that runs one command after the other and tells each one's output and exit code."""

    def __init__(self, program, folder):
        tools = pathlib.Path(folder, "bin")
        work = pathlib.Path(folder, "work")
        tools.mkdir()
        work.mkdir()
        (tools / "verantwoord").symlink_to(pathlib.Path(program).resolve())
        self.output = pathlib.Path(folder, "output")
        self.state = pathlib.Path(folder, "state")
        self.work = work
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("VERANTWOORD_", "LC_")) and name != "LANGUAGE"
        }
        self.environment.update(
            PATH=f"{tools}:{os.environ['PATH']}",
            HOME=str(work),
            LANG="C.UTF-8",
            LC_ALL="C.UTF-8",
            SOURCE_DATE_EPOCH=EPOCH,
            SOURCE=str(pathlib.Path(__file__).resolve().parent.parent),
            TERM="dumb",
        )
        self.environment.pop("BASH_ENV", None)

    def run(self, command):
        """The lines written by [command], ending in `[exit N]` when N is not 0.

        Each command has a bash of its own, so that one that ends its shell does not end the session;
        variables and the current folder are handed on.
        """
        script = (
            f'[ -e "{self.state}" ] && . "{self.state}"\n'
            f"trap '__code=$?; {{ declare -px; printf \"cd %q\\\\n\" \"$PWD\"; }} "
            f">\"{self.state}\"; exit $__code' EXIT\n" + "\n".join(command) + "\n"
        )
        with open(self.output, "wb") as output:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-c", script],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.work,
                env=self.environment,
                timeout=SECONDS_MAX,
                check=False,
            )
        text = self.output.read_bytes().decode("utf-8", errors="backslashreplace")
        lines = text.split("\n")
        lines = lines[:-1] if lines[-1] == "" else lines + ["[no newline at the end]"]
        while lines and not lines[-1].strip():
            lines.pop()
        code = done.returncode if done.returncode >= 0 else 128 - done.returncode
        return lines + ([f"[exit {code}]"] if code else [])


def line_matches(expected, actual):
    if ANY_TEXT not in expected:
        return expected == actual
    parts = [re.escape(part) for part in expected.split(ANY_TEXT)]
    return re.fullmatch(".*".join(parts), actual) is not None


def matches(expected, actual):
    """Like a file name pattern: `...` is the star. The exit code is never part of it."""
    reachable = {0}
    for line in expected:
        if line == ANY_LINES:
            first = min(reachable)
            last = len(actual)
            if actual and EXIT.fullmatch(actual[-1]):
                last -= 1
            reachable = set(range(first, last + 1)) | {at for at in reachable if at > last}
        else:
            reachable = {
                at + 1
                for at in reachable
                if at < len(actual) and line_matches(line, actual[at])
            }
        if not reachable:
            return False
    return len(actual) in reachable


def updated(expected, actual):
    """[actual], in the words of [expected] where those still match.

    The cheapest way through both is found, as a diff does; `...` takes up lines for nothing, so it
    stays where it was and stands for what is new there.
    """
    rows, columns = len(expected), len(actual)
    best = [[(0, None)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            best[i][j] = max(
                choices(expected, actual, best, i, j),
                key=lambda choice: choice[0],
                default=(0, None),
            )
    lines = []
    i = j = 0
    while best[i][j][1]:
        move = best[i][j][1]
        if move in ("keep", "leave"):
            lines.append(expected[i])
        elif move in ("change", "new"):
            lines.append(actual[j])
        i += move in ("keep", "leave", "change", "drop")
        j += move in ("keep", "take up", "change", "new")
    return lines


def choices(expected, actual, best, i, j):
    """The moves from expected line [i] and actual line [j], each with what it is worth; of equals
    the first is taken."""
    wild = i < len(expected) and expected[i] == ANY_LINES
    plain = i < len(expected) and not wild
    left = j < len(actual)
    if plain and left and line_matches(expected[i], actual[j]):
        yield best[i + 1][j + 1][0] + 2, "keep"
    if wild and left and not EXIT.fullmatch(actual[j]):
        yield best[i][j + 1][0], "take up"
    if wild:
        yield best[i + 1][j][0], "leave"
    if plain and left:
        yield best[i + 1][j + 1][0] - 1, "change"
    if plain:
        yield best[i + 1][j][0] - 2, "drop"
    if left:
        yield best[i][j + 1][0] - 2, "new"


def difference(path, step):
    where = f"{path}:{step.line + 1}"
    return "\n".join(
        difflib.unified_diff(
            step.expected, step.output, f"{where} expected", f"{where} actual", lineterm=""
        )
    )


def write_back(path, lines, steps):
    """Replaces the expectations of [steps], last one first so that the line numbers hold."""
    for step in reversed(steps):
        lines[step.first : step.end] = updated(step.expected, step.output)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", type=pathlib.Path)
    arguments.add_argument("--program", required=True, help="the verantwoord to run")
    arguments.add_argument("--update", action="store_true", help="write what came out")
    asked = arguments.parse_args()

    lines, steps = parse(asked.file)
    if not steps:
        sys.exit(f"{asked.file}: no command in it")
    with tempfile.TemporaryDirectory(prefix="session-") as folder:
        shell = Shell(asked.program, folder)
        for step in steps:
            step.output = shell.run(step.command)
    wrong = [step for step in steps if not matches(step.expected, step.output)]
    if asked.update:
        write_back(asked.file, lines, wrong)
        print(f"{asked.file}: {len(wrong)} of {len(steps)} expectations changed")
        return
    for step in wrong:
        print(f"{asked.file}:{step.line + 1}: $ {step.command[0]}")
        print(difference(asked.file, step), end="\n\n")
    print(f"{asked.file}: {len(steps) - len(wrong)} of {len(steps)} commands as expected")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
