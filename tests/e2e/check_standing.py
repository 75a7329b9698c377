#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Requirements that do not count reach nothing that is counted, and what no test decides is asked.

    check_standing.py PROGRAM
"""

import json
import unittest

import openpyxl

from hostile import INIT, Hostile, main

SET = """framework: mine
version: "1"
date: 2025-01-01
title: {nl: Kader, en: Frame}
explain: {nl: Wat, en: What}
aspects: [design, existence, operation]
requirements:
  - {id: "1", kind: control, title: {nl: Kop, en: Heading}, reference: Law 1, status: heading}
  - id: "1.1"
    kind: article
    title: {nl: Herstel, en: Recovery}
    reference: Law 1.1
    parent: "1"
    owner: {nl: Hoofd ICT, en: Head of IT}
    maps: [{measure: continuity.restore-test, coverage: partial, because: {nl: Deel, en: Part}}]
    questions:
      - {aspect: operation, ask: {nl: Lukte al het herstel?, en: Did each recovery succeed?}}
  - id: "1.2"
    kind: article
    title: {nl: Iets, en: Something}
    reference: Law 1.2
    questions: [{aspect: design, ask: {nl: Past het beleid?, en: Does the policy suit?}}]
    not_covered: [{aspect: existence, because: {nl: Daarom, en: Because}}]
  - {id: "1.3", kind: control, title: {nl: Weg, en: Gone}, reference: Law 1.3, status: moved, moved_to: "1.2"}
  - {id: "1.4", kind: control, title: {nl: Vrij, en: Free}, reference: Law 1.4, status: placeholder}
  - {id: "1.5", kind: control, title: {nl: Oud, en: Old}, reference: Law 1.5, status: lapsed}
"""
PERSONS = """person_id,effective_from,employment,employed_from,board_member
P1,2024-01-01,staff,2020-01-01,no
P2,2024-01-01,staff,2020-01-01,no
"""
ASSETS = """asset_id,effective_from,name,type,criticality,owner
A1,2024-01-01,Case system,application,high,P1
A2,2024-01-01,Web site,application,high,P1
"""
RESTORE_TESTS = "test_id,occurred_on,asset,result\nT1,2025-05-05,A1,success\nT2,2025-05-06,A2,failure\n"
ACTIVE = ["mine:1.1", "mine:1.2"]
FIRST_ROW = 5  # of a sheet: below the hidden names, title, explanation and headings


class Standing(Hostile):
    def setUp(self):
        super().setUp()
        self.write("mine.yaml", SET)
        self.done(*INIT)
        for name, content in (("person", PERSONS), ("asset", ASSETS), ("restore_test", RESTORE_TESTS)):
            self.write(f"{name}.csv", content)
            self.done("import", f"{name}.csv")

    def tells(self, *arguments):
        return json.loads(self.done(*arguments, "--json"))

    def evaluates(self):
        return self.tells("evaluate", "--framework", "mine", "--controls", "mine.yaml")

    def conclusion(self, requirement, aspect):
        row, = [
            row
            for row in self.listed("conclusions")
            if (row["requirement"], row["aspect"]) == (requirement, aspect)
        ]
        return row

    def judges(self, requirement, aspect, *arguments):
        self.done("judge", requirement, "--aspect", aspect, *arguments, "--on", "2025-12-15",
                  "--controls", "mine.yaml")

    def questions(self, *arguments):
        self.done("workbook", "-o", "w.xlsx", "--kind", "answer", "--framework", "mine",
                  "--controls", "mine.yaml", *arguments)
        book = openpyxl.load_workbook(self.folder / "w.xlsx")
        sheet = next(s for s in book if str(s["A1"].value) == "vw:answer.answer_id")
        return {
            row[0]: " | ".join(str(cell) for cell in row[1:] if cell is not None)
            for row in sheet.iter_rows(min_row=FIRST_ROW, values_only=True)
        }

    def test_only_active_requirements_are_counted_and_concluded(self):
        before = self.tells("check")["requirements"]
        self.assertEqual(self.tells("check", "mine.yaml")["requirements"], before + len(ACTIVE))
        frameworks = self.tells("list", "frameworks", "--controls", "mine.yaml")
        self.assertEqual([row["requirements"] for row in frameworks if row["framework"] == "mine"], [2])
        self.evaluates()
        found = {row["requirement"] for row in self.listed("conclusions")}
        self.assertEqual(sorted(found), ACTIVE)
        self.done("report", "statement", "--format", "json", "-o", "out")
        text = "".join(path.read_text(encoding="utf-8") for path in (self.folder / "out").rglob("*.json"))
        self.assertIn("Law 1.2", text)
        for gone in ("Law 1.3", "Law 1.4", "Law 1.5"):
            self.assertNotIn(gone, text)

    def test_all_of_them_are_listed_and_explained(self):
        rows = self.tells("list", "requirements", "--framework", "mine", "--controls", "mine.yaml")
        self.assertEqual(
            [(row["requirement"].split(":")[1], row["status"]) for row in rows],
            [("1", "heading"), ("1.1", "active"), ("1.2", "active"), ("1.3", "moved"),
             ("1.4", "placeholder"), ("1.5", "lapsed")])
        moved = self.tells("explain", "mine:1.3", "--controls", "mine.yaml")
        self.assertEqual((moved["status"], moved["moved_to"]), ("moved", "mine:1.2"))
        self.assertIn("mine:1.2", self.done("explain", "mine:1.3", "--controls", "mine.yaml"))

    def test_explain_tells_what_decides_each_aspect(self):
        told = self.tells("explain", "mine:1.2", "--controls", "mine.yaml")
        self.assertEqual([row["coverage"] for row in told["aspects"]],
                         ["judgement", "not covered", "not covered"])
        self.assertEqual(told["aspects"][0]["question"]["en"], "Does the policy suit?")
        self.assertEqual(told["aspects"][1]["not_covered"]["en"], "Because")
        self.assertIsNone(told["aspects"][2]["not_covered"])
        partly = self.tells("explain", "mine:1.1", "--controls", "mine.yaml")
        self.assertEqual({row["coverage"] for row in partly["aspects"]}, {"partial"})
        self.assertEqual((partly["owner"]["en"], partly["parent"]), ("Head of IT", "mine:1"))

    def test_coverage_tells_what_decides_each_aspect_and_adds_up(self):
        words = ("check", "mine.yaml", "--coverage", "--framework", "mine")
        told, = self.tells(*words)["frameworks"]
        self.assertEqual([row["requirement"] for row in told["requirements"]], ACTIVE)
        self.assertEqual(told["totals"], {"full": 0, "partial": 3, "judgement": 1, "not_covered": 1,
                                          "without_reason": 1})
        operation = told["requirements"][0]["aspects"][2]
        self.assertEqual(operation["coverage"], "partial")
        self.assertEqual(operation["measures"], [
            {"measure": "continuity.restore-test", "coverage": "partial",
             "tests": ["continuity.restore-test.yearly"]}])
        self.assertEqual(operation["question"]["en"], "Did each recovery succeed?")
        text = self.done(*words, "--lang", "en")
        for line in ("  operation  partial      continuity.restore-test: yearly\n",
                     "             judgement    Did each recovery succeed?\n",
                     "  existence  not covered  Because\n",
                     "  operation  not covered  (without a reason)\n"):
            self.assertIn(line, text)
        self.assertIn("mine       1        2             0     3        1          1            1\n", text)
        everything = self.tells("check", "mine.yaml", "--coverage")["frameworks"]
        self.assertGreater(len(everything), 1)
        self.refused(3, "E003", "check", "--coverage", "--framework", "mini")
        self.refused(2, "U045", "check", "--framework", "mine")

    def test_a_variant_stands_in_the_place_of_its_test(self):
        self.write("mine.yaml", SET.replace("aspects:", "parameters:\n  - {name: backup_interval, "
                                            "value: 7 days, source: Law 1}\naspects:", 1))
        told, = self.tells("check", "mine.yaml", "--coverage", "--framework", "mine")["frameworks"]
        tests = told["requirements"][0]["aspects"][1]["measures"][0]["tests"]
        self.assertEqual(tests, ["continuity.restore-test.covered@mine"])

    def test_the_workbook_asks_what_the_set_asks(self):
        rows = self.questions("--lang", "en")
        self.assertEqual(sorted(rows), [f"mine:1.1/{aspect}" for aspect in ("design", "existence", "operation")]
                         + ["mine:1.2/design", "mine:1.2/operation"])
        self.assertIn("Did each recovery succeed?", rows["mine:1.1/operation"])
        self.assertIn("Who usually does it: Head of IT.", rows["mine:1.1/operation"])
        self.assertIn("Does the policy suit?", rows["mine:1.2/design"])
        self.assertIn("Did it work throughout the period?", rows["mine:1.2/operation"])
        self.assertIn("Past het beleid?", self.questions_in_dutch()["mine:1.2/design"])

    def test_what_tests_decide_in_part_is_asked_of_the_rest(self):
        rows = self.questions("--lang", "en")
        self.assertIn("The tests see a part. Part Was the rest in place too on the reference date?", rows["mine:1.1/existence"])
        self.assertIn("Is it laid down and approved of the rest too how this is done?", rows["mine:1.1/design"])
        self.assertNotIn("The tests see a part", rows["mine:1.1/operation"])  # the set has a question of its own
        self.assertNotIn("The tests see a part", rows["mine:1.2/operation"])
        self.assertIn("De toetsen zien een deel. Deel Was ook de rest op de peildatum zo ingericht?",
                      self.questions_in_dutch()["mine:1.1/existence"])
        (self.folder / "w.xlsx").unlink()
        same = "coverage: partial, because: {nl: Deel, en: Part}}"
        self.write("mine.yaml", SET.replace(same + "]", same + ", {measure: continuity.backup-policy, " + same + "]"))
        self.assertIn("The tests see a part. Part Was the rest", self.questions("--lang", "en")["mine:1.1/existence"])
        (self.folder / "w.xlsx").unlink()
        self.write("mine.yaml", SET.replace("partial, because: {nl: Deel, en: Part}", "full"))
        self.assertNotIn("mine:1.1/existence", self.questions("--lang", "en"))

    def test_an_answer_on_the_rest_lifts_nothing_by_itself(self):
        self.evaluates()
        before = self.conclusion("mine:1.1", "operation")["result"]
        self.judges("mine:1.1", "operation", "--result", "met", "--reason", "The rest is done", "--by", "P1")
        self.evaluates()
        self.assertEqual(self.conclusion("mine:1.1", "operation")["result"], before)

    def questions_in_dutch(self):
        (self.folder / "w.xlsx").unlink()
        return self.questions("--lang", "nl")

    def test_a_reviewed_answer_lifts_what_tests_decide_in_part(self):
        self.evaluates()
        self.assertEqual(self.conclusion("mine:1.1", "operation")["result"], "not_met")
        self.judges("mine:1.1", "operation", "--result", "met", "--reason", "Repeated", "--by", "P1")
        self.evaluates()
        self.assertEqual(self.conclusion("mine:1.1", "operation")["result"], "not_met")
        self.judges("mine:1.1", "operation", "--review", "better_approved", "--reason", "Seen", "--by", "P2")
        self.evaluates()
        self.assertEqual(self.conclusion("mine:1.1", "operation")["result"], "met")


if __name__ == "__main__":
    main()
