# SPDX-License-Identifier: EUPL-1.2
"""How the deviations of Waterrijk are planted: functions of the world and the key of the subject."""

from common.planting import drop
from common.workdays import after, day, hours_later

from .organisation import IT_MANAGER, SECRETARY


def restore_in_the_new_year(world, key):
    (row,) = world["restore_test"].where(asset=key)
    world.postpone("restore_test", row["test_id"], "january", occurred_on=day(1, 2, 2026))


def report_of_the_round_before(world, key):
    """The supplier sent nothing new: its last report is over a year that ended fifteen months ago."""
    supplier = world["asset"][key]["supplier"]
    (row,) = world["assurance_report"].where(supplier=supplier, type="tpm")
    world["assurance_report"].change(
        row["report_id"],
        occurred_on=day(11, 21, 2024),
        covers_from=day(10, 1, 2023),
        covers_until=day(9, 30, 2024),
    )


def report_arrives_in_january(world, key):
    (row,) = world["assurance_report"].where(supplier=key)
    world.postpone("assurance_report", row["report_id"], "january", occurred_on=day(12, 22))


def mitigated(days=None, interim=None):
    """The subject is a finding that is likely and harmful; None: never."""

    def plant_(world, key):
        found = urgent(world, key)
        world["vulnerability_finding"].change(
            key,
            interim_mitigated_on=interim and after(found, interim),
            mitigated_on=days and after(found, days),
        )

    return plant_


def urgent(world, key):
    row = world["vulnerability_finding"][key]
    assert row["likelihood"] == row["impact"] == "high", f"{key} is not urgent: choose another"
    return row["occurred_on"]


def notified_late(hours):
    def plant_(world, key):
        world["incident"].change(
            key, notified_at=hours_later(world["incident"][key]["aware_at"], hours)
        )

    return plant_


def old_policy(world, key):
    """Adopted in 2022, looked at in 2023, and never since."""
    world["document"].change(
        "DOC-security_policy",
        effective_from=day(12, 1, 2022),
        title="Informatiebeveiligingsbeleid 2023-2026",
        version="1.1",
        approved_on=day(11, 22, 2022),
        decision_reference="B-2022-611",
        reviewed_on=day(10, 17, 2023),
    )
    drop("review", "document")(world, "DOC-security_policy")


def broken_contract(world, key):
    """The clause was agreed in an addendum that nobody had filed: it comes with the repair."""
    row = world["contract"][key]
    world.repeat("contract", row, "repair", audit_right=True)
    world["contract"].change(key, audit_right=False)


def support_ended(world, key):
    """An old controller of a lock gate: a known risk, and an exception until it is replaced."""
    world["asset"].change(key, support_until=day(6, 30, 2024))
    risk = world["risk"].where(asset=key)[0]["risk_id"]
    world["risk"].change(risk, category="legacy")
    add_exception(
        world,
        "UIT-01",
        ("vulnerabilities.patching.supported", "asset", key),
        until=day(6, 30, 2026),
        reason="De besturing wordt in het voorjaar van 2026 vervangen",
        risk=risk,
    )


def exception_ran_out(world, key):
    """An audit finding that was closed late; the exception ended a month before the year did."""
    due = world["audit_finding"][key]["due_on"]
    world["audit_finding"].change(key, closed_on=after(due, 40))
    add_exception(
        world,
        "UIT-02",
        ("governance.follow-up.in-time", "audit_finding", key),
        until=day(11, 30),
        reason="De leverancier levert later",
        risk="RIS-009",
    )


def add_exception(world, key, what, until, reason, risk):
    test, kind, subject = what
    world.table("exception", "exception_id").add(
        key,
        effective_from=day(3, 3),
        effective_until=until,
        test=test,
        subject_kind=kind,
        subject_key=subject,
        owner=IT_MANAGER,
        requested_by=IT_MANAGER,
        approved_by=SECRETARY,
        reason=reason,
        compensating_measure="Afgescheiden netwerk, extra bewaking",
        risk_reference=risk,
        approved_on=day(2, 24),
    )
