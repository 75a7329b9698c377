# SPDX-License-Identifier: EUPL-1.2
"""A year of running systems: restores, reviews of access, changes, tests, 5,000 vulnerabilities."""

from common.workdays import LAST_DAY, SEASON, after, day, working_day, working_day_from

from .assets import HIGH
from .organisation import CISO, IT_MANAGER, unit_key

FINDINGS = 5000
CHANGES = 260
SYSTEMS = (
    "application",
    "database",
    "server",
    "network_component",
    "website",
    "api",
    "cloud_service",
    "operational_technology",
)

# The 2nd Tuesday of a month, when makers publish most of their patches.
PATCH_TUESDAYS = {1: 14, 2: 11, 3: 11, 4: 8, 5: 13, 6: 10, 7: 8, 8: 12, 9: 9, 10: 14, 11: 11, 12: 9}

VECTORS = {
    "low": (
        (3.1, "AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N"),
        (3.3, "AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N"),
    ),
    "medium": (
        (5.3, "AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"),
        (6.5, "AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N"),
    ),
    "high": (
        (7.5, "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"),
        (8.8, "AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"),
    ),
    "critical": (
        (9.1, "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"),
        (9.8, "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
    ),
}

CHANGE_TITLES = (
    "Nieuwe versie",
    "Beveiligingsupdate",
    "Koppeling aangepast",
    "Capaciteit uitgebreid",
    "Instelling gewijzigd",
    "Certificaat vervangen",
)


def make(world):
    make_restore_tests(world)
    make_access_reviews(world)
    make_changes(world)
    make_releases(world)
    make_security_tests(world)
    make_findings(world)
    make_media_disposals(world)
    make_empty_lists(world)


def systems(world, *criticalities):
    return [
        asset
        for asset in world["asset"]
        if asset["type"] in SYSTEMS and (not criticalities or asset["criticality"] in criticalities)
    ]


def administrators(world):
    return [
        row["person_id"]
        for row in world["person"].where(
            unit=unit_key("Informatie en Automatisering"), employed_until=None
        )
    ]


def make_restore_tests(world):
    dice = world.dice("restore test")
    table = world.table("restore_test", "test_id")
    testers = administrators(world)
    for number, asset in enumerate(systems(world, *HIGH), 1):
        table.add(
            f"HER-{number:03d}",
            occurred_on=working_day(dice, day(1, 13), day(12, 12)),
            asset=asset["asset_id"],
            result="success",
            duration_hours=round(asset["rto_hours"] * dice.between(20, 90) / 100, 1),
            data_loss_hours=round(asset["rpo_hours"] * dice.between(5, 80) / 100, 1),
            integrity_checked=True,
            segregated=True,
            tester=dice.pick(testers),
            report=f"Z-{dice.between(270000, 279999)}",
        )


def make_access_reviews(world):
    """By the owner of the system; where the owner administers it too, by the CISO."""
    dice = world.dice("access review")
    keepers = {(row["asset"], row["person"]) for row in world["account"] if row["privileged"]}
    table = world.table("access_review", "review_id")

    def add(asset, scope, first, last, quarter):
        table.add(
            f"TOE-{len(table) + 1:04d}",
            occurred_on=working_day(dice, first, last),
            asset=asset["asset_id"],
            scope=scope,
            performed_by=CISO if (asset["asset_id"], asset["owner"]) in keepers else asset["owner"],
            outcome=dice.weighted({"in_order": 4, "corrected": 1}),
            quarter=quarter,
            independent=True,
        )

    for asset in systems(world):
        if asset["criticality"] in HIGH:
            add(asset, "all", day(4, 7), day(6, 13), "q2")
        add(asset, "all", day(10, 6), day(11, 28), "q4")
        for quarter in range(1, 5):
            add(asset, "privileged", day(3 * quarter - 2, 8), day(3 * quarter, 20), f"q{quarter}")


def make_changes(world):
    dice = world.dice("change")
    table = world.table("change", "change_id")
    targets = systems(world)
    hands = [person for person in administrators(world) if person != IT_MANAGER]
    for released in sorted(working_day(dice, day(1, 13), day(12, 19)) for _ in range(CHANGES)):
        significant = dice.chance(15)
        table.add(
            f"WIJ-{len(table) + 1:03d}",
            occurred_on=released,
            title=dice.pick(CHANGE_TITLES),
            asset=dice.pick(targets)["asset_id"],
            significant=significant,
            emergency=dice.chance(4),
            risk_assessed=True,
            rollback_plan=True,
            approved_by=IT_MANAGER,
            approved_on=shortly_before(dice, released),
            tested_on=shortly_before(dice, released),
            test_environment=dice.pick(("test", "acceptance")),
            production_test_approved=None,
            test_report=True,
            pentested=True if significant else None,
            executed_by=dice.pick(hands),
        )


def make_releases(world):
    """What the internet sees gets a major version in spring and a small one in autumn."""
    dice = world.dice("release")
    table = world.table("release", "release_id")
    for asset in world["asset"]:
        if not asset["internet_facing"] or asset["type"] not in ("application", "website", "api"):
            continue
        for number, (first, last) in enumerate(((day(3, 3), day(5, 30)), (day(9, 1), day(11, 14)))):
            released = working_day(dice, first, last)
            table.add(
                f"{asset['asset_id']}/25.{number + 1}",
                occurred_on=released,
                asset=asset["asset_id"],
                version=f"25.{number + 1}",
                major=number == 0,
                outsourced=asset["supplier"] is not None,
                supplier=asset["supplier"],
                security_requirements=True,
                code_reviewed=True,
                pentested=number == 0,
                accepted_on=shortly_before(dice, released),
                test_environment="acceptance",
                test_data="fictitious",
                rollback_possible=True,
                approved_by=IT_MANAGER,
            )


def shortly_before(dice, date):
    return min(working_day_from(after(date, -dice.between(1, 12))), date)


def make_security_tests(world):
    dice = world.dice("security test")
    table = world.table("security_test", "test_id")

    def add(asset, type_, first, last, score=None):
        table.add(
            f"TST-{len(table) + 1:04d}",
            occurred_on=working_day(dice, first, last),
            asset=asset["asset_id"],
            type=type_,
            independent=type_ == "pentest",
            score=score,
            high_findings=dice.below(3),
            high_findings_open=0,
            report=f"Z-{dice.between(280000, 289999)}",
        )

    for asset in world["asset"]:
        if asset["type"] in SYSTEMS or asset["type"] in ("workstation", "mobile_device"):
            add(asset, "compliance_check", day(2, 3), day(11, 28))
        if asset["internet_facing"]:
            for month in range(1, 13):
                add(asset, "vulnerability_scan", day(month, 6), day(month, 24))
            add(asset, "internet_nl", day(2, 3), day(5, 30), 100)
            add(asset, "internet_nl", day(9, 1), day(11, 28), 100)
        elif asset["type"] in SYSTEMS:
            add(asset, "vulnerability_scan", day(2, 3), day(11, 28))
        if asset["internet_facing"] or asset["criticality"] == "critical":
            add(asset, "pentest", day(3, 3), day(11, 14))
        if asset["type"] == "api" and asset["criticality"] == "high":
            add(asset, "code_review", day(3, 3), day(11, 14))


def make_findings(world):
    """The scanners do not see everything, so this list is not declared complete."""
    dice = world.dice("vulnerability finding")
    table = world.table("vulnerability_finding", "finding_id")
    known = {month: weaknesses(dice, month) for month in SEASON}
    seen = [asset["asset_id"] for asset in systems(world)]
    for found in sorted(day_of_discovery(dice) for _ in range(FINDINGS)):
        weakness = dice.pick(known[found.month])
        table.add(
            f"KWB-{len(table) + 1:04d}",
            occurred_on=found,
            asset=dice.pick(seen),
            **weakness,
            source=dice.weighted({"scan": 93, "advisory": 4, "pentest": 2, "cvd_report": 1}),
            kev_listed=False,
            risk_assessed=True,
            interim_mitigated_on=None,
            mitigated_on=mitigation(dice, found, weakness),
            accepted_risk=None,
        )


def day_of_discovery(dice):
    """Half of the findings come in the week after a patch Tuesday."""
    month = dice.weighted(SEASON)
    if dice.chance(50):
        return after(day(month, PATCH_TUESDAYS[month]), dice.between(1, 7))
    return working_day_from(day(month, dice.between(1, 24)))


def weaknesses(dice, month):
    """A hundred weaknesses that became known in a month. The numbers are invented."""
    return [
        weakness(dice, f"CVE-2025-{90000 + 100 * month + number}", month) for number in range(100)
    ]


def weakness(dice, identifier, month):
    """A few of the severe ones are also likely: urgent, then. None in December."""
    severity = dice.weighted({"low": 22, "medium": 53, "high": 21, "critical": 4})
    score, vector = dice.pick(VECTORS[severity])
    likelihood, impact = dice.pick(("low", "medium")), (
        "high" if severity == "critical" else severity
    )
    if severity == "critical" and month < 12 and dice.chance(60):
        likelihood = "high"
    return dict(
        identifier=identifier,
        severity=severity,
        cvss_score=score,
        cvss_vector=f"CVSS:3.1/{vector}",
        likelihood=likelihood,
        impact=impact,
        exploited=likelihood == "high" and dice.chance(12),
    )


def mitigation(dice, found, weakness_):
    """Urgent ones within a week, others as severity allows; what was not done in the year is open."""
    if weakness_["likelihood"] == weakness_["impact"] == "high":
        return after(found, dice.between(0, 7))
    longest = {"low": 120, "medium": 60, "high": 30, "critical": 14}[weakness_["severity"]]
    done = working_day_from(after(found, dice.between(1, longest)))
    return done if done <= LAST_DAY else None


def make_media_disposals(world):
    """Nothing was disposed of in 2025: a table without rows, declared complete."""
    table = world.table("media_disposal", "disposal_id")
    table.columns += [
        "occurred_on",
        "medium",
        "wiped_on",
        "wipe_verified",
        "report_present",
        "advised_product",
        "performed_by",
    ]


def make_empty_lists(world):
    """Contracts are judged by their own fields, and no system leans on another one: tables without rows, declared complete."""
    world.table("contract_clause", "clause_id").columns += ["effective_from", "contract", "demand", "present", "sufficient"]
    world.table("asset_dependency", "dependency_id").columns += ["effective_from", "asset", "on_asset"]
