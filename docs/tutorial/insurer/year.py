# SPDX-License-Identifier: EUPL-1.2
"""A year of running an insurer: scans each week, restores, changes, reviews of access, training, exercises."""

from common.workdays import LAST_DAY, after, day, working_day, working_day_from

from .organisation import BOARD, CISO, IT_MANAGER, KEEPER, present
from .systems import ASSETS, HIGH, SYSTEMS

# The scanner runs on Sunday night; the report is of the Monday. What faces the internet and is
# critical or high is scanned each week, the rest of it each month, everything else once.
MONDAYS = tuple(after(day(1, 6), 7 * week) for week in range(52))
MONTHLY = tuple(day(month, 15) for month in range(1, 13))

TOPICS = {"awareness": 2, "incident_reporting": 1, "resilience": 2}

CHANGES = ("Nieuwe versie", "Beveiligingsupdate", "Instelling gewijzigd", "Certificaat vervangen")

WEAKNESSES = (
    ("CVE-2025-91107", "high", 8.8, "high"),
    ("CVE-2025-91215", "medium", 6.5, "medium"),
    ("CVE-2025-91322", "critical", 9.8, "high"),
    ("CVE-2025-91433", "low", 3.1, "low"),
    ("CVE-2025-91540", "high", 7.5, "medium"),
    ("CVE-2025-91651", "medium", 5.3, "low"),
)

# Exercises: type, document, scenarios, month, did the board take part.
EXERCISES = (
    ("continuity_plan", "continuity_plan", "outage", 4, False),
    ("continuity_plan", "continuity_plan", "ransomware", 10, True),
    ("recovery_plan", "recovery_plan", "ransomware|cyber_attack", 6, False),
    ("recovery_plan", "recovery_plan", "switch_over", 9, False),
    ("crisis", "crisis_procedure", "cyber_attack", 11, True),
    ("crisis_communication", "crisis_communication_plan", "cyber_attack", 11, False),
    ("exit_plan", "supplier_policy", "supplier_failure", 5, False),
)


def make(world):
    make_tests(world)
    make_findings(world)
    make_restore_tests(world)
    make_access_reviews(world)
    make_changes(world)
    make_trainings(world)
    make_exercises(world)


def make_tests(world):
    dice = world.dice("security test")
    table = world.table("security_test", "test_id")

    def add(asset, type_, date, high=0):
        table.add(
            f"TST-{len(table) + 1:03d}",
            occurred_on=date,
            asset=asset.key,
            type=type_,
            independent=type_ == "pentest",
            high_findings=high,
            high_findings_open=0,
            retested_on=after(date, 21) if high else None,
            report=f"K-{dice.between(41000, 48999)}",
        )

    for asset in ASSETS:
        if asset.type == "location":
            continue
        for date in scan_days(dice, asset):
            add(asset, "vulnerability_scan", date)
        if asset.type != "data_set" and (asset.criticality in HIGH or asset.type == "workstation"):
            add(asset, "compliance_check", working_day(dice, day(2, 3), day(11, 28)))
        if asset.internet:
            add(asset, "pentest", working_day(dice, day(3, 3), day(9, 26)), high=1)
        if asset.key == "APP-03":
            add(asset, "code_review", day(4, 14))


def scan_days(dice, asset):
    if not asset.internet:
        return (working_day(dice, day(2, 3), day(11, 28)),)
    return MONDAYS if asset.criticality in HIGH else MONTHLY


def make_findings(world):
    dice = world.dice("vulnerability finding")
    table = world.table("vulnerability_finding", "finding_id")
    seen = [asset.key for asset in ASSETS if asset.type in SYSTEMS]
    for found in sorted(working_day(dice, day(1, 13), day(11, 14)) for _ in range(60)):
        identifier, severity, score, likelihood = dice.pick(WEAKNESSES)
        urgent = likelihood == "high" and severity in ("high", "critical")
        table.add(
            f"KWB-{len(table) + 1:03d}",
            occurred_on=found,
            asset=dice.pick(seen),
            identifier=identifier,
            severity=severity,
            cvss_score=score,
            likelihood=likelihood,
            impact="high" if severity == "critical" else severity,
            source="scan",
            kev_listed=False,
            risk_assessed=True,
            mitigated_on=after(found, dice.between(1, 6 if urgent else 40)),
        )


def make_restore_tests(world):
    dice = world.dice("restore test")
    table = world.table("restore_test", "test_id")
    for asset in ASSETS:
        if asset.criticality in HIGH and asset.type not in ("network_component", "location", "api"):
            rto = world["asset"][asset.key]["rto_hours"]
            table.add(
                f"HER-{len(table) + 1:02d}",
                occurred_on=working_day(dice, day(2, 3), day(11, 28)),
                asset=asset.key,
                result="success",
                duration_hours=round(rto * dice.between(20, 90) / 100, 1),
                data_loss_hours=round(rto / 2 * dice.between(5, 80) / 100, 1),
                integrity_checked=True,
                segregated=True,
                tester=KEEPER,
                report=f"K-{dice.between(41000, 48999)}",
            )


def make_access_reviews(world):
    """By the owner of the system; where the owner administers it too, by the CISO."""
    dice = world.dice("access review")
    keepers = {(row["asset"], row["person"]) for row in world["account"] if row["privileged"]}
    table = world.table("access_review", "review_id")

    def add(asset, scope, quarter):
        first = day(3 * quarter - 2, 8)
        table.add(
            f"TOE-{len(table) + 1:03d}",
            occurred_on=working_day(dice, first, after(first, 60)),
            asset=asset.key,
            scope=scope,
            performed_by=CISO if (asset.key, asset.owner) in keepers else asset.owner,
            outcome=dice.weighted({"in_order": 4, "corrected": 1}),
            quarter=f"q{quarter}",
            independent=True,
        )

    for asset in ASSETS:
        if asset.criticality in HIGH and asset.type != "location":
            for quarter in range(1, 5):
                add(asset, "all", quarter)
        elif asset.type in SYSTEMS:
            add(asset, "all", 4)


def make_changes(world):
    dice = world.dice("change")
    table = world.table("change", "change_id")
    targets = [asset.key for asset in ASSETS if asset.type in SYSTEMS]
    hands = [row["person_id"] for row in present(world, "ICT en informatiebeheer")]
    hands.remove(IT_MANAGER)
    for released in sorted(working_day(dice, day(1, 13), day(12, 12)) for _ in range(48)):
        before = min(working_day_from(after(released, -dice.between(1, 10))), released)
        significant = dice.chance(20)
        table.add(
            f"WIJ-{len(table) + 1:02d}",
            occurred_on=released,
            title=dice.pick(CHANGES),
            asset=dice.pick(targets),
            significant=significant,
            emergency=dice.chance(5),
            risk_assessed=True,
            rollback_plan=True,
            approved_by=IT_MANAGER,
            approved_on=before,
            tested_on=before,
            test_environment="acceptance",
            test_report=True,
            pentested=True if significant else None,
            executed_by=dice.pick(hands),
        )


def make_trainings(world):
    dice = world.dice("training")
    table = world.table("training", "training_id")

    def add(person, topic, date, hours):
        table.add(
            f"OPL-{len(table) + 1:03d}",
            occurred_on=date,
            person=person["person_id"],
            topic=topic,
            passed=True,
            certificate=topic == "board_cyber" or None,
            provider="Gaffel Opleidingen",
            duration_hours=hours,
        )

    for person in world["person"]:
        since, last = person["employed_from"], person["employed_until"] or LAST_DAY
        if person["person_id"] in BOARD:
            add(person, "board_cyber", working_day(dice, day(3, 3), day(6, 27)), 8)
            continue
        for topic, hours in TOPICS.items():
            if since < day(1, 1):
                add(person, topic, working_day(dice, day(1, 13), min(last, day(12, 12))), hours)
            else:
                add(person, topic, working_day(dice, after(since, 3), min(after(since, 60), last)), hours)


def make_exercises(world):
    dice = world.dice("exercise")
    table = world.table("exercise", "exercise_id")
    for type_, document, scenario, month, board in EXERCISES:
        table.add(
            f"OEF-{len(table) + 1}",
            occurred_on=working_day(dice, day(month, 5), day(month, 25)),
            type=type_,
            document=f"DOC-{document}",
            scenario=scenario,
            board_took_part=board,
            result=dice.pick(("success", "partial")),
            report=f"K-{dice.between(41000, 48999)}",
            lessons_assigned=True,
            led_by=KEEPER,
            supplier="L-03" if type_ == "exit_plan" else None,
        )
