#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The report on the review of the ICT risk management framework, with the real program: every field of Regulation (EU)
2024/1774 art. 27(2) and 41(2) in its order, and nothing missing that is not listed as missing.

    check_review.py PROGRAM SOURCE

The order is held to dora_annual_review_report_fields.csv in ../shared/facts beside SOURCE; where that is absent those
tests are skipped, which is said.
"""

import csv
import json
import pathlib
import sys
import unittest

from hostile import Hostile, environment, main

SOURCE = pathlib.Path(sys.argv.pop(2)).resolve()
FACTS = SOURCE.parent / "shared/facts/dora_annual_review_report_fields.csv"
TEMPLATES = {"full": "dora-review", "simplified": "dora-review-simplified"}
FROM_EVIDENCE = "from evidence"
BY_THE_PROGRAM = "by the program"
# What the facts call it, and the report.
WHEN = {
    "yes": "always",
    "where appropriate": "where appropriate",
    "where applicable": "if applicable",
    "if applicable": "if applicable",
}

ORGANISATION = (
    "organisation_id,effective_from,name,type,lei,country,competent_authority,dora_entity_type,place_in_group,legal_form,"
    "registration_number,tlpt_designated\n"
    "K,2024-01-01,Kaap,insurer,72450012345678901234,NL,DNB,insurance_undertaking,outside_group,N.V.,123,no\n"
)
REVIEW = (
    "review_id,occurred_on,type,performed_by,independent,reason,outcome,report\n"
    "R1,2025-03-04,risk_framework,P1,yes,supervisor,in_order,here\n"
)
PERSON = (
    "person_id,effective_from,name,employment,employed_from,board_member\nP1,2024-01-01,Ada Voorbeeld,staff,2024-01-01,no\n"
)
DECISION = (
    "decision_id,occurred_on,title,type,body,outcome\nB1,2025-12-16,Besluit,review_outcome,board,Vastgesteld\n"
)
INCIDENT = (
    "incident_id,occurred_on,title,major,root_cause\n"
    "I1,2025-05-06,Uitval,yes,Een kabel\nI2,2025-06-07,Storing,yes,\nI3,2025-07-08,Vraag,,\n"
)


def blocks_of(node):
    """Every block of a document, in order."""
    if isinstance(node, list):
        for item in node:
            yield from blocks_of(item)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            yield from blocks_of(value)


def text_of(block):
    return "".join(run["text"] for run in block.get("runs", ()))


class Review(Hostile):
    def made(self, files=None, track="full", lang="en"):
        """The document of a dossier with these files of evidence."""
        self.done("init", "--name", "Kaap", "--type", "insurer", "--year", "2025", "--as-of", "2025-12-31")
        for kind, text in (files or {}).items():
            self.write(f"{kind}.csv", text)
            self.done("import", f"{kind}.csv", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--framework", "dora")
        return self.printed(track, lang)

    def printed(self, track="full", lang="en"):
        name = TEMPLATES[track]
        self.done("report", name, "--lang", lang, "--format", "json")
        with open(self.folder / f"{name}-{lang}.json", encoding="utf-8") as file:
            return json.load(file)

    def rows(self, document, table):
        """The rows of a table, by the ids of its columns."""
        (found,) = [b for b in blocks_of(document["blocks"]) if b.get("is") == "table" and b.get("id") == table]
        names = [column["id"] for column in found["columns"]]
        return [
            {name: cell.get("value") if isinstance(cell, dict) else cell for name, cell in zip(names, row)}
            for row in found["rows"]
        ]

    def under(self, document, field):
        """The texts between the heading of a field and the next heading."""
        texts, inside = [], False
        for block in blocks_of(document["blocks"]):
            if block.get("is") == "heading":
                inside = block["id"] == f"field-{field}"
            elif inside and block.get("is") == "paragraph":
                texts.append(text_of(block))
        return texts

    # ---- order --------------------------------------------------------------------------------------

    def of_facts(self, track):
        if not FACTS.exists():
            self.skipTest(f"there is no {FACTS.name}: order and ids were NOT compared")
        with open(FACTS, encoding="utf-8", newline="") as file:
            return [row for row in csv.DictReader(file) if row["track"] == track]

    def check_order(self, track):
        facts = self.of_facts(track)
        self.assertGreater(len(facts), 10)
        for lang in ("en", "nl"):
            document = self.made(track=track) if lang == "en" else self.printed(track, lang)
            rows = self.rows(document, "review-overview")
            self.assertEqual([row["field"] for row in rows], [fact["field_id"] for fact in facts])
            self.assertEqual([row["article"] for row in rows], [fact["article"] for fact in facts])
            headings = [
                block
                for block in blocks_of(document["blocks"])
                if block.get("is") == "heading" and block["id"].startswith("field-")
            ]
            self.assertEqual([h["id"] for h in headings], [f"field-{fact['field_id']}" for fact in facts])
            for heading, fact in zip(headings, facts):
                self.assertTrue(text_of(heading).endswith(f"(art. {fact['article']})"), text_of(heading))
            if lang == "en":
                self.assertEqual([row["when"] for row in rows], [WHEN[fact["mandatory"]] for fact in facts])

    def test_the_full_report_has_each_field_in_order(self):
        self.check_order("full")

    def test_the_simplified_report_has_each_field_in_order(self):
        self.check_order("simplified")

    # ---- gaps ---------------------------------------------------------------------------------------

    def check_gaps(self, document):
        """A field is whole or listed, and under each heading stands something."""
        rows = self.rows(document, "review-overview")
        listed = {row["field"] for row in self.rows(document, "review-gaps")}
        self.assertEqual({row["field"] for row in rows if row["state"] not in (FROM_EVIDENCE, BY_THE_PROGRAM)}, listed)
        for gap in self.rows(document, "review-gaps"):
            self.assertTrue(gap["what"] and gap["who"], gap)
        return {row["field"]: row["state"] for row in rows}

    def test_without_evidence_every_field_is_listed_as_open(self):
        for track in TEMPLATES:
            with self.subTest(track):
                document = self.made(track=track) if track == "full" else self.printed(track)
                states = self.check_gaps(document)
                self.assertNotIn(FROM_EVIDENCE, states.values())
                whole = {field for field, state in states.items() if state == BY_THE_PROGRAM}
                self.assertEqual(whole, {"27.0"} if track == "full" else {"41.0", "41.a.iii"})
                for field in states:
                    texts = self.under(document, field)
                    self.assertTrue(texts, field)
                    if states[field] == "open":
                        self.assertTrue(all(t.startswith("[still to be filled in: ") for t in texts), texts)

    def test_the_form_names_no_file_that_need_not_be_there(self):
        (told,) = self.under(self.made(), "27.0")
        self.assertIn("each form that the program can make of it", told)

    def test_it_says_once_that_not_assessed_is_not_met(self):
        document = self.made()
        for lang, words in (("en", "does not count as met"), ("nl", "telt niet als voldoe")):
            text = json.dumps(document if lang == "en" else self.printed("full", lang))
            self.assertEqual(text.count(words), 1, lang)

    def test_a_figure_begins_a_sentence_with_a_capital(self):
        head = "figure_id,effective_from,subject_counted,value,planned,source\n"
        told = self.under(self.made({"figure": head + "F1,2025-12-31,staff_fte,6,6,HR\n"}), "27.h.iv")
        self.assertIn("Staff (FTE): 6, planned 6.", told)

    def test_evidence_fills_its_field(self):
        files = {"person": PERSON, "organisation": ORGANISATION, "review": REVIEW, "board_decision": DECISION}
        document = self.made(files)
        states = self.check_gaps(document)
        for field in ("27.a.i", "27.b", "27.c", "27.e"):
            self.assertEqual(states[field], FROM_EVIDENCE, field)
        self.assertIn("The board decided on the outcome of the review on 16 December 2025.", self.under(document, "27.b"))
        self.assertIn("Reason: instruction of the supervisor.", self.under(document, "27.c"))
        self.assertIn("The review was completed on 4 March 2025.", self.under(document, "27.d"))
        self.assertNotIn("Ada Voorbeeld", json.dumps(document))
        self.assertIn(
            "The entity was not designated for threat-led penetration tests (TLPT).", self.under(document, "27.l.iii")
        )

    def test_what_is_missing_in_a_row_is_listed(self):
        review = REVIEW.replace("2025-03-04", "2025-07-01").replace("supervisor", "incident")
        document = self.made({"incident": INCIDENT, "review": review, "person": PERSON}, track="simplified")
        gaps = [row["what"] for row in self.rows(document, "review-gaps") if row["field"] == "41.c.ii"]
        self.assertEqual(
            gaps,
            [
                "“Root cause” in 1 of the 2 rows of the table “Major incidents in the period, with their root cause”",
                "Whether 1 incident was major",
            ],
        )
        causes = [row["cause"] for row in self.rows(document, "major-incidents")]
        self.assertEqual(causes, ["Een kabel", "[to be filled in]"])

    def facts(self, document, facts):
        (found,) = [b for b in blocks_of(document["blocks"]) if b.get("is") == "facts" and b.get("id") == facts]
        return {fact["label"]: fact["value"]["value"] for fact in found["facts"]}

    def test_a_review_within_the_period_does_not_cover_all_of_it(self):
        early = self.made({"person": PERSON, "review": REVIEW})
        said = self.under(early, "27.d")
        self.assertIn("The figures in this report cover 1 January 2025 until 31 December 2025.", said)
        self.assertFalse([text for text in said if text.startswith("The review covers")])
        self.assertIn("Start and end of the period that the review covered",
                      [row["what"] for row in self.rows(early, "review-gaps") if row["field"] == "27.d"])
        self.write("review.csv", REVIEW.replace("2025-03-04", "2025-12-31"))
        self.done("import", "review.csv", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--framework", "dora")
        self.assertEqual(self.under(self.printed(), "27.d"), [
            "The review covers 1 January 2025 until 31 December 2025.", "The review was completed on 31 December 2025."])

    def test_a_review_held_soon_after_the_period_is_the_one_reported_on(self):
        self.made({"person": PERSON})
        self.write("review.csv", REVIEW + "R2,2026-01-20,risk_framework,P1,no,periodic,actions,there\n"
                   "R3,2026-07-20,risk_framework,P1,no,incident,actions,there\n")
        later = {"env": {**environment(), "SOURCE_DATE_EPOCH": "1785542400"}}  # 1 August 2026
        for command in (["import", "review.csv", "--collected-at", "2026-07-31", "--by", "Z"],
                        ["evaluate", "--framework", "dora"]):
            code, _, err = self.run_program(*command, **later)
            self.assertEqual(code, 0, err)
        document = self.printed()
        said = self.under(document, "27.d")
        self.assertIn("The review was completed on 20 January 2026.", said)
        # What it covered no record says.
        self.assertFalse([text for text in said if text.startswith("The review covers")])
        self.assertIn("Start and end of the period that the review covered",
                      [row["what"] for row in self.rows(document, "review-gaps") if row["field"] == "27.d"])
        self.assertIn("Reason: yearly or as planned.", json.dumps(document))

    def test_incidents_led_to_no_review_that_had_another_reason_or_came_before(self):
        document = self.made({"incident": INCIDENT, "review": REVIEW, "person": PERSON}, track="simplified")
        self.assertEqual(self.under(document, "41.c.ii"),
                         ["Not applicable: the reason was another one (instruction of the supervisor)."])
        self.assertNotIn("Uitval", json.dumps(document))
        # The supervisor asked for it, so its instruction belongs here.
        self.assertIn("The instruction itself", [r["what"] for r in self.rows(document, "review-gaps")])
        self.write("review.csv", REVIEW.replace("2025-03-04", "2025-05-31").replace("supervisor", "incident"))
        self.done("import", "review.csv", "--collected-at", "2025-12-31", "--by", "Z")
        self.done("evaluate", "--framework", "dora")
        self.assertEqual([row["title"] for row in self.rows(self.printed("simplified"), "major-incidents")], ["Uitval"])

    def test_what_follows_from_facts_on_record_is_not_open_and_no_field_is_said_twice(self):
        organisation = ORGANISATION.replace("tlpt_designated", "tlpt_designated,staff,turnover_eur").replace(",no\n", ",no,109,46200000\n")
        document = self.made({"organisation": organisation})
        facts = self.facts(document, "context-facts")
        self.assertIn("46,200,000", facts["Microenterprise"])
        dutch = self.facts(self.printed(lang="nl"), "context-facts")
        self.assertTrue([text for text in dutch.values() if "46.200.000" in str(text)])
        self.assertRegex(facts["Microenterprise"], r"^no \(follows from .*Staff \(full-time equivalents\): 109")
        self.assertRegex(facts["Simplified framework (DORA art. 16)"], r"^no \(follows from .*insurance")
        gaps = [row["what"] for row in self.rows(document, "review-gaps") if row["field"] == "27.a.ii"]
        self.assertEqual([label for label in facts if label in gaps], [])
        self.assertIn("Balance sheet total in euros", gaps)
        self.assertNotIn("Balance sheet total in euros", facts)
        self.assertIn("the report of Article 27 is meant for it", json.dumps(self.printed("simplified")))

    def test_facts_that_a_rule_used_stand_in_words(self):
        organisation = ORGANISATION.replace("tlpt_designated", "tlpt_designated,staff,turnover_eur").replace(",no\n", ",no,109,46200000\n")
        self.made({"organisation": organisation})
        told = {"en": ("Microenterprise: no (follows from ", "Yearly turnover: 46,200,000", " [K, import 1, row 2]"),
                "nl": ("Micro-onderneming: nee (volgt uit ", "Jaaromzet: 46.200.000", " [K, levering 1, rij 2]")}
        for lang, words in told.items():
            for template in ("statement", "in-control-annex"):
                self.done("report", template, "--lang", lang, "--format", "json")
                text = (self.folder / f"{template}-{lang}.json").read_text(encoding="utf-8")
                for word in words:
                    self.assertIn(word, text)
                self.assertNotIn("microenterprise = ", text)

    # ---- for whom -----------------------------------------------------------------------------------

    def test_it_is_confidential_and_needs_dora(self):
        self.done("init", "--name", "Kaap", "--type", "insurer", "--year", "2025", "--as-of", "2025-12-31")
        self.done("evaluate", "--framework", "nis2")
        for name in TEMPLATES.values():
            code, _, said = self.run_program("report", name, "--format", "json")
            self.assertEqual(code, 3, said)
            self.assertIn("VW-T098", said)
            self.assertFalse(list(self.folder.glob(f"{name}*")))
        self.done("evaluate", "--framework", "dora")
        self.assertEqual(self.printed()["audience"], "confidential")

    def test_the_entity_is_told_when_the_other_report_is_meant_for_it(self):
        simplified = ORGANISATION.replace("tlpt_designated\n", "dora_simplified\n").replace(",no\n", ",yes\n")
        document = self.made({"organisation": simplified})
        self.assertIn("Article 41 is meant for that", json.dumps(document))
        self.assertNotIn("is meant for", json.dumps(self.printed("simplified")))


    # ---- what is not known --------------------------------------------------------------------------

    def test_a_test_without_a_number_of_findings_had_not_none(self):
        tests = "test_id,occurred_on,asset,type,high_findings,high_findings_open\n"
        document = self.made({
            "asset": "asset_id,effective_from,name,type\nA1,2024-01-01,Polis,application\n",
            "security_test": tests + "S1,2025-03-03,A1,pentest,2,1\nS2,2025-03-04,A1,pentest,,\n",
            "exercise": "exercise_id,occurred_on,type\nO1,2025-03-03,crisis\n",
            "restore_test": "test_id,occurred_on,asset,result\nH1,2025-03-03,A1,\nH2,2025-03-04,A1,failure\n",
            "incident": INCIDENT,
        })
        (row,) = self.rows(document, "resilience-tests")
        self.assertEqual((row["tests"], row["high"], row["open"]), (2, "2 (for 1 not on record)", "1 (for 1 not on record)"))
        told = self.under(document, "27.l.iii")
        self.assertIn("Exercises: 1; succeeded: not on record. Restore tests: 2; failed: 1 (for 1 not on record).", told)
        self.assertTrue(any("how many high and critical findings each test had" in text for text in told), told)
        (state,) = [row["state"] for row in self.rows(document, "review-overview") if row["field"] == "27.l.iii"]
        self.assertNotEqual(state, FROM_EVIDENCE)
        self.assertIn("Major incidents in the period: 2 (for 1 not on record). Whether the list of incidents is complete was not "
                      "established.", self.under(document, "27.a.iv"))

    def test_what_was_done_after_the_period_was_under_way_in_it(self):
        head = "action_id,effective_from,title,status,due_on,done_on\n"
        self.done("init", "--name", "Kaap", "--type", "insurer", "--year", "2025", "--as-of", "2025-12-31")
        self.write("improvement_action.csv", head + "A1,2024-01-01,Op tijd,done,2025-06-30,2025-06-01\n"
                   "A2,2024-01-01,Te laat,done,2025-06-30,2026-01-01\n")
        self.done("import", "improvement_action.csv", "--collected-at", "2026-01-01", "--by", "Z")
        self.done("evaluate", "--framework", "dora")
        document = self.printed()
        self.assertEqual([row["title"] for row in self.rows(document, "measures-done")], ["Op tijd"])
        self.assertEqual([row["title"] for row in self.rows(document, "measures-open")], ["Te laat"])
        self.assertIn("Past their date on 31 December 2025: 1.", self.under(document, "27.h.ii"))
        self.assertTrue(self.under(document, "27.f")[0].startswith("In the period, 1 improvement measure was completed"))

    def test_a_decision_of_before_the_review_was_about_another_one(self):
        document = self.made({"person": PERSON, "review": REVIEW, "board_decision": DECISION.replace("2025-12-16", "2025-01-16")})
        self.assertTrue(self.under(document, "27.b")[0].startswith("[still to be filled in: the date on which"))

    def test_the_judgement_of_one_class_of_risks_is_not_that_of_all(self):
        head = "decision_id,occurred_on,title,type,body,judgement,risk_class,certainty\n"
        document = self.made({"board_decision": head + "B1,2025-12-16,Besluit,statement,board,not_in_control,,limited\n"
                              "B2,2025-12-17,Besluit,statement,board,in_control,cloud,reasonable\n"})
        self.assertIn("Judgement of the board on 16 December 2025: not in control (certainty: limited).",
                      [text.strip() for text in self.under(document, "27.j")])

    def test_what_nobody_weighed_may_be_critical(self):
        document = self.made({
            "supplier": "supplier_id,effective_from,name\nL1,2024-01-01,Kabel\n",
            "process": "process_id,effective_from,name,critical_function\nW1,2024-01-01,Uitkeren,not_assessed\nW2,2024-01-01,Innen,yes\n",
            "contract": "contract_id,effective_from,title,supplier,critical_function\nC1,2024-01-01,Hosting,L1,yes\nC2,2024-01-01,Advies,L1,\n",
            "asset": "asset_id,effective_from,name,type,critical_function\nA1,2024-01-01,Polis,application,yes\nA2,2024-01-01,Mail,application,\n",
            "organisational_unit": "unit_id,effective_from,name\nE1,2024-01-01,Schade\n",
        })
        told = " ".join(self.under(document, "27.a.ii"))
        for said in ("whether 1 process is a critical function", "whether 1 contract serves a critical function",
                     "Own assets: 2; for a critical function: 1 (for 1 not on record).",
                     "Organisation: 1 unit; in the second line: not on record; in the third: not on record."):
            self.assertIn(said, told)

    def test_what_is_open_is_told_once_in_a_field(self):
        told = self.under(self.made(track="simplified"), "41.g")
        self.assertEqual(len(told), len(set(told)), told)

    def test_what_was_not_collected_did_not_fail_never(self):
        document = self.made({
            "asset": "asset_id,effective_from,name,type\nA1,2024-01-01,Polis,application\n",
            "restore_test": "test_id,occurred_on,asset,result\nH1,2025-03-03,A1,\n",
        })
        self.assertIn("Measures that were dropped: not on record. Incidents that repeat an earlier one: not on record. Restore tests "
                      "that failed: not on record.", self.under(document, "27.k.iii"))

    def test_an_exception_names_the_system_and_no_person(self):
        head = ("exception_id,effective_from,effective_until,test,subject_kind,subject_key,owner,requested_by,approved_by,reason,"
                "risk_reference\n")
        rest = "P1,P1,P1,Oud,R1\n"
        document = self.made({
            "person": PERSON,
            "asset": "asset_id,effective_from,name,type\nA1,2024-01-01,Polis,application\n",
            "exception": head + "X1,2025-02-01,2026-03-31,vulnerabilities.patching.supported,asset,A1," + rest
                         + "X2,2025-02-01,2026-03-31,people.awareness.ever,person,P1," + rest,
        })
        shown = [row["subject"] for row in self.rows(document, "review-exceptions")]
        self.assertEqual(shown[0], "Polis (A1)")
        self.assertRegex(shown[1], r"^employee \d+$")

    def test_a_provider_and_a_function_have_their_names(self):
        document = self.made({
            "supplier": "supplier_id,effective_from,name,person_type\nL1,2024-01-01,Kabel N.V.,\nL2,2024-01-01,Jan Geheim,individual\n",
            "process": "process_id,effective_from,name\nW1,2024-01-01,Uitkeren\n",
            "contract": "contract_id,effective_from,title,supplier,critical_function,process\n"
                        "C1,2024-01-01,Hosting,L1,yes,W1\nC2,2024-01-01,Advies,L2,yes,W1\n",
        })
        rows = self.rows(document, "critical-contracts")
        self.assertEqual([(row["supplier"], row["process"]) for row in rows],
                         [("Kabel N.V. (L1)", "Uitkeren (W1)"), ("L2", "Uitkeren (W1)")])
        self.assertNotIn("Geheim", json.dumps(document))


if __name__ == "__main__":
    main()
