# SPDX-License-Identifier: EUPL-1.2
"""A year of people: what they learned, what went wrong and what they rehearsed."""

from common.workdays import (
    after,
    at,
    day,
    hours_later,
    in_office_hours,
    working_day,
    working_day_from,
)

from .organisation import IT_MANAGER, unit_key

# What each employee follows in a year, and for how many hours; then what IT adds to that.
TOPICS = {"awareness": 2, "incident_reporting": 2, "mobile_work": 2, "phishing": 1}
IT_TOPICS = {"secure_development": 8, "specialist": 24}

INCIDENTS = (
    ("Phishingmail met inloggegevens beantwoord", "low"),
    ("Laptop verloren in de trein", "low"),
    ("Brief aan verkeerde inwoner", "low"),
    ("Storing na wijziging", "medium"),
    ("Verdachte aanmelding geblokkeerd", "low"),
    ("Besmette bijlage tegengehouden", "low"),
    ("Verkeerd ingestelde rechten op map", "medium"),
    ("Uitval verbinding buitenlocatie", "low"),
)

SIGNIFICANT = (
    (day(3, 18), "Gijzelsoftware bij een leverancier van het sociaal domein", "APP-003"),
    (day(6, 12), "Burgerzaken een dag niet bereikbaar", "APP-002"),
    (day(10, 9), "Misbruik van een kwetsbaarheid in het digitale loket", "APP-015"),
)

# Exercises: type, document, scenario, month.
EXERCISES = (
    ("continuity_plan", "continuity_plan", "outage", 4),
    ("continuity_plan", "continuity_plan", "ransomware", 10),
    ("recovery_plan", "recovery_plan", "switch_over", 6),
    ("recovery_plan", "recovery_plan", "ransomware", 10),
    ("crisis", "crisis_procedure", "ransomware", 11),
    ("crisis_communication", "crisis_communication_plan", "cyber_attack", 11),
    ("emergency_communication", "emergency_communication", "outage", 5),
    ("exit_plan", "supplier_policy", "supplier_failure", 9),
)


def make(world):
    make_trainings(world)
    make_incidents(world)
    make_exercises(world)


def make_trainings(world):
    dice = world.dice("training")
    table = world.table("training", "training_id")

    def add(person, topic, date, hours):
        table.add(
            f"OPL-{len(table) + 1:04d}",
            occurred_on=date,
            person=person["person_id"],
            topic=topic,
            passed=True,
            certificate=True if topic in ("board_cyber", "specialist") else None,
            provider="Meanderschool Opleidingen",
            duration_hours=hours,
        )

    for person in world["person"]:
        since, last = person["employed_from"], person["employed_until"] or day(12, 19)
        for topic, hours in TOPICS.items():
            add(person, topic, training_day(dice, since, last), hours)
        if person["board_member"]:
            add(person, "board_cyber", working_day(dice, day(3, 3), day(6, 27)), 8)
            add(person, "crisis", working_day(dice, day(9, 1), day(11, 28)), 4)
        if person["unit"] == unit_key("Informatie en Automatisering") and last > day(10, 1):
            for topic, hours in IT_TOPICS.items():
                add(person, topic, working_day(dice, max(since, day(2, 3)), last), hours)


def training_day(dice, employed_from, last):
    """Whoever starts this year is trained within eleven weeks; the others some time in the year."""
    if employed_from < day(1, 1):
        return working_day(dice, day(1, 6), last)
    return working_day(dice, after(employed_from, 3), min(after(employed_from, 77), last))


def make_incidents(world):
    """Some fifty incidents in the order in which they became known, three of them significant."""
    dice = world.dice("incident")
    systems = [asset["asset_id"] for asset in world["asset"] if asset["type"] == "application"]
    small = [
        (working_day(dice, day(1, 6), day(12, 5)), *dice.pick(INCIDENTS), dice.pick(systems))
        for _ in range(48)
    ]
    large = [(date, title, "critical", asset) for date, title, asset in SIGNIFICANT]
    table = world.table("incident", "incident_id")
    for number, (date, title, severity, asset) in enumerate(sorted(small + large), 1):
        add_incident(table, dice, f"INC-{number:03d}", title, severity, asset, date)


def add_incident(table, dice, key, title, severity, asset, date):
    """A significant incident has its clocks: 24 hours, 72 hours, a month."""
    significant = severity == "critical"
    aware = in_office_hours(dice, date)
    notified = hours_later(aware, dice.between(30, 70)) if significant else None
    resolved = working_day_from(after(date, dice.between(1, 9)))
    breach = significant or title.startswith(("Brief", "Laptop"))
    table.add(
        key,
        occurred_on=date,
        title=title,
        asset=asset,
        supplier="SUP-03" if asset == "APP-003" else None,
        owner=IT_MANAGER,
        severity=severity,
        significant=significant,
        major=False,
        ongoing=False,
        personal_data_breach=breach,
        suspected_malicious=significant,
        cross_border=False,
        log_tampering=False,
        clients_affected=significant,
        aware_at=aware,
        classified_at=hours_later(aware, 2),
        early_warning_at=hours_later(aware, dice.between(3, 20)) if significant else None,
        notified_at=notified,
        final_report_at=at(after(date, 27), 10) if significant else None,
        progress_report_at=None,
        clients_informed_on=after(date, 1) if significant else None,
        authority_notification_required=breach,
        authority_notified_at=hours_later(aware, dice.between(20, 60)) if breach else None,
        board_informed_on=after(date, 1) if severity != "low" else None,
        resolved_on=resolved,
        root_cause_known=True,
        root_cause="Zie oorzaakanalyse",
        root_cause_type="process_failure",
        lessons_shared_on=after(resolved, 14),
        retention_years=5,
        costs_eur=dice.between(2, 90) * 100,
    )


def make_exercises(world):
    dice = world.dice("exercise")
    table = world.table("exercise", "exercise_id")
    for number, (type_, document, scenario, month) in enumerate(EXERCISES, 1):
        table.add(
            f"OEF-{number:02d}",
            occurred_on=working_day(dice, day(month, 2), day(month, 28)),
            type=type_,
            document=f"DOC-{document}",
            asset=None,
            scenario=scenario,
            board_took_part=True,
            result="success",
            report=f"Z-{dice.between(290000, 299999)}",
            lessons_assigned=True,
        )
