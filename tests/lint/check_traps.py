#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the shipped tests to evidence that looks right and is not: a leaver as owner, an empty
register, an old backup, a duty whose term passed in silence. What is right must still be met.

    check_traps.py PROGRAM
"""

import csv
import json
import pathlib
import sys
import tempfile
import unittest

from built_controls import answer_of

SINCE = {"effective_from": "2020-01-01"}
LEFT = {"employed_until": "2024-06-30"}
PERSON = {
    "person_id": "P1",
    **SINCE,
    "employment": "staff",
    "employed_from": "2020-01-01",
    "employed_until": "",
    "board_member": "no",
}
POLICY = {
    "document_id": "D1",
    **SINCE,
    "title": "D",
    "type": "security_policy",
    "approved_on": "2025-01-10",
    "approved_by_role": "board",
    "required_elements_present": "6",
    "published": "yes",
    "owner": "P1",
}
SUPPLIER = {"supplier_id": "S1", **SINCE, "name": "S", "criticality": "high"}
ASSET = {"asset_id": "A1", **SINCE, "name": "A", "type": "application", "criticality": "high"}
SITE = {**ASSET, "internet_facing": "yes", "confidentiality": "high"}
INCIDENT = {
    "incident_id": "I1",
    "occurred_on": "2025-03-01",
    "title": "I",
    "significant": "yes",
    "major": "yes",
    "early_warning_at": "",
    "notified_at": "",
    "dora_initial_at": "",
}
LAST_DAY = {"occurred_on": "2025-12-31", "aware_at": "2025-12-31T09:00:00Z"}
WEAKNESS = {"finding_id": "K1", "asset": "A1", "likelihood": "high", "impact": "high"}
FINDING = {"finding_id": "F1", "occurred_on": "2025-03-01", "title": "F", "owner": "P1"}
RISK = {"risk_id": "R1", **SINCE, "title": "R", "treatment": "reduce", "treated_on": ""}
CISO = {"assignment_id": "T1", **SINCE, "role": "ciso", "person": "P1"}
STATUS = {
    "report_id": "M1",
    "occurred_on": "2025-05-01",
    "type": "security_status",
    "addressed_to": "board",
}
ASSURANCE = {
    "report_id": "V1",
    "occurred_on": "2025-04-01",
    "supplier": "S1",
    "independent": "yes",
    "covers_design": "yes",
    "covers_existence": "yes",
    "covers_operation": "yes",
    "covers_until": "2024-12-31",
    "opinion": "unqualified",
}
APPROVED = {
    **SINCE,
    "title": "D",
    "approved_on": "2025-01-10",
    "approved_by_role": "board",
    "roles_defined": "yes",
    "covers_legal_notification": "yes",
}
# What a document of the type need not say, though it be approved: the requirements by type.
UNSAID = {
    "bio2": {
        "test_programme": ["8.08.05"],
        "continuity_plan": ["5.30.01"],
        "business_impact_analysis": ["5.30.02"],
        "conduct_rules": ["5.10.03"],
        "training_plan": ["6.03.01"],
        "acceptance_test_procedure": ["8.31.02"],
        "incident_procedure": ["5.24.01", "5.24.02"],
        "governance_decision": ["5.05.01"],
    },
    "nis2": {"training_plan": ["20(2)-certificate", "20(2)-staff"], "incident_procedure": ["23(4)(e)"]},
    "digid": {"test_programme": ["C.03", "C.04"]},
    "dora": {"training_plan": ["5(4)"], "audit_plan": ["6(7)"], "incident_procedure": ["19(4)"]},
}


class Traps(unittest.TestCase):
    def found(self, test, kind="municipality", **evidence):
        """The result of one test. Each kind is declared complete; a row without a key is only a header."""
        with tempfile.TemporaryDirectory(prefix="traps-") as folder:
            evaluated(folder, kind, evidence)
            rows = json.loads(run(folder, "list", "findings", "--json"))
        (result,) = [row["result"] for row in rows if row["test"] == test]
        return result

    def concluded(self, framework, kind="municipality", **evidence):
        """What is concluded of each requirement and aspect of a framework on such evidence."""
        with tempfile.TemporaryDirectory(prefix="traps-") as folder:
            evaluated(folder, kind, evidence, "--framework", framework)
            rows = json.loads(run(folder, "list", "conclusions", "--framework", framework, "--json"))
        return {(row["requirement"], row["aspect"]): row["result"] for row in rows}

    def assert_concluded(self, expected, requirement, aspect, kind="municipality", **evidence):
        concluded = self.concluded(requirement.split(":")[0], kind, **evidence)
        self.assertEqual(concluded[requirement, aspect], expected, f"{requirement} {aspect}")

    def assert_found(self, expected, test, kind="municipality", **evidence):
        self.assertEqual(self.found(test, kind, **evidence), expected, test)

    def test_an_owner_who_left_does_not_own(self):
        test = "governance.security-policy.in-force"
        self.assert_found("met", test, person=[PERSON], document=[POLICY])
        self.assert_found("not_met", test, person=[{**PERSON, **LEFT}], document=[POLICY])

    def test_an_approved_policy_and_another_that_is_made_known_are_no_policy_in_force(self):
        approved = {**POLICY, "document_id": "D2", "published": "no", "owner": ""}
        known = {**POLICY, "approved_by_role": "other", "required_elements_present": "0"}
        for documents, expected in (([POLICY], "met"), ([approved, known], "not_met")):
            evidence = {"person": [PERSON], "document": documents}
            self.assert_concluded("met", "bio2:5.01.01", "design", **evidence)
            self.assert_concluded(expected, "bio2:5.01.01", "existence", **evidence)

    def test_a_clause_that_meets_the_demand_does_not_cover_one_that_does_not(self):
        contract = {"contract_id": "C1", **SINCE, "supplier": "S1"}
        clause = {"clause_id": "B1", **SINCE, "contract": "C1", "demand": "dora_30_2_b", "present": "yes"}
        good = {**clause, "sufficient": "yes", "assessed_by": "P1", "assessed_on": "2025-02-01"}
        bad, unseen = {**good, "clause_id": "B2", "sufficient": "no"}, {**good, "assessed_on": ""}
        for clauses, agreed, expected in (
            ([good], "yes", "met"),
            ([good, bad], "yes", "not_met"),
            ([unseen], "yes", "not_assessed"),
            ([good], "no", "not_met"),
        ):
            contracts = [{**contract, "data_location": agreed}]
            evidence = {"supplier": [{**SUPPLIER, "category": "cloud"}], "contract": contracts}
            self.assert_found(expected, "dora.clause-places.present", "bank", **evidence, contract_clause=clauses)

    def test_an_empty_register_is_no_register(self):
        self.assert_found("not_met", "assets.inventory.filled", asset=[{**ASSET, "asset_id": ""}])
        self.assert_found("not_met", "risk.management.register-filled", risk=[{**RISK, "risk_id": ""}])
        self.assert_found("not_met", "people.board-training.board-known", person=[PERSON])

    def test_what_was_left_open_before_the_period_is_seen(self):
        test = "vulnerabilities.one-week.none-left"
        for mitigated, expected in (("2024-11-05", "not_occurred"), ("2025-01-02", "not_met"), ("", "not_met")):
            weakness = {**WEAKNESS, "occurred_on": "2024-11-01", "mitigated_on": mitigated}
            self.assert_found(expected, test, asset=[ASSET], vulnerability_finding=[weakness])

    def test_an_old_backup_is_no_backup(self):
        test = "continuity.restore-test.covered"
        for success, expected in (("2025-12-20", "met"), ("2019-12-20", "not_met")):
            backup = {"backup_id": "B1", **SINCE, "asset": "A1", "last_success_on": success}
            self.assert_found(expected, test, asset=[ASSET], backup=[backup])

    def test_an_adverse_or_old_report_gives_no_assurance(self):
        test = "suppliers.assurance.received"
        old, adverse = {"covers_until": "2021-12-31"}, {"opinion": "adverse"}
        for change, expected in (({}, "met"), (old, "not_met"), (adverse, "not_met")):
            report = {**ASSURANCE, **change}
            self.assert_found(expected, test, supplier=[SUPPLIER], assurance_report=[report])

    def test_silence_after_a_term_is_a_failure_and_before_it_an_open_question(self):
        for test in (
            "incidents.early-warning.24-hours",
            "incidents.notification.72-hours",
            "incidents.final-report.one-month",
            "incidents.handling.significant-notified",
            "incidents.legal-procedure.notified",
        ):
            self.assert_found("not_met", test, incident=[INCIDENT])
            self.assert_found("not_assessed", test, incident=[{**INCIDENT, **LAST_DAY}])

    def test_an_incident_still_within_its_term_hides_no_failure(self):
        solved = [{**INCIDENT, "aware_at": "", "incident_id": f"I{day}", "owner": "P1", "resolved_on": "2025-03-02"} for day in "123"]
        left = {**INCIDENT, "aware_at": "", "incident_id": "I4", "owner": "P1", "resolved_on": ""}
        running = {**left, **LAST_DAY, "incident_id": "I5"}
        for incidents, expected in (
            ([*solved, running], "met"),
            ([*solved, left], "partly_met"),
            ([*solved, left, running], "partly_met"),
            ([*solved[1:], left, running], "not_met"),
        ):
            self.assert_found(expected, "incidents.handling.handled", person=[PERSON], incident=incidents)

    def test_an_incident_that_was_never_classified_is_late_too(self):
        test = "incidents.major-notification.initial"
        self.assert_found("not_met", test, kind="bank", incident=[INCIDENT])

    def test_the_month_of_a_final_report_runs_from_the_last_report(self):
        test = "incidents.major-notification.final"
        sent = {"dora_intermediate_at": "2025-03-04T09:00:00Z", "dora_final_at": "2025-05-02T09:00:00Z"}
        for update, expected in (("2025-04-10T09:00:00Z", "met"), ("", "not_met")):
            incident = {**INCIDENT, **sent, "dora_update_at": update}
            self.assert_found(expected, test, kind="bank", incident=[incident])

    def test_a_finding_without_a_date_is_not_in_hand(self):
        test = "governance.follow-up.assigned"
        for due, expected in (("2025-06-01", "met"), ("", "not_met")):
            finding = {**FINDING, "due_on": due}
            self.assert_found(expected, test, person=[PERSON], audit_finding=[finding])

    def test_a_treatment_past_its_date_was_not_in_time(self):
        test = "risk.management.treated-in-time"
        self.assert_found("not_met", test, risk=[{**RISK, "treatment_due_on": "2025-06-01"}])

    def test_a_private_certificate_does_not_serve_the_internet(self):
        test = "network.certificates.type"
        for kind, expected in (("ov", "met"), ("pkio_private", "not_met")):
            self.assert_found(expected, test, asset=[{**SITE, "certificate_type": kind}])

    def test_a_check_after_the_period_is_none_within_it(self):
        test = "suppliers.register.checked"
        for checked, expected in (("2025-12-31", "met"), ("2026-01-05", "not_met")):
            self.assert_found(expected, test, supplier=[{**SUPPLIER, "register_checked_on": checked}])

    def test_a_report_by_another_is_none_by_the_ciso(self):
        test, people = "governance.ciso.reports-in-person", [PERSON, {**PERSON, "person_id": "P2"}]
        for presenter, expected in (("P1", "met"), ("P2", "not_met")):
            report = {**STATUS, "presented_by": presenter}
            self.assert_found(expected, test, person=people, role_assignment=[CISO], report=[report])

    def test_a_document_that_need_not_say_it_decides_no_design(self):
        for framework, types in UNSAID.items():
            documents = [{"document_id": f"D-{name}", "type": name, **APPROVED} for name in types]
            reports = [{**ASSURANCE, "report_id": ""}]  # none, and known to be none
            evidence = {"document": documents, "asset": [{**SITE, "digid": "yes"}], "assurance_report": reports}
            kind = "bank" if framework == "dora" else "municipality"
            concluded = self.concluded(framework, kind, **evidence)
            for requirement in (f"{framework}:{name}" for names in types.values() for name in names):
                with self.subTest(requirement):
                    self.assertIn(concluded[requirement, "design"], ("not_assessed", "partly_met"))

    def test_a_major_release_is_tested_as_a_large_change_is(self):
        release = {"release_id": "U1", "occurred_on": "2025-06-01", "asset": "A1", "version": "2", "major": "yes"}
        pentest = {"test_id": "T1", "occurred_on": "2025-05-20", "asset": "A1", "type": "pentest"}
        change = {"change_id": "C1", "occurred_on": "2025-06-01", "title": "C", "significant": "yes", "pentested": "yes"}
        for tested, expected in (("yes", "partly_met"), ("no", "not_met"), ("", "not_assessed")):
            self.assert_concluded(
                expected,
                "bio2:8.08.05",
                "operation",
                asset=[SITE],
                security_test=[pentest],
                change=[change],
                release=[{**release, "pentested": tested}],
            )

    def test_a_critical_finding_may_not_take_until_the_end_of_the_century(self):
        critical = {**FINDING, "severity": "critical"}
        for due, expected in (("2025-06-01", "partly_met"), ("2099-12-31", "not_met")):
            finding = {**critical, "due_on": due, "closed_on": "2025-05-01" if due < "2026" else ""}
            evidence = {"person": [PERSON], "audit_finding": [finding]}
            self.assert_concluded(expected, "dora:6(7)", "operation", kind="bank", **evidence)

    def test_one_authority_is_not_all_of_them(self):
        contact = {**CISO, "role": "supervisor_contact", "authority_name": "Chamber of Commerce"}
        evidence = {"person": [PERSON], "role_assignment": [contact]}
        self.assert_concluded("partly_met", "bio2:5.05.01", "existence", **evidence)

    def test_privacy_continuity_and_operational_technology_have_somebody_too(self):
        roles = ["ciso", "board_portfolio_holder", "management_responsible"]
        more = ["data_protection_officer", "continuity_manager", "ot_security_officer"]
        machine = {**ASSET, "type": "operational_technology"}
        for named, asset, uses, expected in (
            (roles, ASSET, "no", "not_met"),
            (roles + more[:2], ASSET, "no", "met"),
            (roles + more[:2], ASSET, "", "not_assessed"),
            (roles + more[:2], machine, "", "not_met"),
            (roles + more, machine, "", "met"),
        ):
            held = [{**CISO, "assignment_id": f"R-{role}", "role": role} for role in named]
            itself = {"organisation_id": "O", **SINCE, "name": "O", "type": "municipality", "uses_ot": uses}
            evidence = {"organisation": [itself], "person": [PERSON], "role_assignment": held, "asset": [asset]}
            self.assert_concluded(expected, "bio2:5.02.01", "existence", **evidence)

    def test_a_check_of_other_retention_is_none_of_logs_and_a_day_is_no_retention(self):
        review = {"review_id": "B1", "occurred_on": "2025-06-01", "outcome": "in_order", "performed_by": "P1"}
        for kind, expected in (("log_retention", "met"), ("retention", "not_met")):
            self.assert_found(expected, "logging.retention.checked", person=[PERSON], review=[{**review, "type": kind}])
        source = {"log_source_id": "L1", **SINCE, "asset": "A1", "retention_on_risk": "yes"}
        for days, expected in (("365", "met"), ("1", "not_met")):
            evidence = {"asset": [ASSET], "log_source": [{**source, "retention_days": days}]}
            self.assert_found(expected, "logging.retention.set", **evidence)

    def test_a_change_of_which_only_the_day_of_testing_is_known_is_tested_in_part(self):
        change = {"change_id": "C1", "occurred_on": "2025-06-01", "title": "C", "significant": "yes"}
        evidence = {"change": [{**change, "tested_on": "2025-05-20"}]}
        self.assert_concluded("partly_met", "bio2:8.31.02", "operation", **evidence)


def evaluated(folder, kind, evidence, *options):
    """Makes a dossier with such evidence in a folder, and evaluates it."""
    organisation = {"organisation_id": "O", **SINCE, "name": "O", "type": kind}
    files = [write(folder, name, rows) for name, rows in {"organisation": [organisation], **evidence}.items()]
    run(folder, "init", "--name", "O", "--type", kind, "--year", "2025", "--as-of", "2025-12-31")
    run(folder, "import", *files, "--complete", "--collected-at", "2026-01-31", "--by", "T")
    run(folder, "evaluate", *options)


def write(folder, kind, rows):
    path = pathlib.Path(folder, f"{kind}.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row for row in rows if next(iter(row.values())))
    return path


def run(folder, *words):
    return answer_of(pathlib.Path(sys.argv[1]).resolve(), folder, *words)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
