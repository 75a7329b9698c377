#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""One thing is not "1 things": no document of a dossier in which things were counted to one says so, in either language.

    check_counts.py PROGRAM
"""

import csv
import io
import json
import re

from hostile import SLOW_FRAMEWORK, Hostile, assets, main

MEASURES = """measures:
  - id: things.slow
    title: {nl: Namen, en: Names}
    explain: {nl: Alles heet naar wat het doet., en: All is called after what it does.}
    owner: {nl: Beheerder, en: Keeper}
    remedy: {nl: Geef het een naam., en: Name it.}
    tests:
      - id: things.slow.names
        aspect: existence
        title: {nl: Alles heet Mail, en: All is called Mail}
        reason: {nl: Een systeem heet anders., en: A system has another name.}
        for: asset
        condition: name like 'Mail%'
"""
# Whose rows must fit what is not here.
LEFT_OUT = ("answer", "exception", "carried_over", "attachment", "artefact", "organisation", "working_paper")
# So that each is counted, and once.
COUNTED = {
    "audit_finding": {"closed_on": "", "due_on": "2025-06-30", "source": "internal_audit", "severity": "high"},
    "improvement_action": {"status": "open", "done_on": "", "verified_on": "", "due_on": "2026-06-30", "effective_from": "2024-01-01"},
    "incident": {"clients_affected_count": "1", "downtime_hours": "1", "critical_service_affected": "yes", "major": "",
                 "personal_data_breach": "yes", "significant": "yes"},
    "board_decision": {"type": "statement", "judgement": "in_control_except"},
    "document": {"type": "statement_of_applicability"},
}
ONE = re.compile(r"(?<![\d.,:/()–-])1 (?:open |independent |onafhankelijke |improvement |significant )?(\w+)")
# What "1" can stand before, and no plural, though it looks like one.
SINGULAR = {
    "en": {"is", "was", "has", "follows", "holds", "serves", "reads", "its", "counts", "this", "as", "stands", "across", "minus"},
    "nl": {"mens", "is", "was", "en", "een", "van", "keer", "binnen", "open", "tegen", "lopen", "ten", "kritiek", "als", "onbekend", "keren"},
}
PLURAL = {"en": re.compile(r"(s|people|are|were|have|others)$"), "nl": re.compile(r"(en|s)$")}


def as_csv(row):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((row.keys(), row.values()))
    return text.getvalue()


class Counts(Hostile):
    def evidence(self):
        """A row of every kind, made from its example."""
        for listed in self.listed("kinds"):
            kind = json.loads(self.done("explain", listed["kind"], "--json"))
            row, name = dict(kind["example"]), kind["kind"]
            if not row or name in LEFT_OUT:
                continue
            for field in kind["fields"]:
                column = field["name"]
                if column == "occurred_on" or field["past"] and row.get(column, "") > "2025-12-31":
                    row[column] = "2025-11-03"
            yield name, row | COUNTED.get(name, {})

    def printed(self, *options):
        """Every template, in each language, as one text a line."""
        count = 0
        for language in ("nl", "en"):
            for listed in self.listed("templates"):
                name = listed["template"]
                command = ("report", name, "--lang", language, "--format", "md")
                code, _, said = self.run_program(*command, *options)
                if "VW-U172" in said:  # nothing in it is compared with the year before
                    code, _, said = self.run_program(*command)
                if code == 0:
                    count += 1
                    for line in (self.folder / f"{name}-{language}.md").read_text(encoding="utf-8").splitlines():
                        yield language, name, line
                else:
                    self.assertRegex(said, "VW-(T0|T1|E)", name)  # it asks for a framework that is not there
        self.assertGreater(count, 20)

    def plurals(self, *options):
        found, ones = set(), 0
        for language, name, line in self.printed(*options):
            for match in () if line.startswith("|") else ONE.finditer(line):
                word = match.group(1).lower()
                ones += 1
                if word not in SINGULAR[language] and PLURAL[language].search(word):
                    found.add((language, name, line[max(0, match.start() - 20) : match.end() + 20]))
        self.assertGreater(ones, 20)
        return sorted(found)

    def test_one_record_of_one_import_under_one_requirement(self):
        self.write("own/frame.yaml", SLOW_FRAMEWORK)
        self.write("own/measures.yaml", MEASURES)
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        self.write("asset.csv", assets(1, "Web"))
        self.done("import", "asset.csv", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--controls", "own")
        self.assertEqual(self.plurals(), [])

    def test_one_record_of_every_kind(self):
        self.done("init", "--dossier", "2024.db", "--name", "Waterrijk", "--type", "insurer", "--year", "2024", "--as-of", "2024-12-31")
        self.done("init", "--name", "Waterrijk", "--type", "insurer", "--year", "2025", "--as-of", "2025-12-31")
        for name, row in self.evidence():
            self.write(f"{name}.csv", as_csv(row))
            self.done("import", f"{name}.csv", "--collected-at", "2025-12-31", "--by", "Z")
            if name == "improvement_action":
                self.done("import", "--dossier", "2024.db", f"{name}.csv", "--collected-at", "2024-12-31", "--by", "Z")
        for dossier in ("2024.db", "dossier.db"):
            self.done("evaluate", "--dossier", dossier, "--framework", "dora", "--framework", "nis2", "--framework", "bio2")
        self.assertEqual(self.plurals("--previous", "2024.db"), [])


if __name__ == "__main__":
    main()
