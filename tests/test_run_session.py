#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The runner of sessions sees what differs, and keeps wildcards when it updates."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import run_session

RUNNER = pathlib.Path(__file__).with_name("run_session.py")
PROGRAM = '#!/bin/bash\necho "said $*"; echo "$SOURCE_DATE_EPOCH" >&2; exit "${1:-0}"\n'


class Matching(unittest.TestCase):
    def test_lines_must_be_the_same(self):
        self.assertTrue(run_session.matches(["a", "b"], ["a", "b"]))
        for actual in (["a"], ["a", "c"], ["b", "a"], ["a", "b", "c"], []):
            self.assertFalse(run_session.matches(["a", "b"], actual))
        self.assertTrue(run_session.matches([], []))

    def test_three_dots_stand_for_any_number_of_lines(self):
        for middle in ([], ["x"], ["x", "y", "z"]):
            self.assertTrue(run_session.matches(["a", "...", "z"], ["a", *middle, "z"]))
        self.assertFalse(run_session.matches(["a", "...", "z"], ["a", "x"]))
        self.assertTrue(run_session.matches(["...", "m", "..."], ["a", "m", "m", "b"]))

    def test_an_ellipsis_stands_for_text_within_a_line(self):
        self.assertTrue(run_session.matches(["a … (c)"], ["a b (c)"]))
        self.assertFalse(run_session.matches(["a … (c)"], ["a b [c]"]))

    def test_three_dots_do_not_hide_an_exit_code(self):
        self.assertFalse(run_session.matches(["..."], ["a", "[exit 3]"]))
        self.assertFalse(run_session.matches(["...", "[exit 2]"], ["a", "[exit 3]"]))
        self.assertFalse(run_session.matches(["...", "[exit 3]"], ["a"]))
        self.assertTrue(run_session.matches(["...", "[exit 3]"], ["a", "[exit 3]"]))


class Updating(unittest.TestCase):
    def assert_updated(self, expected, actual, result):
        self.assertEqual(run_session.updated(expected, actual), result)
        self.assertTrue(run_session.matches(result, actual))

    def test_what_matches_is_left_alone(self):
        self.assert_updated(["a", "..."], ["a", "b"], ["a", "..."])

    def test_wildcards_that_still_match_are_kept(self):
        self.assert_updated(["a … b", "c"], ["a x b", "d"], ["a … b", "d"])
        self.assert_updated(["a", "...", "z"], ["A", "x", "z"], ["A", "...", "z"])
        self.assert_updated(["...", "[exit 2]"], ["a", "[exit 3]"], ["...", "[exit 3]"])

    def test_new_and_vanished_lines_are_followed(self):
        self.assert_updated(["a", "b"], ["a", "n", "b"], ["a", "n", "b"])
        self.assert_updated(["a", "b", "c"], ["a", "c"], ["a", "c"])
        self.assert_updated(["a"], [], [])


class Running(unittest.TestCase):
    def run_text(self, text, *options, name="a.session"):
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "program")
            program.write_text(PROGRAM, encoding="utf-8")
            program.chmod(0o755)
            session = pathlib.Path(folder, name)
            session.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, RUNNER, session, "--program", program, *options],
                capture_output=True,
                text=True,
                check=False,
            )
            return done.returncode, done.stdout, session.read_text(encoding="utf-8")

    def assert_passes(self, text, **named):
        code, output, _ = self.run_text(text, **named)
        self.assertEqual(code, 0, output)

    def test_output_of_both_streams_and_the_exit_code_are_compared(self):
        self.assert_passes("$ verantwoord 3\nsaid 3\n1767225600\n[exit 3]\n")

    def test_a_difference_is_shown_as_a_diff_with_its_line(self):
        code, output, _ = self.run_text("# comment\n\n$ echo a\nb\n")
        self.assertEqual(code, 1)
        self.assertIn("a.session:3: $ echo a", output)
        self.assertIn("\n-b\n+a\n", output)

    def test_a_forgotten_exit_code_is_a_difference(self):
        self.assertEqual(self.run_text("$ false\n")[0], 1)
        self.assertEqual(self.run_text("$ true\n[exit 1]\n")[0], 1)

    def test_folder_files_and_variables_last_over_the_session(self):
        self.assert_passes("$ mkdir d; cd d; export X='a b'\n$ echo $X > f\n$ cat ../d/f\na b\n")

    def test_here_documents_may_hold_anything(self):
        self.assert_passes("$ cat > f <<'END'\n$ x\n\n# y\nEND\n$ tail -n 1 f\n# y\n")

    def test_a_missing_newline_is_seen(self):
        self.assertEqual(self.run_text("$ printf a\na\n")[0], 1)

    def test_only_console_blocks_of_markdown_run(self):
        text = "# T\n\n```sh\n$ false\n```\n\n```console\n$ echo a\na\n```\n\ntext\n"
        self.assert_passes(text, name="a.md")
        self.assertEqual(self.run_text(text.replace("echo a", "echo b"), name="a.md")[0], 1)

    def test_an_update_makes_it_pass(self):
        code, _, text = self.run_text("# c\n\n$ echo a\nb\n\n$ seq 3\n1\n...\n9\n", "--update")
        self.assertEqual(code, 0)
        self.assert_passes(text)
        self.assertTrue(text.startswith("# c\n\n$ echo a\na\n\n$ seq 3\n1\n..."))

    def test_a_file_without_commands_is_an_error(self):
        self.assertEqual(self.run_text("# nothing\n")[0], 1)


if __name__ == "__main__":
    unittest.main()
