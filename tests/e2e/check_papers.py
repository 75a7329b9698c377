#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The working papers and the evidence index, with the real program: every field of a working paper stands in the part of
each test, the worst tests first, and the index has each file with the hash that it really has.

    check_papers.py PROGRAM SOURCE

The fields are held to workpaper_fields.csv in ../shared/facts beside SOURCE; where that is absent that test is skipped,
which is said.
"""

import csv
import hashlib
import json
import pathlib
import sys
import unittest

from hostile import Hostile, main

SOURCE = pathlib.Path(sys.argv.pop(2)).resolve()
FACTS = SOURCE.parent / "shared/facts/workpaper_fields.csv"
# What stands in the part of a test for each field of the facts, by the title of its row; of the file itself the text
# before the parts tells.
SAID_BY = {
    "norm set, version, id, subject": ("Requirements", "Measure"),
    "risk addressed and criterion": ("Risk and criterion",),
    "type manual/automated/IT-dependent; frequency; owner": ("Type of the control", "Frequency of the control", "Owner"),
    "aspect: opzet / bestaan / werking": ("Aspect",),
    "nature: inquiry, observation, inspection, re-performance": ("Nature", "Auditor’s procedure"),
    "timing: reference date or period from-to": ("Timing",),
    "extent: population source, size, completeness check, sample size, method, seed": (
        "Source of population",
        "Size",
        "Completeness",
        "How completeness was checked",
        "Items looked at",
        "How chosen: method, seed",
    ),
    "identifying characteristics of each item tested": ("Identifying characteristics of those items",),
    "evidence reference: id, file hash, obtained from, obtained on, by": ("Evidence, with hash", "Own evidence"),
    "result per item and exceptions, non-occurrence flag": (
        "Pass",
        "Deviation",
        "What deviates",
        "Exception",
        "Exceptions found",
        "Non-occurrence",
    ),
    "voldoet / deels / voldoet niet / n.v.t. with reason": ("Computed result", "Auditor’s conclusion", "Reason"),
    "significant judgements, contradictory evidence, compensating controls": (
        "Significant judgements",
        "Contradictory evidence",
        "Compensating controls",
    ),
    "performed by, date completed": ("Performed by", "Performed on"),
    "reviewed by, date, extent of review": ("Reviewed by", "Reviewed on", "Extent of the review"),
    "changes after file assembly: reason, by, date": ("Reason of a later change", "Changed by", "Changed on"),
    "assembly within 60 days after report; retention 7 years (NL)": ("file",),
}
RATED = "assets.critical-systems.rated"
RESULTS = ["error", "not_met", "not_assessed", "partly_met", "explained", "met", "not_applicable", "not_occurred"]
ASSETS = "asset_id,effective_from,name,type\n" + "".join(f"S{n:02d},2025-01-01,Systeem {n},server\n" for n in range(14))
PAPERS = (
    "working_paper_id,occurred_on,procedure,conclusion,reason,performed_by,reviewed_by,reviewed_on\n"
    f"{RATED},2025-12-15,inspection,not_met,Bij drie was er niets,K. Jansen,L. Peters,2025-12-20\n"
)


def value_of(cell):
    return cell.get("value") if isinstance(cell, dict) else cell


class Papers(Hostile):
    def made(self, *templates, papers=None):
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        self.write("asset.csv", ASSETS)
        self.done("import", "asset.csv", "--complete", "--collected-at", "2025-12-31", "--by", "B. Boer")
        self.write("decision.txt", "Het besluit\n")
        self.done("import", "--artefact", "decision.txt", "--id", "B-1", "--for", "asset:S01", "--by", "B. Boer")
        self.done("evaluate", "--framework", "bio2")
        if papers is not None:
            self.write("working_paper.csv", papers)
            self.done("import", "working_paper.csv", "--by", "K. Jansen")
        documents = []
        for template in templates:
            self.done("report", template, "--lang", "en", "--format", "json")
            with open(self.folder / f"{template}-en.json", encoding="utf-8") as file:
                documents.append(json.load(file))
        return documents

    def table(self, document, name):
        (found,) = [b for b in document["blocks"] if b.get("is") == "table" and b["id"] == name]
        return found

    def rows(self, document, name):
        found = self.table(document, name)
        names = [column["id"] for column in found["columns"]]
        return [dict(zip(names, map(value_of, row))) for row in found["rows"]]

    def parts(self, document):
        """Of each part the values by the title of their row, in order."""
        parts = {}
        for block in document["blocks"]:
            if block.get("is") == "table" and block["id"].startswith("paper-"):
                part = parts.setdefault(block["id"].rsplit("-", 1)[0], {})
                part.update({value_of(row[0]): value_of(row[1]) for row in block["rows"]})
        return list(parts.values())

    def test_no_two_rows_of_the_tests_say_the_same(self):
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        self.done("evaluate")
        for lang in ("nl", "en"):
            self.done("report", "working-papers", "--lang", lang, "--format", "json")
            with open(self.folder / f"working-papers-{lang}.json", encoding="utf-8") as file:
                titles = [row["title"] for row in self.rows(json.load(file), "tests")]
            self.assertGreater(len(titles), 300)
            self.assertEqual(sorted(titles), sorted(set(titles)))

    def test_each_part_has_every_field_of_the_workbook(self):
        papers, workbook = self.made("working-papers", "auditor-workbook")
        columns = self.table(workbook, "working-papers")["columns"]
        titles = {c["title"] for c in columns if c["id"] != "title"}  # that is the part's heading
        self.assertGreater(len(titles), 35)
        for part in self.parts(papers):
            self.assertEqual(set(part) - {"What deviates"}, titles)
            self.assertTrue(all(part.values()), part)

    def test_each_field_of_the_facts_stands_in_a_part(self):
        if not FACTS.exists():
            self.skipTest(f"there is no {FACTS.name}: fields were NOT compared")
        with open(FACTS, encoding="utf-8", newline="") as file:
            wanted = [row["field"] for row in csv.DictReader(file)]
        self.assertEqual(set(wanted), set(SAID_BY))
        (document,) = self.made("working-papers")
        part = next(part for part in self.parts(document) if part["Test"] == RATED)
        for field, titles in SAID_BY.items():
            if titles != ("file",):
                self.assertLessEqual(set(titles), set(part), field)
        text = json.dumps(document, ensure_ascii=False)
        self.assertIn("within sixty days after the report’s date, and kept for seven years [not confirmed", text)

    def test_the_worst_comes_first_and_the_rest_is_told_of(self):
        papers, workbook = self.made("working-papers", "auditor-workbook")
        results = [row["result"] for row in self.rows(workbook, "working-papers")]
        expected = sorted(results, key=RESULTS.index)[:60]
        self.assertEqual([part["Computed result"] for part in self.parts(papers)], expected)
        self.assertIn(f"Here stand 60 of the {len(results)} working papers", json.dumps(papers))

    def test_what_an_auditor_filled_in_comes_before_all(self):
        (workbook,) = self.made("auditor-workbook")
        last = max(self.rows(workbook, "working-papers"), key=lambda row: RESULTS.index(row["result"]))["test"]
        self.write("working_paper.csv", PAPERS.replace(RATED, last))
        self.done("import", "working_paper.csv", "--by", "K. Jansen")
        self.done("report", "working-papers", "--lang", "en", "--format", "json")
        with open(self.folder / "working-papers-en.json", encoding="utf-8") as file:
            first, second, *_ = self.parts(json.load(file))
        self.assertEqual((first["Test"], first["Reason"]), (last, "Bij drie was er niets"))
        self.assertEqual(second["Computed result"], "not_met")

    def test_no_two_parts_have_the_same_heading(self):
        self.made()
        self.done("evaluate", "--framework", "digid")
        self.done("report", "working-papers", "--lang", "nl", "--format", "json")
        with open(self.folder / "working-papers-nl.json", encoding="utf-8") as file:
            blocks = json.load(file)["blocks"]
        headings = ["".join(run["text"] for run in block["runs"]) for block in blocks
                    if block.get("is") == "heading" and block["id"].startswith("paper-")]
        self.assertGreater(len(headings), 20)
        self.assertEqual(len(headings), len(set(headings)))

    def test_what_deviates_is_named_as_far_as_paper_reaches(self):
        (document,) = self.made("working-papers")
        part = next(part for part in self.parts(document) if part["Test"] == RATED)
        self.assertEqual(part["Deviation"], "14")
        named = "; ".join(f"S{n:02d}" for n in range(10))
        self.assertEqual(part["What deviates"], f"{named}; and 4 more, on the sheet “Deviations” of the workbook")

    def test_what_the_auditor_said_stands_in_the_part(self):
        (document,) = self.made("working-papers", papers=PAPERS)
        part = next(part for part in self.parts(document) if part["Test"] == RATED)
        self.assertEqual(part["Auditor’s conclusion"], "not met")
        self.assertEqual(part["Reason"], "Bij drie was er niets")
        self.assertEqual(part["Reviewed on"], "2025-12-20")
        self.assertEqual(part["Changed by"], "[to be filled in by the auditor]")
        other = next(part for part in self.parts(document) if part["Test"] != RATED)
        self.assertEqual(other["Auditor’s conclusion"], "[to be filled in by the auditor]")

    def test_the_index_has_each_file_with_its_hash(self):
        (document,) = self.made("evidence-index")
        self.assertEqual(document["audience"], "confidential")
        listed = self.rows(document, "evidence")
        self.assertEqual(len(listed), len(self.listed("imports")))
        (assets,) = [row for row in listed if row["file"] == "asset.csv"]
        self.assertEqual(assets["file_sha256"], hashlib.sha256(ASSETS.encode()).hexdigest())
        self.assertEqual((assets["rows"], assets["collected_at"]), (14, "2025-12-31"))
        self.assertEqual(assets["complete_until"], "2025-12-31")
        (artefact,) = self.rows(document, "artefacts")
        self.assertEqual(artefact["sha256"], hashlib.sha256(b"Het besluit\n").hexdigest())
        self.assertEqual((artefact["file"], artefact["supports"]), ("decision.txt", "Asset S01"))
        self.assertTrue(artefact["by"] and artefact["on"])
        self.assertNotIn("Boer", json.dumps(document))  # people are shown by role
        self.done("report", "evidence-index", "--lang", "en", "--format", "md")
        paper = (self.folder / "evidence-index-en.md").read_text(encoding="utf-8")
        for column in ("file_sha256", "file", "collected_by"):
            self.assertIn(str(assets[column]), paper)
        self.assertIn(artefact["sha256"], paper)


if __name__ == "__main__":
    main()
