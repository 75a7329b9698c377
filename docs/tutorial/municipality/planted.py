# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the year 2025 of Gemeente Waterrijk. Everything else is in order.

Each row says what was planted and what must come of it. The expectations go to planted.csv, and
tests/e2e/check_tutorial.py holds the program to them.
"""

from common.planting import Planted, change, change_related, drop, nothing
from common.workdays import day

from .planting import (
    broken_contract,
    exception_ran_out,
    mitigated,
    notified_late,
    old_policy,
    report_arrives_in_january,
    report_of_the_round_before,
    restore_in_the_new_year,
    support_ended,
)

# What only a recent report of the supplier shows of a DigiD norm, and what no document lays down instead.
SHOWN_BY_REPORT = (
    "digid.access.supplier",
    "digid.access.supplier-operation",
    "digid.app-management.supplier",
    "digid.app-management.supplier-operation",
    "digid.changes.supplier-operation",
    "digid.network-hardening.supplier",
    "digid.admin-access.design",
    "digid.hardening.design",
    "digid.management-network.design",
    "digid.protocols.design",
    "digid.web-server.design",
    "digid.zoning.design",
)
YEARLY_RESTORE = "continuity.restore-test.yearly"
ONE_WEEK, INTERIM = "vulnerabilities.one-week.seven-days", "vulnerabilities.interim.taken"
THREE_MONTHS = "people.onboarding-training.three-months"

PLANTED = (
    Planted(
        "restore-none-1",
        "asset",
        "APP-004",
        "a critical system without a restore test in 2025",
        {YEARLY_RESTORE: "fail"},
        drop("restore_test", "asset"),
    ),
    Planted(
        "restore-none-2",
        "asset",
        "APP-016",
        "a critical system without a restore test in 2025",
        {YEARLY_RESTORE: "fail"},
        drop("restore_test", "asset"),
    ),
    Planted(
        "restore-late",
        "asset",
        "APP-008",
        "restored on 2 January 2026 only, after the period",
        {YEARLY_RESTORE: "fail"},
        restore_in_the_new_year,
    ),
    Planted(
        "restore-most",
        "asset",
        "",
        "88 of 92 systems restored: less than all, more than three quarters",
        {YEARLY_RESTORE: "partly_met"},
        nothing,
    ),
    Planted(
        "criticality-unknown",
        "asset",
        "SRV-077",
        "nobody recorded how critical this server is",
        {
            "assets.critical-systems.rated": "fail",
            "assets.inventory.complete-entries": "unknown",
            YEARLY_RESTORE: "unknown",
            "risk.management.critical-covered": "unknown",
        },
        change("asset", criticality=None),
    ),
    Planted(
        "nine-days",
        "vulnerability_finding",
        "KWB-3726",
        "likely and harmful, mitigated after nine days; an interim measure in two",
        {ONE_WEEK: "fail", INTERIM: "pass"},
        mitigated(days=9, interim=2),
    ),
    Planted(
        "open-1",
        "vulnerability_finding",
        "KWB-3278",
        "likely and harmful, found in September, not mitigated",
        {ONE_WEEK: "fail", INTERIM: "fail", "vulnerabilities.patching.closed": "fail"},
        mitigated(),
    ),
    Planted(
        "open-2",
        "vulnerability_finding",
        "KWB-4003",
        "likely and harmful, found in October, only an interim measure",
        {ONE_WEEK: "fail", INTERIM: "pass"},
        mitigated(interim=3),
    ),
    Planted(
        "open-3",
        "vulnerability_finding",
        "KWB-4589",
        "likely and harmful, found in November, not mitigated",
        {ONE_WEEK: "fail", INTERIM: "fail"},
        mitigated(),
    ),
    Planted(
        "still-in-time",
        "vulnerability_finding",
        "",
        "open, but their three months are not over: unknown, and too few to matter",
        {"vulnerabilities.patching.closed": "met"},
        nothing,
    ),
    Planted(
        "access-review-q3",
        "asset",
        "APP-017",
        "privileged access not reviewed in the third quarter",
        {"access.privileged-review.quarterly": "fail"},
        drop("access_review", "asset", scope="privileged", quarter="q3"),
    ),
    Planted(
        "account-left-open",
        "account",
        "ACC-0060",
        "of a person who left in October; used again in November",
        {"access.joiners-leavers.no-leavers": "fail"},
        change("account", effective_until=None, last_used_on=day(11, 3)),
    ),
    Planted(
        "onboarding-late",
        "person",
        "P-071",
        "hired on 1 September, trained on 15 December",
        {THREE_MONTHS: "fail", "people.awareness.ever": "pass"},
        change_related("training", "person", {"topic": "awareness"}, occurred_on=day(12, 15)),
    ),
    Planted(
        "onboarding-none-1",
        "person",
        "P-077",
        "hired on 1 September, never trained",
        {THREE_MONTHS: "fail", "people.awareness.ever": "fail"},
        drop("training", "person", topic="awareness"),
    ),
    Planted(
        "onboarding-none-2",
        "person",
        "P-086",
        "hired on 1 September, never trained",
        {THREE_MONTHS: "fail", "people.awareness.ever": "fail"},
        drop("training", "person", topic="awareness"),
    ),
    Planted(
        "onboarding-unknown",
        "person",
        "P-089",
        "hired on 1 September, trained, but nobody noted whether it was passed",
        {THREE_MONTHS: "unknown", "people.awareness.ever": "unknown"},
        change_related("training", "person", {"topic": "awareness"}, passed=None),
    ),
    Planted(
        "board-training",
        "person",
        "P-005",
        "a member of the executive without training for board members",
        {"people.board-training.trained": "fail", "people.board-training.current": "fail"},
        drop("training", "person", topic="board_cyber"),
    ),
    Planted(
        "certificate-later",
        "person",
        "",
        "the certificate is not demanded before August 2028",
        {"people.board-certificate.held": "not_applicable"},
        nothing,
    ),
    Planted(
        "no-audit-right",
        "contract",
        "CON-16",
        "contract with the data centre without a right to audit",
        {"suppliers.audit-right.clause": "fail", "suppliers.audit-right.new-contracts": "fail"},
        broken_contract,
    ),
    Planted(
        "report-collected-later",
        "supplier",
        "SUP-17",
        "assurance report of 22 December, received in January",
        {"suppliers.assurance.received": "pass"},
        report_arrives_in_january,
    ),
    Planted(
        "notified-after-80-hours",
        "incident",
        "INC-045",
        "significant incident notified after 80 hours",
        {
            "incidents.notification.72-hours": "fail",
            "incidents.handling.significant-notified": "fail",
            "incidents.early-warning.24-hours": "pass",
        },
        notified_late(80),
    ),
    Planted(
        "old-policy",
        "organisation",
        "ORG-1",
        "security policy last reviewed in 2023",
        {"governance.policy-review.recent": "fail", "governance.policy-review.yearly": "fail"},
        old_policy,
    ),
    Planted(
        "change-not-approved",
        "change",
        "WIJ-128",
        "one change of 260 without approval",
        {
            "changes.control.approved": "fail",
            "changes.framework.followed": "fail",
            "changes.segregation.two-people": "unknown",
        },
        change("change", approved_by=None, approved_on=None),
    ),
    Planted(
        "change-partly",
        "change",
        "",
        "so the test is partly met, as nearly all were approved",
        {"changes.control.approved": "partly_met"},
        nothing,
    ),
    Planted(
        "emergency-approved-late",
        "change",
        "WIJ-175",
        "emergency change approved after twelve days",
        {"changes.control.emergency": "fail"},
        change("change", approved_on=day(9, 20)),
    ),
    Planted(
        "change-not-tested",
        "change",
        "WIJ-245",
        "significant change tested after it was released",
        {"changes.testing.tested": "fail"},
        change("change", tested_on=day(11, 25)),
    ),
    Planted(
        "exception-valid",
        "asset",
        "OT-009",
        "a lock gate's controller is no longer supported; the exception runs until June 2026",
        {"vulnerabilities.patching.supported": "excepted"},
        support_ended,
    ),
    Planted(
        "exception-explains",
        "asset",
        "",
        "so the test is explained, not met",
        {"vulnerabilities.patching.supported": "explained"},
        nothing,
    ),
    Planted(
        "exception-expired",
        "audit_finding",
        "AUD-07",
        "audit finding closed too late; the exception ran out on 30 November",
        {"governance.follow-up.in-time": "fail"},
        exception_ran_out,
    ),
    Planted(
        "logs-not-collected",
        "log_source",
        "",
        "nobody exported the log sources: absence of evidence is no evidence",
        {
            "logging.retention.logs-known": "not_assessed",
            "logging.integrity.logs-known": "not_assessed",
            "logging.elements.six": "not_assessed",
            "logging.overview.complete-list": "not_assessed",
            "access.utilities.logged": "not_assessed",
            "detection.network-monitoring.logged": "not_assessed",
        },
        nothing,
    ),
    Planted(
        "card-lock-not-checked",
        "configuration_check",
        "",
        "nobody exported which settings of the workstations were checked",
        {"physical.token-lock.checked": "not_assessed"},
        nothing,
    ),
    Planted(
        "digid-report-too-old",
        "asset",
        "APP-032",
        "the supplier of the parking permits sent no new report on the DigiD norms",
        {
            **{test: "fail" for test in SHOWN_BY_REPORT},
            "digid.detection.shown": "unknown",
            "digid.zoning.shown": "unknown",
        },
        report_of_the_round_before,
    ),
    Planted(
        "digid-pentest-open",
        "asset",
        "APP-015",
        "the penetration test of July found a high weakness in the output, still open",
        {"digid.output.shown": "fail", "digid.pentest.shown": "fail", "digid.input.shown": "pass"},
        change_related(
            "security_test", "asset", {"type": "pentest"}, high_findings=1, high_findings_open=1
        ),
    ),
    Planted(
        "digid-not-collected",
        "asset",
        "",
        "no log sources and no network zones were exported, so a report does not help either",
        {
            "digid.logging.shown": "not_assessed",
            "digid.monitoring.shown": "not_assessed",
            "digid.monitoring.reviewed": "not_assessed",
            "digid.management-network.shown": "not_assessed",
        },
        nothing,
    ),
    Planted(
        "cbw-not-written-down",
        "organisation",
        "ORG-1",
        "the Cbw is new: why the measures fit the risks is not written down, nor who supervises",
        {
            "governance.proportionality.design": "fail",
            "governance.proportionality.in-force": "fail",
            "governance.registration.addressees": "fail",
        },
        nothing,
    ),
    Planted(
        "cbw-not-recorded",
        "organisation",
        "",
        "whether it is a trust service, and what it shared of threats, is not recorded",
        {
            "incidents.trust-services.day": "not_assessed",
            "incidents.voluntary.done": "not_assessed",
        },
        nothing,
    ),
    Planted(
        "no-disposals",
        "media_disposal",
        "",
        "no medium was disposed of, and the empty list is declared complete",
        {
            "assets.disposal.wiped": "not_occurred",
            "assets.disposal-record.verified": "not_occurred",
        },
        nothing,
    ),
    Planted(
        "no-couriers",
        "supplier",
        "",
        "no courier among the suppliers, and the list is declared complete",
        {"physical.couriers.clause": "not_applicable"},
        nothing,
    ),
)


def broken():
    """Four mistakes that people make, in a file that must be refused as a whole."""
    return (
        "test_id,occurred_on,asset,outcome,duration_hours,integrity_checked\n"
        "HER-901,2025-11-20,APP-004,success,3.5,yes\n"
        "HER-902,2025-02-30,APP-016,success,2,yes\n"
        "HER-903,2025-11-21,,success,2,yes\n"
        "HER-904,2025-11-22,APP-016,success,-1,maybe\n"
    )
