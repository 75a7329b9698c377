#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The report to the board, with the real program: what waits for a decision is counted and listed, what is not on record
is not called "none", and it is two pages whatever the dossier holds.

    check_board.py PROGRAM
"""

import json
import subprocess
import unittest

import openpyxl
from hostile import Hostile, main

LONG = "Ω lang " * 1400  # about 10,000 characters
ORGANISATION = "organisation_id,effective_from,name,type\nW,2024-01-01,Waterrijk,municipality\n"
ACTIONS = (
    "action_id,effective_from,title,owner,status,due_on\n"
    "A1,2024-01-01,Te laat,P1,open,2025-06-30\n"
    "A2,2024-01-01,Later,P1,in_progress,2026-06-30\n"
    "A3,2024-01-01,Van niemand,,open,2026-05-01\n"
    "A4,2024-01-01,Klaar,P1,done,2025-03-01\n"
)
PERSON = (
    "person_id,effective_from,name,employment,employed_from,board_member\nP1,2024-01-01,Ada Voorbeeld,staff,2024-01-01,no\n"
)
FINDINGS = (
    "finding_id,occurred_on,title,severity,owner,due_on,closed_on\n"
    "F1,2024-05-05,Oud en open,high,P1,2025-01-31,\n"
    "F2,2025-05-05,Dicht,high,P1,2025-06-30,2025-06-01\n"
    "F3,2025-05-05,Loopt,low,P1,2026-06-30,\n"
)
RISKS = (
    "risk_id,effective_from,title,owner,assessed_on,likelihood,impact,treatment,treatment_due_on,treated_on,residual,"
    "accepted_by,accepted_on,category,above_tolerance\n"
    "R1,2024-01-01,Niet aanvaard,P1,2025-02-02,low,high,reduce,2025-12-31,2025-11-11,high,,,security,yes\n"
    "R2,2024-01-01,Aanvaard,P1,2025-02-02,low,high,reduce,2025-12-31,2025-11-11,low,P1,2025-03-03,security,no\n"
    "R3,2024-01-01,Onbekend,P1,2025-02-02,low,high,reduce,2025-12-31,2025-11-11,low,P1,2025-03-03,security,\n"
)
EXCEPTIONS = (
    "exception_id,effective_from,effective_until,test,subject_kind,subject_key,owner,requested_by,approved_by,reason,"
    "approved_on,risk_reference\n"
    "X1,2025-02-01,2026-03-31,vulnerabilities.patching.supported,asset,S1,P1,P1,P1,Loopt af,2025-01-31,R1\n"
    "X2,2025-02-01,2026-12-31,vulnerabilities.patching.supported,asset,S2,P1,P1,P1,Loopt nog lang,2025-01-31,R1\n"
)
INCIDENTS = (
    "incident_id,occurred_on,title,personal_data_breach,data_subjects_at_high_risk,clients_affected_count,downtime_hours,"
    "critical_service_affected,effect_on_people\n"
    "I1,2025-05-06,Lek,yes,,12,3,no,Mensen kregen valse post\n"
    "I2,2025-06-07,Uitval,no,,,4,yes,\n"
    "I3,2025-07-08,Storing van een printer,no,no,0,0,no,\n"
)


class Board(Hostile):
    def made(self, files, complete=(), frameworks=("bio2",), lang="en"):
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        for kind, text in files.items():
            self.write(f"{kind}.csv", text)
            declared = ("--complete",) if kind in complete else ()
            self.done("import", f"{kind}.csv", "--collected-at", "2025-12-31", "--by", "Z", *declared)
        self.done("evaluate", *(word for name in frameworks for word in ("--framework", name)))
        self.done("report", "board-report", "--lang", lang, "--format", "json,md,pdf")
        with open(self.folder / f"board-report-{lang}.json", encoding="utf-8") as file:
            self.document = json.load(file)
        self.text = (self.folder / f"board-report-{lang}.md").read_text(encoding="utf-8")

    def rows(self, table):
        (found,) = [b for b in self.document["blocks"] if b.get("is") == "table" and b["id"] == table]
        names = [column["id"] for column in found["columns"]]
        return [
            {name: cell.get("value") if isinstance(cell, dict) else cell for name, cell in zip(names, row)}
            for row in found["rows"]
        ]

    def pages(self, lang="en"):
        path = self.folder / f"board-report-{lang}.pdf"
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
        (pages,) = [line.split()[1] for line in told.stdout.splitlines() if line.startswith("Pages:")]
        return int(pages)

    def test_hours_of_outage_are_numbers_in_the_workbook(self):
        self.made({"incident": INCIDENTS.replace(",,,4,yes,", ",,,1234.5,yes,")}, lang="nl")
        self.assertEqual([row["hours"] for row in self.rows("board-incidents")], [3, 1234.5])
        self.assertIn("De uitval duurde in totaal 1.237,50 uur.", self.text)
        self.done("report", "board-report", "--lang", "nl", "--format", "xlsx")
        book = openpyxl.load_workbook(self.folder / "board-report-nl.xlsx")
        table = list(book["Gevolgen voor mensen"].iter_rows())
        (column,) = [i for i, cell in enumerate(table[0]) if cell.value == "Uren uitval"]
        shown = [(row[column].value, row[column].number_format, row[column].data_type) for row in table[1:3]]
        self.assertEqual(shown, [(3, "#,##0", "n"), (1234.5, "#,##0.00", "n")])

    def test_what_waits_is_counted_and_listed(self):
        self.made(
            {
                "person": PERSON,
                "organisation": ORGANISATION,
                "improvement_action": ACTIONS,
                "audit_finding": FINDINGS,
                "risk": RISKS,
                "exception": EXCEPTIONS,
            },
            complete=("improvement_action",),
        )
        self.assertEqual(
            [(row["number"], row["first"]) for row in self.rows("board-decide")],
            [
                (1, "Te laat (30 June 2025)"),
                (1, "Van niemand (1 May 2026)"),
                (1, "Oud en open (31 January 2025)"),
                (1, "Loopt af (31 March 2026)"),
                (1, "Niet aanvaard (2 February 2025)"),
                (1, "Niet aanvaard (31 December 2025); For 1 it is not on record: [still to be filled in, by the CISO]"),
            ],
        )
        self.assertEqual(
            [row["what"] for row in self.rows("board-decide-all")],
            ["Te laat", "Van niemand", "Oud en open", "Loopt af", "Niet aanvaard", "Niet aanvaard"],
        )
        self.assertEqual(self.document["audience"], "confidential")
        self.assertNotIn("Ada", self.text)
        self.assertIn("What can still happen, also after all measures (residual risk medium or high): Niet aanvaard.", self.text)

    def test_a_risk_of_which_nothing_was_determined_is_told_beside_those_that_are_high(self):
        self.made({"person": PERSON, "risk": RISKS.replace(",low,P1,2025-03-03,security,no", ",,P1,2025-03-03,security,no")})
        self.assertIn("(residual risk medium or high): Niet aanvaard; for 1 risk it was not determined.", self.text)

    def test_no_grave_risk_in_a_register_that_may_not_be_complete_is_said_so(self):
        low = RISKS.replace(",high,", ",low,")
        self.made({"person": PERSON, "risk": low})
        self.assertIn("No risk has a residual risk of medium or high. Whether the register of risks is complete was not established.",
                      self.text)

    def test_what_was_accepted_after_the_reference_date_waited_on_it(self):
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        self.write("person.csv", PERSON)
        self.write("risk.csv", RISKS.replace("2025-03-03", "2026-01-01"))
        self.done("import", "person.csv", "risk.csv", "--collected-at", "2026-01-01", "--by", "Z")
        self.done("evaluate", "--framework", "bio2")
        self.done("report", "board-report", "--lang", "en", "--format", "json")
        self.document = json.loads((self.folder / "board-report-en.json").read_text(encoding="utf-8"))
        self.assertEqual([row["number"] for row in self.rows("board-decide")][4], 3)
        self.done("report", "section-municipality-full", "--lang", "en", "--format", "md")
        text = (self.folder / "section-municipality-full-en.md").read_text(encoding="utf-8")
        self.assertIn("Without an acceptance of the residual risk on record: 3.", text)

    def test_incidents_and_systems_of_which_it_is_not_known_are_counted_apart(self):
        incidents = "incident_id,occurred_on,title,clients_affected\nI1,2025-05-06,Lek,yes\nI2,2025-05-07,Iets,\n"
        systems = "asset_id,effective_from,name,type\nA1,2024-01-01,Zaken,application\n"
        self.made({"incident": incidents, "asset": systems}, complete=("incident", "asset"))
        self.assertIn("For 1 other incident it is not on record whether it touched people or a critical service.", self.text)
        self.assertNotIn("whether that is every incident", self.text)
        self.assertIn("For 1 system it is not on record whether it serves a critical function.", self.text)

    def test_an_open_finding_of_an_earlier_year_waits_where_this_year_has_none(self):
        self.made({"person": PERSON, "audit_finding": "\n".join(FINDINGS.splitlines()[:2]) + "\n"})
        row = self.rows("board-decide")[2]
        self.assertEqual((row["number"], row["first"]), (1, "Oud en open (31 January 2025)"))

    def test_what_is_not_on_record_is_not_none(self):
        self.made({"organisation": ORGANISATION})
        for row in self.rows("board-decide"):
            self.assertEqual((row["number"], row["first"]), ("?", "Not on record: [still to be filled in, by the CISO]"))
        self.assertIn("Nothing is on record about incidents.", self.text)
        self.assertIn("Nothing is on record about risks.", self.text)

    def test_an_empty_list_is_none_only_when_it_is_complete(self):
        done = ACTIONS.splitlines()[0] + "\n" + ACTIONS.splitlines()[4] + "\n"
        self.made({"person": PERSON, "improvement_action": done})
        self.assertIn("the list was not declared complete", self.rows("board-decide")[0]["first"])

    def test_what_it_means_for_people(self):
        self.made({"incident": INCIDENTS})
        self.assertIn(
            "Incidents that touched people or a critical service: 2. Of these a breach of personal data: 1; with a high risk "
            "to those it concerned: not on record; in which a critical service stopped or faltered: 1.",
            self.text,
        )
        self.assertIn(
            "Clients or users affected: at least 12. For 1 incident it is not on record how many there were. Outages "
            "lasted 7 hours in all.",
            self.text,
        )
        self.assertIn("- Lek: Mensen kregen valse post", self.text)
        self.assertIn("still to be filled in: what people noticed of it, by the CISO", self.text)

    def test_who_is_counted_by_each_incident_may_be_the_same_ones_and_hours_are_not_rounded(self):
        twice = INCIDENTS.replace("I2,2025-06-07,Uitval,no,,,4,", "I2,2025-06-07,Uitval,no,,30,4.5,")
        self.made({"organisation": ORGANISATION, "incident": twice})
        self.assertIn(
            "Added up over 2 incidents, 42 clients or users were affected; those who were affected more than once count more "
            "than once. Outages lasted 7.50 hours in all.",
            self.text,
        )

    def test_it_is_two_pages_whatever_the_dossier_holds(self):
        head, *_ = ACTIONS.splitlines()
        many = [f"A{n},2024-01-01,{LONG},,open,2025-06-30" for n in range(60)]
        incidents = [f"I{n},2025-05-06,{LONG},yes,,12,3,yes,{LONG}" for n in range(40)]
        risks = [
            f"R{n},2024-01-01,{LONG},P1,2025-02-02,low,high,reduce,2025-12-31,2025-11-11,high,,,security,yes" for n in range(40)
        ]
        findings = [f"F{n},2024-05-05,{LONG},high,P1,2025-01-31," for n in range(40)]
        files = {
            "person": PERSON,
            "organisation": ORGANISATION,
            "improvement_action": "\n".join([head, *many]) + "\n",
            "incident": "\n".join([INCIDENTS.splitlines()[0], *incidents]) + "\n",
            "risk": "\n".join([RISKS.splitlines()[0], *risks]) + "\n",
            "audit_finding": "\n".join([FINDINGS.splitlines()[0], *findings]) + "\n",
        }
        for lang in ("nl", "en"):
            self.made(files, frameworks=("bio2", "digid", "gdpr", "nis2", "suwinet"), lang=lang)
            self.assertEqual(self.pages(lang), 2, lang)
            self.dossier.unlink()
        self.made(files)
        self.assertEqual(self.pages(), 2)
        self.assertEqual(len(self.rows("board-decide-all")), 60 + 60 + 40 + 40 + 40)

    def test_a_break_within_a_name_does_not_break_the_sentence(self):
        self.made({"asset": 'asset_id,effective_from,name,type,personal_data\nA1,2024-01-01,"Zaken\nen meer",application,yes\n'})
        self.assertIn("Of these, 1 holds personal data of citizens, clients or staff (Zaken en meer)", self.text)


if __name__ == "__main__":
    main()
