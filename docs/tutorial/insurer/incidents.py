# SPDX-License-Identifier: EUPL-1.2
"""Sixteen incidents, two of them major: with the criteria of DORA and the clocks of both laws."""

from common.workdays import after, at, day, hours_later, working_day

from .organisation import CISO, IT_MANAGER

SMALL = (
    ("Phishingmail met inloggegevens beantwoord", "low", "APP-08", "cybersecurity"),
    ("Brief aan verkeerd lid", "low", "APP-07", "process_failure"),
    ("Storing na wijziging", "medium", "APP-01", "system_failure"),
    ("Verdachte aanmelding geblokkeerd", "low", "APP-08", "cybersecurity"),
    ("Traag ledenloket", "medium", "APP-06", "system_failure"),
    ("Laptop verloren", "low", "WPL-01", "loss_or_theft"),
    ("Betaalbestand dubbel aangeboden", "medium", "APP-05", "process_failure"),
)

# Key, day, title, system, what happened to the criteria.
PORTAL, CLAIMS = "INC-101", "INC-102"
MAJOR = (
    (
        PORTAL,
        day(5, 19),
        "Gestolen sessies in Mijn Kaapstander",
        "APP-03",
        dict(malicious_access=True, data_loss=True, downtime_hours=9.5, duration_hours=31.0),
    ),
    (
        CLAIMS,
        day(11, 24),
        "Schadebehandeling een dag stil door storing bij Ankergrond",
        "APP-02",
        dict(malicious_access=False, data_loss=False, downtime_hours=11.0, duration_hours=26.5),
    ),
)


def make(world):
    table = world.table("incident", "incident_id")
    dice = world.dice("incident")
    dates = sorted(working_day(dice, day(1, 13), day(12, 5)) for _ in range(14))
    for number, date in enumerate(dates, 1):
        title, severity, asset, type_ = dice.pick(SMALL)
        aware = at(date, dice.between(7, 15), dice.between(0, 59))
        table.add(
            f"INC-{number:03d}",
            occurred_on=date,
            title=title,
            asset=asset,
            type=type_,
            severity=severity,
            major=False,
            significant=False,
            critical_service_affected=False,
            malicious_access=False,
            personal_data_breach=False,
            authority_notification_required=False,
            clients_affected=False,
            aware_at=aware,
            classified_at=hours_later(aware, 1),
            resolved_on=after(date, dice.between(1, 6)),
            **handled(),
        )
    for key, date, title, asset, criteria in MAJOR:
        table.add(key, **major(date, title, asset, criteria))


def handled():
    return dict(owner=CISO, root_cause_known=True, root_cause="Zie oorzaakanalyse",
                root_cause_type="process_failure", retention_years=5)


def major(date, title, asset, criteria):
    """Initial within four hours of classifying, intermediate within 72 of that, final within a month."""
    aware = at(date, 8, 15)
    classified = hours_later(aware, 5)
    initial = hours_later(classified, 2, 30)
    return dict(
        occurred_on=date,
        title=title,
        asset=asset,
        type="cybersecurity" if criteria["malicious_access"] else "system_failure",
        severity="critical",
        major=True,
        significant=True,
        critical_service_affected=True,
        suspected_malicious=criteria["malicious_access"],
        cross_border=False,
        personal_data_breach=criteria["data_loss"],
        authority_notification_required=criteria["data_loss"],
        authority_notified_at=hours_later(aware, 40) if criteria["data_loss"] else None,
        clients_affected=True,
        clients_affected_count=412,
        clients_affected_percent=11.5,
        counterparts_affected_percent=0.0,
        transactions_affected_percent=6.0,
        relevant_client_affected=True,
        reputational_impact=False,
        member_states_affected=1,
        costs_eur=68000,
        **criteria,
        aware_at=aware,
        classified_at=classified,
        early_warning_at=hours_later(aware, 8),
        notified_at=hours_later(aware, 52),
        dora_initial_at=initial,
        dora_intermediate_at=hours_later(initial, 66),
        dora_update_at=None,
        dora_final_at=at(after(date, 28), 14),
        final_report_at=at(after(date, 28), 14),
        clients_informed_on=after(date, 1),
        board_informed_on=date,
        resolved_on=after(date, 2),
        lessons_shared_on=after(date, 20),
        reviewed_on=after(date, 24),
        **{**handled(), "owner": IT_MANAGER},
    )
