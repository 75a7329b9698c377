#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs the tutorial as a whole and holds the program to what was planted in its evidence.

    check_tutorial.py PROGRAM SOURCE_DIR municipality|insurer

Every planted deviation has the outcome that planted.csv names, nothing else deviates, every count
adds up to listed rows, and a second run writes the same bytes.
"""

import csv
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import counts

PROGRAM, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
OUTCOMES = ("fail", "unknown", "excepted")
LANGUAGES, FORMATS = ("nl", "en"), ("pdf", "xlsx", "md", "html", "json", "docx", "odt")
COUNCIL = tuple(f"section-council-{length}" for length in ("full", "page", "paragraph"))
WORDS_OF_A_PARAGRAPH = 200  # 150 of its own, the rest for marks of frameworks, what was not in force yet, and whose work they are
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1769904000"}


def run_tutorial(folder, organisation):
    done = subprocess.run(
        [SOURCE / "docs/tutorial/run.sh", PROGRAM, folder, organisation],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}the tutorial ended with code {done.returncode}")


def listed(folder, what):
    command = [PROGRAM, "list", what, "--json", "--dossier", folder / "dossier.db"]
    return json.loads(
        subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True).stdout
    )


def hashes(folder):
    """The hash of each file below a folder, by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Tutorial:
    """What holds of both organisations."""

    others = ("board-report",)

    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="tutorial-")
        cls.folder = pathlib.Path(cls.holder.name, "first")
        run_tutorial(cls.folder, cls.organisation)
        cls.planted = rows_of(cls.folder / "evidence/planted.csv")
        cls.findings = {row["test"]: row for row in listed(cls.folder, "findings")}
        cls.conclusions = listed(cls.folder, "conclusions")
        cls.outcomes = {
            (row["test"], row["subject"]): row["outcome"] for row in listed(cls.folder, "outcomes")
        }

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def test_the_evidence_has_the_promised_size(self):
        for kind, size in self.sizes.items():
            paths = [
                path
                for batch in ("complete", "partial")
                for path in self.folder.glob(f"evidence/{batch}/{kind}.csv")
            ]
            self.assertEqual([len(rows_of(path)) for path in paths], [size], kind)

    def test_the_evidence_is_the_same_under_another_hash_seed(self):
        again = self.folder.parent / "again"
        script = SOURCE / "docs/tutorial/make_evidence.py"
        for seed in ("1", "2"):
            subprocess.run(
                [sys.executable, script, again, self.organisation],
                env={**ENVIRONMENT, "PYTHONHASHSEED": seed},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            self.assertEqual(hashes(again), hashes(self.folder / "evidence"))

    def test_each_planted_deviation_has_the_expected_outcome(self):
        self.assertGreaterEqual(len({row["id"] for row in self.planted}), 12)
        for row in self.planted:
            with self.subTest(row["id"], test=row["test"]):
                self.assertIn(row["test"], self.findings)
                if row["key"]:
                    found = self.outcomes.get((row["test"], row["key"]), "pass")
                else:
                    found = self.findings[row["test"]]["result"]
                self.assertEqual(found, row["expected"])

    def test_nothing_deviates_but_what_was_planted(self):
        keys = {(row["test"], row["key"]) for row in self.planted}
        whole = {row["test"] for row in self.planted if not row["key"]}
        others = {
            key: outcome
            for key, outcome in self.outcomes.items()
            if key not in keys and key[0] not in whole
        }
        self.assertEqual(others, {})

    def test_no_rule_fails_to_run(self):
        self.assertEqual(
            [test for test, row in self.findings.items() if row["result"] == "error"], []
        )

    def test_counts_add_up_to_listed_outcomes(self):
        names = {"fail": "failed", "unknown": "unknown", "excepted": "excepted"}
        for test, row in self.findings.items():
            for outcome in OUTCOMES:
                listed_ = sum(
                    1 for key, value in self.outcomes.items() if key[0] == test and value == outcome
                )
                self.assertEqual(int(row[names[outcome]]), listed_, f"{test}: {outcome}")

    def test_a_second_run_writes_the_same_bytes(self):
        second = self.folder.parent / "second"
        run_tutorial(second, self.organisation)
        first = hashes(self.folder / "documents")
        brief = tuple(f"section-{self.edition}-{length}" for length in ("page", "paragraph"))
        documents = {
            f"{language}/{template}-{language}.{format_}"
            for template in ("statement", "annual-report-section", *brief, *self.others)
            for language in LANGUAGES
            for format_ in FORMATS
        }
        self.assertEqual(set(first), documents)
        self.assertEqual(hashes(second / "documents"), first)

    def test_a_page_is_a_page_and_a_paragraph_a_paragraph(self):
        pages = list(self.folder.glob("documents/*/*-page-*.pdf"))
        self.assertEqual(len(pages), 4 if self.organisation == "municipality" else 2)
        for path in pages:
            told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
            self.assertRegex(told.stdout, r"(?m)^Pages: +1$", path.name)
            self.assertRegex(told.stdout, r"(?m)^Page size: .*A4", path.name)
        paragraphs = list(self.folder.glob("documents/*/*-paragraph-*.md"))
        self.assertEqual(len(paragraphs), len(pages))
        for path in paragraphs:
            parts = path.read_text(encoding="utf-8").split("\n\n")
            texts = [part for part in parts if not part.startswith(("#", "**", "---"))]
            self.assertEqual(len(texts), 3, path.name)  # the others are the foot, and where the ledger stood
            self.assertLessEqual(len(texts[0].split()), WORDS_OF_A_PARAGRAPH, path.name)
            self.assertNotIn("[", texts[0], path.name)

    def test_the_board_gets_two_pages(self):
        for language in LANGUAGES:
            path = self.folder / f"documents/{language}/board-report-{language}.pdf"
            told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
            self.assertRegex(told.stdout, r"(?m)^Pages: +[12]$", path.name)
            self.assertRegex(told.stdout, r"(?m)^Page size: .*A4", path.name)

    def test_parts_add_up_to_their_total(self):
        told = rows = 0
        for path in self.folder.glob("documents/*/*.md"):
            for sentence, total, parts in counts.sentences(path.read_text(encoding="utf-8")):
                self.assertEqual(sum(parts), total, f"{path.name}: {sentence}")
                told += 1
        for path in self.folder.glob("documents/*/*.json"):
            for where, total, parts in counts.tables(json.loads(path.read_text(encoding="utf-8"))):
                self.assertEqual(sum(parts), total, f"{path.name}: {where}")
                rows += 1
        self.assertGreater(told, 12)
        self.assertGreater(rows, 100)

    def test_the_section_leaves_hardly_a_point_open(self):
        for language, word in (("nl", "nog in te vullen"), ("en", "to be filled in")):
            path = self.folder / f"documents/{language}/annual-report-section-{language}.md"
            text = path.read_text(encoding="utf-8")
            self.assertLessEqual(text.count(word), self.open_points, path.name)
            self.assertIn(self.funnel[language], text)

    def test_no_label_in_markdown_is_empty(self):
        for path in self.folder.glob("documents/*/*.md"):
            self.assertNotIn("****", path.read_text(encoding="utf-8"), path.name)

    def conclusion(self, requirement, aspect):
        (row,) = [
            row
            for row in self.conclusions
            if row["requirement"] == requirement and row["aspect"] == aspect
        ]
        return row

    def judged(self, requirement, aspect):
        row = self.conclusion(requirement, aspect)
        return row["judged"], row["computed"], row["result"]

    def why_it_is_here(self, language):
        """What the statement says of each framework: why it is in there."""
        path = self.folder / f"documents/{language}/statement-{language}.md"
        lines = path.read_text(encoding="utf-8").splitlines()
        (head,) = [
            number
            for number, line in enumerate(lines)
            if line.endswith(("| Why it applies |", "| Waarom het geldt |"))
        ]
        cells = [line.split(" | ") for line in lines[head + 2 : head + 5]]
        return {row[0].lstrip("| "): row[-1].rstrip(" |") for row in cells}


class Municipality(Tutorial, unittest.TestCase):
    organisation = edition = "municipality"
    others = ("board-report", *COUNCIL)
    open_points = 4
    funnel = {
        "nl": "Meldingen en signalen: 214. Daarvan beveiligingsincidenten: 51; daarvan datalekken: 16; daarvan gemeld",
        "en": "Reports and signals: 214. Of these security incidents: 51; of these personal data breaches: 16; of these notified",
    }
    sizes = {"asset": 400, "person": 300, "supplier": 60, "vulnerability_finding": 5000}

    def test_the_section_says_of_whose_training_two_lists_disagree_and_shows_how_each_framework_moved(self):
        said = {"nl": "Van 1 van hen spreken twee lijsten elkaar tegen", "en": "Of 1 of them two lists disagree"}
        moved = {"nl": "en dekking, naast 2024", "en": "and coverage, beside 2024"}
        for language, sentence in said.items():
            path = self.folder / f"documents/{language}/annual-report-section-{language}.md"
            text = path.read_text(encoding="utf-8")
            self.assertIn(sentence, text)
            self.assertIn(moved[language], text)

    def test_a_person_cannot_lift_what_was_computed(self):
        for requirement, computed in (("bio2:8.13.04", "partly_met"), ("digid:U/TV.01", "not_met")):
            self.assertEqual(self.judged(requirement, "operation"), ("met", computed, computed))

    def test_where_nothing_was_computed_a_person_decides(self):
        self.assertEqual(self.judged("bio2:7.5", "design"), ("not_met", None, "not_met"))
        self.assertEqual(int(self.conclusion("bio2:7.5", "design")["by_judgement"]), 1)

    def test_a_reviewer_may_approve_what_tests_prove_in_part(self):
        for requirement in ("bio2:5.5", "digid:C.09"):
            self.assertEqual(self.judged(requirement, "operation"), ("met", "partly_met", "met"))

    def test_every_result_of_the_eight_but_error_occurs(self):
        results = {row["result"] for row in self.findings.values()}
        self.assertLessEqual(
            {
                "met",
                "not_met",
                "partly_met",
                "not_assessed",
                "not_applicable",
                "not_occurred",
                "explained",
            },
            results,
        )

    def test_a_report_shows_no_digid_norm_whose_list_nobody_handed_in(self):
        for norm in ("C.06", "C.07", "U/NW.03", "U/NW.04", "U/NW.05"):
            row = self.conclusion(f"digid:{norm}", "existence")
            self.assertEqual(row["result"], "not_assessed", norm)

    def test_the_statement_says_of_no_framework_that_it_was_chosen(self):
        self.assertEqual(len(self.why_it_is_here("en")), 3)
        self.assertNotIn("chosen", str(self.why_it_is_here("en")))


    def test_explain_shows_the_report_that_comes_nearest_of_all_that_do_not_fit(self):
        command = [PROGRAM, "explain", "asset:APP-032", "--test", "digid.access.supplier"]
        done = subprocess.run(
            [*command, "--dossier", self.folder / "dossier.db"],
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=True,
        )
        shown = [line for line in done.stdout.splitlines() if "assurance_report:TPM-" in line]
        self.assertLess(len(shown), 48)
        self.assertIn("assurance_report:TPM-D2", "".join(shown[:2]))


class Insurer(Tutorial, unittest.TestCase):
    organisation, edition = "insurer", "company"
    others = ("board-report", "dora-review")
    open_points = 5
    funnel = {
        "nl": "Meldingen en signalen: 96. Daarvan beveiligingsincidenten: 16;",
        "en": "Reports and signals: 96. Of these security incidents: 16;",
    }
    sizes = {"asset": 40, "person": 118, "supplier": 14, "contract": 14}

    def test_the_statement_says_that_nis2_was_chosen_and_does_not_apply(self):
        for language, words in (
            ("en", "Does not apply; it was chosen. NIS2 art. 2(1)"),
            ("nl", "Geldt niet; het is gekozen. NIS2 art. 2(1)"),
        ):
            said = self.why_it_is_here(language)
            self.assertEqual(len(said), 3)
            for framework, why in said.items():
                self.assertEqual(why.startswith(words), framework.startswith("NIS2"), why)

    def test_what_does_not_apply_says_so_by_a_rule_and_its_fact(self):
        row = self.conclusion("dora:26(1)", "operation")
        self.assertEqual(row["result"], "not_applicable")
        self.assertIn("tlpt_designated = false", row["reason"])

    def test_judgements_stand_beside_what_was_computed(self):
        judged = self.judged("dora:30(4)", "operation")
        self.assertEqual(judged, ("partly_met", None, "partly_met"))
        judged = self.judged("nis2:3(1)", "existence")
        self.assertEqual(judged, ("explained", "partly_met", "explained"))


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[3] not in ("municipality", "insurer"):
        sys.exit(__doc__.strip())
    chosen = {"municipality": "Municipality", "insurer": "Insurer"}[sys.argv[3]]
    unittest.main(argv=[sys.argv[0], *(sys.argv[4:] or [chosen])], verbosity=2)
