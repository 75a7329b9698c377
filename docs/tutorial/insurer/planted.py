# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the year 2025 of Onderlinge Kaapstander. Everything else is in order.

Each row says what was planted and what must come of it. The expectations go to planted.csv, and
tests/e2e/check_tutorial.py holds the program to them.
"""

from common.planting import Planted, change, drop, nothing
from common.workdays import at, day, hours_later

from .incidents import CLAIMS, PORTAL
from .organisation import CISO, FINANCE, IT_MANAGER, SUPERVISOR

# Weekly scans are a demand of DORA's technical standards alone, so the test runs with their number too.
WEEKLY = ("testing.yearly-check.internet@dora-rts",)


def week_missed(world, key):
    """The scanner's licence ran out in the first week of August."""
    drop("security_test", "asset", type="vulnerability_scan", occurred_on=day(8, 4))(world, key)


def no_way_out(world, key):
    """The cloud that three critical functions run on: no exit plan, and so none that was tried."""
    world["contract"].change(key, exit_plan=False, exit_tested_on=None)


def clause_is_thin(world, key):
    world["contract_clause"].change(
        f"{key}/30_3_e",
        sufficient=False,
        summary="Alleen certificaten; geen inspectie ter plaatse",
    )


def clause_is_missing(world, key):
    world["contract_clause"].change(f"{key}/30_2_i", present=False, sufficient=False, article=None)
    world["contract"].change(key, training_clause=False)


def told_late(world, key):
    """Classified at 13:15; the initial notification went out at 19:15, after six hours instead of four."""
    classified = world["incident"][key]["classified_at"]
    world["incident"].change(key, dora_initial_at=hours_later(classified, 6))


def not_reported_yet(world, key):
    """The intermediate report was given anew on 16 December; the last one is due in January."""
    world["incident"].change(
        key,
        dora_final_at=None,
        final_report_at=at(day(12, 22), 15),
        dora_intermediate_at=at(day(11, 27), 9),
        dora_update_at=at(day(12, 16), 11),
    )


def restore_failed(world, key):
    (row,) = world["restore_test"].where(asset=key)
    world["restore_test"].change(
        row["test_id"], result="failure", duration_hours=None, data_loss_hours=None
    )


def learned_long_ago(world, key):
    """Trained in 2022, and never since."""
    (row,) = world["training"].where(person=key, topic="board_cyber")
    world["training"].change(row["training_id"], occurred_on=day(11, 17, 2022))


def support_ended(world, key):
    """The actuarial model runs on a version without support until its successor is validated."""
    world["asset"].change(key, support_until=day(6, 30))
    risk = world["risk"].where(asset=key)[0]["risk_id"]
    world["risk"].change(risk, category="legacy")
    world.table("exception", "exception_id").add(
        "UIT-01",
        effective_from=day(7, 1),
        effective_until=day(6, 30, 2026),
        test="vulnerabilities.patching.supported",
        subject_kind="asset",
        subject_key=key,
        owner=FINANCE,
        requested_by=IT_MANAGER,
        approved_by=CISO,
        reason="De opvolger wordt in het voorjaar van 2026 gevalideerd",
        compensating_measure="Eigen netwerkdeel zonder internet",
        risk_reference=risk,
        approved_on=day(6, 24),
    )


PLANTED = (
    Planted(
        "week-missed",
        "asset",
        "APP-03",
        "the members' portal was not scanned in one of 52 weeks",
        dict.fromkeys(WEEKLY, "fail"),
        week_missed,
    ),
    Planted(
        "week-missed-most",
        "asset",
        "",
        "nine of ten systems on the internet were scanned often enough",
        dict.fromkeys(WEEKLY, "partly_met"),
        nothing,
    ),
    Planted(
        "no-exit-plan",
        "contract",
        "CON-03",
        "no exit plan for the cloud that critical functions run on",
        {
            "dora.exit.plan": "fail",
            "dora.exit.tested": "fail",
            "dora.clause-transition.present": "fail",
            "dora.critical-clauses.all-clauses": "fail",
            "dora.critical-clauses.exit-tested": "fail",
        },
        no_way_out,
    ),
    Planted(
        "audit-clause-thin",
        "contract",
        "CON-05",
        "the clause on audits is there, but allows certificates only",
        {"dora.clause-audit.present": "fail", "suppliers.audit-right.clause": "pass"},
        clause_is_thin,
    ),
    Planted(
        "training-clause-missing",
        "contract",
        "CON-08",
        "no clause on joining trainings in the contract for HR",
        {
            "dora.clause-training.present": "fail",
            "dora.contract-clauses.all-clauses": "fail",
            "dora.contract-clauses.assessed": "fail",
        },
        clause_is_missing,
    ),
    Planted(
        "initial-late",
        "incident",
        PORTAL,
        "initial notification six hours after classifying, instead of four",
        {
            "incidents.major-notification.initial": "fail",
            "incidents.major-notification.intermediate": "pass",
            "incidents.early-warning.24-hours": "pass",
        },
        told_late,
    ),
    Planted(
        "final-not-due",
        "incident",
        CLAIMS,
        "the final report is due in January: nobody knows yet whether it will be in time",
        {"incidents.major-notification.final": "unknown"},
        not_reported_yet,
    ),
    Planted(
        "final-undecided",
        "incident",
        "",
        "one of two final reports is in; the other could still be late",
        {"incidents.major-notification.final": "not_assessed"},
        nothing,
    ),
    Planted(
        "restore-failed",
        "asset",
        "APP-02",
        "the restore test of the claims system failed and was not done again",
        {"continuity.restore-test.yearly": "fail", "continuity.backup-policy.latest": "fail"},
        restore_failed,
    ),
    Planted(
        "board-training-old",
        "person",
        SUPERVISOR,
        "a member of the board was trained in 2022 and never since",
        {
            "people.board-training.current": "fail",
            "people.board-training.trained": "pass",
            "people.awareness.yearly": "fail",
        },
        learned_long_ago,
    ),
    Planted(
        "country-not-recorded",
        "supplier",
        "L-06",
        "the register of information does not say where a supplier is established",
        {},
        change("supplier", country=None),
    ),
    Planted(
        "country-in-register",
        "contract",
        "CON-06",
        "so the entry of its contract is not complete",
        {"dora.register.entries": "fail"},
        nothing,
    ),
    Planted(
        "exception-valid",
        "asset",
        "APP-04",
        "the actuarial model is past its support; the exception runs until June 2026",
        {"vulnerabilities.patching.supported": "excepted"},
        support_ended,
    ),
    Planted(
        "no-emergency-channel",
        "organisation",
        "KAAP",
        "no channel for when all else is down: NIS2 asks for it, DORA does not",
        {
            "continuity.emergency-communication.design": "fail",
            "continuity.emergency-communication.in-force": "fail",
            "continuity.emergency-communication.practised": "fail",
        },
        nothing,
    ),
    Planted(
        "nis2-by-choice",
        "organisation",
        "KAAP",
        "not an entity of NIS2, and recorded so: no registration and no CSIRT",
        {
            "governance.classification.determined": "pass",
            "governance.registration.registered": "fail",
            "governance.registration.addressees": "fail",
        },
        nothing,
    ),
    Planted(
        "tlpt-not-designated",
        "organisation",
        "",
        "nobody designated it for a threat-led test: DORA art. 26 does not apply, and the test has no subject",
        {"testing.threat-led.three-yearly": "not_assessed"},
        nothing,
    ),
    Planted(
        "not-recorded",
        "organisation",
        "",
        "log sources, network zones and threats are in nobody's export",
        {
            "detection.network-monitoring.logged": "not_assessed",
            "logging.retention.logs-known": "not_assessed",
            "logging.integrity.logs-known": "not_assessed",
            "logging.elements.six": "not_assessed",
            "dora.severing.isolated": "not_assessed",
            "dora.threats.decided": "not_assessed",
            "incidents.voluntary.done": "not_assessed",
        },
        nothing,
    ),
)
