#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The section for the annual report, with the real program: nothing that is confidential is in a public document,
whatever the format, and a section that is not honest is not written or says so.

    check_section.py PROGRAM
"""

import csv
import io
import json
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

from hostile import Hostile, main

FORMATS = "pdf,xlsx,docx,odt,csv,md,html,json"
FULL = "section-municipality-full"
YEAR = ("--type", "municipality", "--as-of")
# Kinds whose rows must fit each other, so that texts of ours cannot stand in them.
AS_THEY_ARE = ("answer", "exception", "carried_over", "attachment", "artefact")


# Whose rows are whole as they are: a text that its example lacks would ask for another.
WHOLE = ("working_paper",)
# So that a row stands in the table of its point.
SHOWN = {
    "audit_finding": {"closed_on": "", "due_on": "2026-06-30"},
    "improvement_action": {"status": "open", "done_on": "", "due_on": "2026-06-30", "effective_from": "2025-01-01"},
    "board_decision": {"type": "statement", "judgement": "in_control_except"},
    "document": {"type": "statement_of_applicability"},
    "figure": {"subject_counted": "staff_fte"},
}
TOLD = ("audit finding", "improvement action", "risk", "incident", "board decision", "document", "figure")


def as_csv(rows):
    text = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def texts_of(path):
    """All that a reader can get out of a file: its bytes, its members, its text and what is embedded in it."""
    yield path.name, path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{path.name}/{name}", archive.read(name)
    if path.suffix == ".pdf":
        yield f"{path.name} as text", subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
        with tempfile.TemporaryDirectory(prefix="detached-") as folder:
            subprocess.run(["pdfdetach", "-saveall", "-o", folder, path], capture_output=True, check=True)
            for embedded in pathlib.Path(folder).iterdir():
                yield f"{path.name}/{embedded.name}", embedded.read_bytes()


class Section(Hostile):
    def year(self, tables, year=2025, dossier="dossier.db", frameworks=("bio2",), name="Waterrijk", as_of=None):
        """A dossier of a year with these rows by kind, evaluated."""
        last = f"{year}-12-31"
        self.done("init", "--dossier", dossier, "--name", name, "--year", str(year), *YEAR, as_of or last)
        for kind, rows in tables.items():
            self.write(f"{kind}.csv", as_csv(rows))
            self.done("import", "--dossier", dossier, f"{kind}.csv", "--collected-at", last, "--by", "Z")
        chosen = [word for framework in frameworks for word in ("--framework", framework)]
        self.done("evaluate", "--dossier", dossier, *chosen)

    def section(self, *options, template=FULL):
        """The section in English, and what was said of it."""
        code, _, said = self.run_program("report", template, "--lang", "en", "--format", "md", *options)
        self.assertEqual(code, 0, said)
        return (self.folder / f"{template}-en.md").read_text(encoding="utf-8"), said

    def not_written(self, code, *options, template=FULL):
        ended, _, said = self.run_program("report", template, "--lang", "en", "--format", "md", *options)
        self.assertEqual(ended, 3, said)
        self.assertIn(f"VW-{code}", said)
        self.assertFalse((self.folder / f"{template}-en.md").exists())

    # ---- confidential fields ------------------------------------------------------------------------

    def planted(self):
        """A row for each kind, made from its example, and all that must not come out again."""
        tables, secrets = {}, set()
        for listed in self.listed("kinds"):
            kind = json.loads(self.done("explain", listed["kind"], "--json"))
            row, name = dict(kind["example"]), kind["kind"]
            if not row or name in AS_THEY_ARE:
                continue
            for field in kind["fields"]:
                value, column = row.get(field["name"]), field["name"]
                if name in WHOLE and value is None:
                    continue
                if field["audience"] == "public" and field["type"] == "text":
                    row[column] = f"Openbaar van {name.replace('_', ' ')}"
                elif field["type"] == "text" and not (name == "organisation" and column == "name"):
                    row[column] = f"GEHEIM {name} {column}" if takes_any_text(kind, field) else value
                elif field["past"] and (value or "") > "2025-12-31" or column == "occurred_on":
                    row[column] = "2025-11-03"  # of the year, and over
                elif field["type"] == "ref" and value is not None:
                    secrets.add(value)
            secrets.add(row[kind["key"]])
            tables[name] = [row | SHOWN.get(name, {})]
        return tables, {secret for secret in secrets if len(secret) > 4 and re.search(r"\d", secret)} | {"GEHEIM"}

    def test_a_report_on_a_supplier_is_of_its_day_and_about_its_period(self):
        suppliers = [{"supplier_id": key, "effective_from": "2023-01-01", "name": key, "criticality": "high"} for key in ("S1", "S2", "S3", "S4")]
        reports = [
            {"report_id": "R1", "occurred_on": "2024-02-10", "supplier": "S1", "covers_from": "2023-01-01", "covers_until": "2023-12-31"},
            {"report_id": "R2", "occurred_on": "2024-03-10", "supplier": "S2", "covers_from": "", "covers_until": ""},
            {"report_id": "R3", "occurred_on": "2025-02-10", "supplier": "S3", "covers_from": "2024-01-01", "covers_until": "2024-12-31"},
            {"report_id": "R4", "occurred_on": "2025-02-11", "supplier": "S1", "covers_from": "2025-01-01", "covers_until": "2025-01-31"},
        ]
        rows = [row | {"type": "isae_3402_type_2", "opinion": "unqualified"} for row in reports]
        self.write("supplier.csv", as_csv(suppliers))
        self.write("assurance_report.csv", as_csv(rows))
        self.done("init", "--name", "Waterrijk", "--year", "2024", *YEAR, "2024-12-31")
        self.done("import", "supplier.csv", "assurance_report.csv", "--collected-at", "2025-02-12", "--by", "Z")
        self.done("evaluate", "--framework", "bio2")
        text, _ = self.section()
        self.assertIn(
            "Reports of auditors on suppliers: 2; unqualified: 2. Of these, 1 is about a period that ended before this year. For 1 of "
            "these it is not on record which period it is about. Dated after the year, and not counted: 2 reports; of which about "
            "this year or a part of it: 1.", text)
        self.assertIn(
            "for 2 a report or a review of our own is on record this year, for 2 not. For 1 of the latter there is a report dated "
            "after the year, which does not count here.", text)

    def test_a_share_of_a_phishing_simulation_stands_with_its_base(self):
        mail = {"title": "x", "type": "phishing_simulation"}
        first = mail | {"action_id": "C1", "occurred_on": "2025-02-11", "invited": "276", "failure_percent": "14", "reported_percent": "22.5"}
        last = mail | {"action_id": "C3", "occurred_on": "2025-09-16", "invited": "", "failure_percent": "0", "reported_percent": ""}
        between = last | {"action_id": "C2", "occurred_on": "2025-05-05", "failure_percent": "90"}
        self.year({"awareness_action": [first, last, between]})
        self.assertIn(
            "Phishing simulations: 3. The first, 11 February 2025: people reached 276, fell for it 14.0%, reported it 22.5%. "
            "The last, 16 September 2025: people reached not on record, fell for it 0.0%, reported it not on record.",
            self.section()[0],
        )

    def test_no_confidential_field_reaches_a_public_document(self):
        tables, secrets = self.planted()
        self.assertGreater(len(tables), 50)
        finding, promise = tables["audit_finding"][0], tables["improvement_action"][0]
        promise["audit_finding"] = finding["finding_id"]
        before = {name: [rows[0] | {"due_on": "2025-06-30", "verified_on": ""}] for name, rows in tables.items() if name == "improvement_action"}
        before["improvement_action"][0]["effective_from"] = "2024-01-01"
        self.year(before, 2024, "2024.db")
        self.year(tables)
        public = [
            row["template"] for row in self.listed("templates") if row["audience"] == "public"
        ]
        self.assertGreaterEqual(len([name for name in public if name.startswith("section-")]), 9)
        for template in public:
            code, _, said = self.run_program("report", template, "--format", FORMATS, "--lang", "nl", "-o", template, "--previous", "2024.db")
            if code != 0 and not template.startswith("section-"):
                continue  # it asks for a framework that is not there
            self.assertEqual(code, 0, said)
            for path in sorted(path for path in (self.folder / template).rglob("*") if path.is_file()):
                for where, content in texts_of(path):
                    for secret in secrets:
                        self.assertNotIn(secret.encode(), content, f"{where}: {secret}")
        shown = (self.folder / FULL / f"{FULL}-nl.md").read_text(encoding="utf-8")
        for kind in TOLD:  # else a block was never filled, and what it hides was not looked at
            self.assertIn(f"Openbaar van {kind}", shown)

    def test_a_person_is_a_role_and_names_are_refused(self):
        person = {"person_id": "P-0110", "effective_from": "2024-01-01", "name": "Zus Geheim", "employment": "staff",
                  "employed_from": "2024-01-01", "board_member": "no"}
        finding = {"finding_id": "A1", "occurred_on": "2025-03-01", "title": "Iets", "severity": "high", "owner": "P-0110",
                   "public_text": "Er ontbrak iets", "due_on": "2026-03-01"}
        board = [{**person, "person_id": f"B{number}", "board_member": "yes"} for number in (1, 2)]
        found = [finding, {**finding, "finding_id": "A2", "severity": "low", "owner": "B1"}]
        self.year({"person": [person, board[0]], "audit_finding": found})
        text, _ = self.section()
        self.assertRegex(text, r"\| 1 \| high \| Er ontbrak iets \|.*employee \d+ \|")
        self.assertRegex(text, r"\| 2 \| low \| Er ontbrak iets \|.*\| member of the board \|")
        (self.folder / "dossier.db").unlink()
        self.year({"person": [person, *board], "audit_finding": found})
        text, _ = self.section()
        self.assertRegex(text, r"\| 2 \| low \| Er ontbrak iets \|.*\| member of the board \d+ \|")
        (self.folder / f"{FULL}-en.md").unlink()
        self.not_written("T099", "--names")

    # ---- what is open --------------------------------------------------------------------------------

    def test_without_evidence_each_point_is_open_and_none_is_left_out(self):
        self.year({})
        for edition in ("municipality", "company", "council"):
            text, _ = self.section(template=f"section-{edition}-full")
            self.assertGreaterEqual(text.count("still to be filled in"), 22)
            self.assertNotIn("****", text)
            for length in ("page", "paragraph"):
                brief, _ = self.section(template=f"section-{edition}-{length}")
                self.assertIn("still to be filled in", brief)

    def test_what_nobody_recorded_is_not_none(self):
        """Records with only what they must have: what they could have said is unknown, never nought."""
        event = {"occurred_on": "2025-05-05"}
        state = {"effective_from": "2024-01-01"}
        person = {"person_id": "P1", **state, "name": "Ada", "employment": "board", "employed_from": "2024-01-01", "board_member": "yes"}
        self.year({
            "person": [person],
            "supplier": [{"supplier_id": "S1", **state, "name": "Leverancier"}],
            "asset": [{"asset_id": "A1", **state, "name": "Zaken", "type": "application"}],
            "incident": [{"incident_id": "I1", **event, "title": "x"}],
            "audit_finding": [{"finding_id": "F1", **event, "title": "x"}],
            "risk": [{"risk_id": "R1", **state, "title": "x"}],
            "advisory": [{"advisory_id": "V1", **event, "title": "x"}],
            "advisory_assessment": [{"assessment_id": "B1", **event, "advisory": "V1"}],
            "assurance_report": [{"report_id": "T1", **event, "supplier": "S1"}],
            "review": [{"review_id": "E1", **event, "type": "policy"}],
            "restore_test": [{"test_id": "H1", **event, "asset": "A1"}],
            "exercise": [{"exercise_id": "O1", **event, "type": "crisis"}],
            "training": [{"training_id": "L1", **event, "person": "P1", "topic": "awareness"}],
            "awareness_action": [{"action_id": "C1", **event, "title": "x", "type": "campaign"}],
            "board_member": [{"board_member_id": "M1", **state, "person": "P1", "certificate_number": "1"}],
        })
        text, _ = self.section()
        for said in (
            "personal data breaches: not on record; of these notified",
            "as NIS2 means it): not on record.",
            "Incidents: 1; cause found: not on record; reviewed afterwards: not on record.",
            "1 found in the year, 0 closed, 1 still open. Of the open findings past their date: not on record; critical or high: "
            "not on record. Whether the list is complete was not established.",
            "Risks on record: 1. Likelihood or effect high: not on record; of these the residual risk high too: not on record.",
            "For 1 the importance is not on record. For 1 it is not on record whether it is a joint body. Whether the list is "
            "complete was not established.",
            "Warnings received: 1; assessments of them: 1 (time not recorded). For 1 it is not on record whether action was needed.",
            "Independent reviews: not on record; findings of external audit or supervision: not on record. Reports of auditors on "
            "suppliers: 1; unqualified: not on record.",
            "Restore tests: 1; succeeded: not on record. Exercises: 1; with the board: not on record.",
            "Trainings attended: 1, by 1 person; passed: not on record. Awareness actions: 1. People invited: not on record; took "
            "part: not on record; effect measured: not on record.",
            "with a certificate that is valid on the reference date: not on record.",
            "| Of which personal data breaches | not established |",
            "| Significant incidents | not established |",
        ):
            self.assertIn(said, text)
        brief, _ = self.section(template="section-municipality-paragraph")
        self.assertIn("Open findings: 1; critical or high: not on record. Security incidents: 1; personal data breaches: not on "
                      "record; significant: not on record.", brief)
        control, _ = self.section(template="in-control-statement")
        self.assertIn("| not classed | 1 | 0 | not on record |", control)
        self.assertIn("Whether the register of risks is complete was not established.", control)

    def test_of_what_is_known_in_part_it_is_told_of_how_many_it_is_not(self):
        event = {"occurred_on": "2025-05-05"}
        self.year({
            "incident": [{"incident_id": "I1", **event, "title": "x", "significant": "yes"}, {"incident_id": "I2", **event, "title": "x"}],
            "advisory": [{"advisory_id": "V1", **event, "title": "x"}],
            "advisory_assessment": [
                {"assessment_id": "B1", **event, "advisory": "V1", "received_on": "2025-05-03", "outcome": "action_needed",
                 "action_done": "2025-05-09"},
                {"assessment_id": "B2", **event, "advisory": "V1"}],
        })
        text, _ = self.section()
        self.assertIn("as NIS2 means it): 1 (for 1 not on record).", text)
        self.assertIn("| Significant incidents | 1 | \\[still to be filled in, with its source\\] |  | this year not on record for 1 |", text)
        self.assertIn("assessments of them: 2 (in days: half within 2, the longest 2; for 1 the time is not on record). For 1 action "
                      "was needed; for 1 of these it was taken (in days: half within 6, the longest 6). For 1 it is not on record "
                      "whether action was needed.", text)

    def test_an_open_finding_of_an_earlier_year_is_told_where_this_year_has_none(self):
        self.year({"audit_finding": [{"finding_id": "F1", "occurred_on": "2024-05-05", "title": "x", "severity": "high",
                                      "due_on": "2025-01-31", "public_text": "Oud en open"}]})
        text, _ = self.section()
        self.assertIn("0 found in the year, 0 closed, 1 still open. Of the open findings past their date: 1; critical or high: 1.", text)
        self.assertIn("| 1 | high | Oud en open |", text)

    def test_what_the_board_said_early_in_the_year_is_about_the_year_before(self):
        decision = {"decision_id": "B1", "occurred_on": "2025-02-06", "title": "x", "type": "statement", "body": "board",
                    "judgement": "in_control", "certainty": "reasonable"}
        self.year({"board_decision": [decision, {**decision, "decision_id": "B2", "risk_class": "cloud"}]})
        for template in (FULL, "in-control-statement"):
            text, _ = self.section(template=template)
            self.assertIn("still to be filled in: the judgement on this position", text)
            self.assertNotIn("| reasonable |", text)

    def test_a_report_on_our_own_statement_is_none_on_a_supplier(self):
        report = {"occurred_on": "2025-05-05", "supplier": "S1", "opinion": "unqualified"}
        self.year({
            "supplier": [{"supplier_id": "S1", "effective_from": "2024-01-01", "name": "Kantoor", "criticality": "high"}],
            "assurance_report": [{"report_id": "T1", **report, "about": "own_statement"}],
        })
        text, _ = self.section()
        self.assertIn("Reports of auditors on suppliers: 0; unqualified: 0.", text)
        self.assertIn("Suppliers of high or critical importance: 1; for 0 a report or a review of our own is on record this year, for 1 not.", text)

    def test_an_amount_is_rounded_to_the_next_whole(self):
        figure = {"figure_id": "F1", "effective_from": "2025-01-01", "subject_counted": "staff_fte", "value": "5.96", "planned": "6.04",
                  "source": "HR"}
        money = {**figure, "figure_id": "F2", "subject_counted": "budget_eur", "value": "618000", "planned": "640000"}
        self.year({"figure": [figure, money]})
        text, _ = self.section()
        self.assertIn("Spending: €\u00a0618,000, planned €\u00a0640,000 (source: HR).", text)  # never parted over two lines
        self.assertIn("Staff in full-time equivalents: 6, planned 6 (source: HR).", text)

    # ---- length --------------------------------------------------------------------------------------

    def test_a_page_is_one_sheet_and_a_paragraph_has_its_words_under_every_framework(self):
        """The remarks on frameworks that each document must have come on top of the words, and not of the sheet."""
        self.year({}, frameworks=("bio2", "digid", "gdpr", "nis2", "suwinet"), name="Gemeente Waterrijk aan de Vliet")
        for lang, last in (("nl", r"Alle andere punten[^.]*\."), ("en", r"All other points[^.]*\.")):
            for edition in ("municipality", "company", "council"):
                page = f"section-{edition}-page"
                self.done("report", page, "--lang", lang, "--format", "pdf")
                told = subprocess.run(["pdfinfo", self.folder / f"{page}-{lang}.pdf"], capture_output=True, text=True, check=True)
                self.assertRegex(told.stdout, r"Pages: +1\n", f"{page} {lang}")
                paragraph = f"section-{edition}-paragraph"
                self.done("report", paragraph, "--lang", lang, "--format", "md")
                text = (self.folder / f"{paragraph}-{lang}.md").read_text(encoding="utf-8")
                words = text[: re.search(last, text).end()].split("\n\n")[-1]
                self.assertLessEqual(len(words.split()), 150, words)

    # ---- terms ---------------------------------------------------------------------------------------

    def test_terms_end_to_the_second(self):
        incidents = [
            {"incident_id": f"I{number}", "occurred_on": "2025-01-31", "title": "x", "significant": "yes",
             "personal_data_breach": "yes", "aware_at": "2025-01-31T10:00:00Z", "authority_notified_at": breach,
             "early_warning_at": early, "notified_at": notified, "final_report_at": final}
            for number, (breach, early, notified, final) in enumerate((
                ("2025-02-03T10:00:00Z", "2025-02-01T10:00:00Z", "2025-01-31T12:00:00Z", "2025-02-28T12:00:00Z"),
                ("2025-02-03T10:00:01Z", "2025-02-01T10:00:01Z", "2025-01-31T12:00:00Z", "2025-02-28T12:00:01Z"),
                ("", "", "", ""),
            ))
        ]
        self.year({"incident": incidents})
        text, _ = self.section()
        for term, counts in (("within 72 hours (GDPR)", "3 | 1 | 1 | 1"), ("within 24 hours (NIS2)", "3 | 1 | 2 | 0"),
                             ("notification within 72 hours (NIS2)", "3 | 2 | 1 | 0"), ("within a month (NIS2)", "3 | 1 | 2 | 0")):
            self.assertRegex(text, re.escape(term) + r" \| " + re.escape(counts))
        self.assertIn("applied 12, met 5, late or not done 6, not established 1", text)

    def test_a_notification_that_is_on_record_by_itself_counts_too(self):
        incident = {"incident_id": "I1", "occurred_on": "2025-03-01", "title": "x", "significant": "yes", "personal_data_breach": "no",
                    "aware_at": "2025-03-01T08:00:00Z"}
        sent = [{"notification_id": f"N{number}", "occurred_on": "2025-03-02", "incident": "I1", "regime": "nis2",
                 "step": "early_warning", "recipient": "csirt", "sent_at": at}
                for number, at in enumerate(("2025-03-04T08:00:00Z", "2025-03-01T20:00:00Z"))]
        breach = {**incident, "incident_id": "I2", "significant": "no", "personal_data_breach": "yes"}
        sent.append({**sent[0], "notification_id": "N9", "incident": "I2", "regime": "gdpr", "step": "authority_notice",
                     "recipient": "data_protection_authority"})
        self.year({"incident": [incident, breach], "notification": sent})
        text, _ = self.section()
        self.assertIn("of these personal data breaches: 1; of these notified to the data protection authority: 1.", text)
        self.assertIn("| Of which notified to the authority | 1 |", text)
        self.assertIn("within 72 hours (GDPR) | 1 | 1 | 0 | 0 |", text)
        self.assertIn("early warning within 24 hours (NIS2) | 1 | 1 | 0 | 0 |", text)
        self.assertIn("notification within 72 hours (NIS2) | 1 | 0 | 1 | 0 |", text)

    # ---- the board -----------------------------------------------------------------------------------

    def test_two_lists_that_disagree_on_a_training_are_told(self):
        state = {"effective_from": "2024-01-01"}
        people = [{"person_id": f"P{number}", **state, "name": "Ada", "employment": "board", "employed_from": "2024-01-01",
                   "board_member": "yes"} for number in (1, 2)]
        self.year({
            "person": people,
            "board_member": [{"board_member_id": one["person_id"], **state, "person": one["person_id"], "trained_on": "2025-06-01"}
                             for one in people],
            "training": [{"training_id": "T1", "occurred_on": "2025-06-01", "person": "P1", "topic": "board_cyber", "passed": "yes",
                          "duration_hours": "3"}],
        })  # fmt: skip
        text, _ = self.section()
        self.assertIn("Of the 2 members of the board, 2 completed the training", text)
        self.assertIn("Of 1 of them two lists disagree: the list of the board has the training", text)
        self.assertNotIn("longer ago than the framework asks", text)

    # ---- last year -----------------------------------------------------------------------------------

    def test_a_promise_is_told_as_it_stood_on_the_reference_date(self):
        def action(key, text, **fields):
            return {"action_id": key, "effective_from": "2024-02-01", "title": key, "status": "open", "due_on": "2025-06-30",
                    "done_on": "", "public_text": text, **fields}
        self.year({"improvement_action": [action(f"B{number}", f"Belofte nummer {number}") for number in range(5)]}, 2024, "2024.db")
        self.year({"improvement_action": [
            action("B0", "Belofte nummer nul", status="done", done_on="2025-12-28"),
            action("B1", "Belofte nummer een", due_on=""),
            action("B2", "Belofte nummer twee", due_on="2025-12-20"),
            action("B3", "Nieuwe koffieautomaat", status="done", done_on="2025-06-01"),
            action("B4", "Belofte nummer vier", due_on="2025-12-30"),
            action("B5", "Besluit van erna", effective_from="2025-12-25", due_on="2026-08-31"),
        ]}, as_of="2025-12-20")
        text, said = self.section("--previous", "2024.db")
        self.assertIn("In the account of 2024, 5 promises stood open. Of these: done 0; moved 2; dropped 0; under way, date unchanged "
                      "0; not done, date past 0; not on record any more 0; done after the reference date 1; under way, without a "
                      "date 1; key used again: not established 1.", text)
        for row in ("| Belofte nummer 0 | 30 June 2025 | done after the reference date | 28 December 2025 |",
                    "| Belofte nummer 1 | 30 June 2025 | under way, without a date |  |",
                    "| Belofte nummer 3 | 30 June 2025 | key used again: not established |  |"):
            self.assertIn(row, text)
        self.assertEqual(said.count("VW-T183"), 1, said)
        self.assertIn("now 0.0% is met at a coverage of", text)
        self.assertIn("each with a date: 1. Apart from these, 3 were open with a date in the year or before it.", text)
        self.assertIn("| Besluit van erna |", text)

    def test_due_on_the_reference_date_is_not_past(self):
        action = {"action_id": "B", "effective_from": "2024-02-01", "title": "B", "status": "open", "due_on": "2025-12-31",
                  "public_text": "Belofte"}
        self.year({"improvement_action": [action]}, 2024, "2024.db")
        self.year({"improvement_action": [action]})
        text, _ = self.section("--previous", "2024.db")
        self.assertIn("under way, date unchanged 1; not done, date past 0", text)

    def test_the_figures_of_another_organisation_are_no_trend(self):
        state = {"effective_from": "2024-01-01", "type": "municipality"}
        self.year({"organisation": [{"organisation_id": "O", "name": "Bovenwater", "registration_number": "12", **state}]}, 2024,
                  "2024.db", name="Bovenwater")
        self.year({"organisation": [{"organisation_id": "O", "name": "Waterrijk", "registration_number": "34", **state}]})
        self.not_written("T149", "--previous", "2024.db")
        was = {"organisation_id": "B", "name": "Bovenwater", **state, "effective_until": "2024-12-31"}
        for told in ({"registration_number": "12"}, {"also": was}):
            (self.folder / "dossier.db").unlink()
            now = {"organisation_id": "O", "name": "Waterrijk", **state, "registration_number": told.get("registration_number", "34")}
            self.year({"organisation": [now] + [told[key] for key in told if key == "also"]})
            text, said = self.section("--previous", "2024.db")
            self.assertNotIn("T149", said)
            self.assertIn("The figures and promises of 2024 are those of Bovenwater, which had that name then", text)

    def test_each_promise_has_one_outcome(self):
        def action(key, status, due, done=""):
            return {"action_id": key, "effective_from": "2024-02-01", "title": "x", "public_text": f"Belofte {key}",
                    "status": status, "due_on": due, "done_on": done}

        keys = ("A1", "A2", "A3", "A4", "A5", "A6")
        self.year({"improvement_action": [action(key, "open", "2025-06-30") for key in keys[:4]]
                   + [action("A5", "open", "2026-06-30"), action("A6", "in_progress", "2025-06-30"),
                      action("A7", "done", "2024-06-30", "2024-06-01")]}, 2024, "2024.db")
        self.year({"improvement_action": [
            action("A1", "done", "2025-06-30", "2025-05-01"), action("A2", "open", "2026-02-01"), action("A3", "dropped", "2025-06-30"),
            action("A4", "open", "2025-06-30"), action("A5", "open", "2026-06-30")]})
        text, _ = self.section("--previous", "2024.db")
        self.assertIn("In the account of 2024, 6 promises stood open. Of these: done 1; moved 1; dropped 1; under way, date "
                      "unchanged 1; not done, date past 1; not on record any more 1.", text)
        self.assertIn("| Belofte A2 | 30 June 2025 | moved | 1 February 2026 |", text)
        self.assertNotIn("A7", text)

    def test_no_figure_of_last_year_stands_without_what_it_rests_on(self):
        incident = {"incident_id": "I1", "occurred_on": "2025-03-01", "title": "x", "personal_data_breach": "no", "significant": "no"}
        before = {"figure_id": "F1", "effective_from": "2024-01-01", "effective_until": "2024-12-31", "subject_counted": "incidents",
                  "value": 4, "source": "accounts of 2024"}
        self.year({"incident": [incident]})
        text, _ = self.section()
        self.assertIn(r"| Security incidents | 1 | \[still to be filled in, with its source\] |", text)
        self.write("figure.csv", as_csv([before]))
        self.done("import", "figure.csv", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--framework", "bio2")
        text, _ = self.section()
        self.assertIn("| Security incidents | 1 | 4 | accounts of 2024 | counted otherwise: one of the two was given, not counted |", text)

    def test_a_changed_way_of_counting_is_said(self):
        def figure(year, how):
            return {"figure_id": f"F{year}", "effective_from": f"{year}-01-01", "effective_until": f"{year}-12-31",
                    "subject_counted": "reports", "value": 9, "source": "the desk", "counted_how": how}

        self.year({"figure": [figure(2024, "people only")]}, 2024, "2024.db", ("bio2@1.2",))
        self.year({"figure": [figure(2025, "people and monitoring")]})
        text, _ = self.section("--previous", "2024.db")
        self.assertIn("| Reports and signals | 9 | 9 | the desk | counted otherwise: people and monitoring |", text)
        self.assertRegex(text, r"Since 2024: .*(went from version 1\.2|is new)")
        self.assertRegex(text, r"\| Share met \|.*\| counted otherwise: a framework, rule or limit changed \|")

    def test_what_did_not_change_is_not_called_changed(self):
        self.year({}, 2024, "2024.db")
        systems = [{"asset_id": f"A{number}", "effective_from": "2024-01-01", "name": "x", "type": "application", "criticality": "high"}
                   for number in range(3)]
        self.year({"asset": systems})  # other evidence, by the same rules
        text, _ = self.section("--previous", "2024.db")
        self.assertIn("Since 2024: no framework changed. Tests of which the rule or a limit changed: 0.", text)
        self.assertNotIn("counted otherwise", text)

    def test_a_share_that_rises_while_less_was_assessed_says_so(self):
        def answers(*results):
            person = {"person_id": "P1", "effective_from": "2024-01-01", "name": "Ada", "employment": "staff",
                      "employed_from": "2024-01-01", "board_member": "no"}
            # Points that no test decides.
            return {"person": [person],
                    "answer": [{"answer_id": f"Q{number}", "effective_from": "2024-01-01", "requirement": f"bio2:{point}",
                                "aspect": "operation", "result": result, "reason": "Gezien", "assessor": "P1"}
                               for number, (point, result) in enumerate(zip(("5.6", "5.13", "5.37"), results))]}

        self.year(answers("not_met", "not_met", "not_met"), 2024, "2024.db")
        self.year(answers("met", "not_met"))
        text, _ = self.section("--previous", "2024.db", template="section-municipality-page")
        self.assertIn("Note: the share rises while less was assessed.", text)
        self.assertNotIn("Note: the share rises", self.section(template="section-municipality-page")[0])

    # ---- honesty -------------------------------------------------------------------------------------

    def test_a_copied_lesson_is_told_and_a_new_one_is_not(self):
        def incident(year, lesson):
            return {"incident_id": f"I{year}", "occurred_on": f"{year}-05-01", "title": "x", "personal_data_breach": "no",
                    "significant": "no", "public_lesson": lesson}

        old = "Wie een betaalgegeven wijzigt, belt eerst met de afzender; dat gebeurde 14 keer."
        self.year({"incident": [incident(2024, old)]}, 2024, "2024.db")
        self.year({"incident": [incident(2025, old.replace("14", "31"))]})
        _, said = self.section("--previous", "2024.db")
        self.assertIn("VW-T142", said)
        self.assertIn("incident I2025, public_lesson", said)
        self.write("2024.json", json.dumps({"blocks": [{"text": old}]}))
        self.assertIn("VW-T142", self.section("--previous", "2024.json")[1])
        self.write("other.md", "Wij oefenden twee keer met het terugzetten van de systemen aan de balie, en dat lukte beide keren.")
        self.assertNotIn("VW-T142", self.section("--previous", "other.md")[1])

    def test_a_copied_paragraph_of_a_template_of_ones_own_is_told(self):
        own = "In dit jaar stond de samenwerking met de buurgemeenten voorop, met een gezamenlijke oefening in het najaar."
        (self.folder / "templates/en").mkdir(parents=True)
        self.write("templates/en/ours.md", f"---\naudience: public\n---\n## Ours\n\n{own}\n\n{{{{funnel-line}}}}\n")
        self.write("2024.md", f"# Vorig jaar\n\n{own}\n")
        self.year({})
        _, said = self.section("--previous", "2024.md", template="ours")
        self.assertIn("VW-T142", said)
        self.assertNotIn("VW-T142", self.section(template="ours")[1])

    def test_a_template_of_ones_own_cannot_name_a_system(self):
        (self.folder / "templates/en").mkdir(parents=True)
        self.write("templates/en/ours.md", "---\naudience: public\n---\n## Ours\n\nWij herstelden APP-07.\n\n{{funnel-line}}\n")
        self.year({"asset": [{"asset_id": "APP-07", "effective_from": "2024-01-01", "name": "x", "type": "application", "criticality": "high"}]})
        self.not_written("T144", template="ours")

    def test_a_funnel_that_does_not_add_up_is_not_printed(self):
        def figure(counted, value):
            return {"figure_id": counted, "effective_from": "2025-01-01", "effective_until": "2025-12-31",
                    "subject_counted": counted, "value": value, "source": "the desk"}

        self.year({"figure": [figure("incidents", 5), figure("breaches", 6), figure("reports", 9)]})
        self.not_written("T140")

    def test_figures_that_were_given_are_not_called_counted(self):
        def figure(counted, value):
            return {"figure_id": counted, "effective_from": "2025-01-01", "effective_until": "2025-12-31",
                    "subject_counted": counted, "value": value, "source": "the desk"}

        self.year({"figure": [figure("incidents", 5), figure("breaches", 2), figure("reports", 9)]})
        text, _ = self.section()
        self.assertIn("Of these security incidents: 5; of these personal data breaches: 2; of these notified to the data protection "
                      "authority: \\[still to be filled in\\]. Significant incidents (with serious effects, as NIS2 means it): "
                      "\\[still to be filled in\\].", text)
        self.assertIn("These numbers were given, not counted from recorded incidents.", text)


def takes_any_text(kind, field):
    """A reference written as text, such as a requirement, is looked up where it is used; the rest is free."""
    return field["name"] not in ("requirement", "record_kind", "record_key", "country", "lei", "parent_lei") and kind["kind"] != "artefact"


if __name__ == "__main__":
    main()
