# SPDX-License-Identifier: EUPL-1.2
"""What an annual report tells beside the evidence itself, and what the year before was left with.

The batch `account` comes in when the section of the annual report is made; `previous` is all that the
dossier of 2024 holds.
"""

import datetime

from .workdays import after, day

YEAR = dict(effective_from=day(1, 1), effective_until=day(12, 31))
YEAR_BEFORE = dict(effective_from=day(1, 1, 2024), effective_until=day(12, 31, 2024))


def add_figures(world, rows, batch="account", dates=None):
    """What was counted, the number, the plan, the source, the way of counting."""
    dates = dates or YEAR
    table = world.later("figure", "figure_id", batch)
    year = dates["effective_from"].year
    for counted, value, planned, source, how in rows:
        table.add(
            f"CIJ-{year}-{counted}",
            **dates,
            subject_counted=counted,
            value=value,
            planned=planned,
            source=source,
            counted_how=how,
        )


def add_promises(world, rows, owner):
    """Promised in 2024: key, text, date then; what became of it: status, date now, done on."""
    then = world.later("improvement_action", "action_id", "previous")
    now = world.later("improvement_action", "action_id", "account")
    for key, text, promised, status, due, done in rows:
        common = dict(effective_from=day(3, 1, 2024), effective_until=None, title=text, owner=owner)
        then.add(key, **common, status="in_progress", due_on=promised, done_on=None, public_text=text)
        if status is not None:
            now.add(key, **common, audit_finding=None, status=status, due_on=due, done_on=done, public_text=text)


def add_findings(world, rows, owner, informed):
    """Open findings of the autumn: key, requirement, severity, cause, source, what, what is done, due."""
    findings = world.later("audit_finding", "finding_id", "account")
    actions = world.later("improvement_action", "action_id", "account")
    for number, (key, requirement, severity, cause, source, text, action, due) in enumerate(rows):
        findings.add(
            key,
            occurred_on=day(10, 6 + number),
            title=text,
            severity=severity,
            owner=owner,
            due_on=due,
            closed_on=None,
            requirement=requirement,
            source=source,
            board_informed_on=informed,
            cause=cause,
            public_text=text,
        )
        actions.add(
            f"ACT-{key}",
            effective_from=day(10, 20),
            effective_until=None,
            title=action,
            owner=owner,
            audit_finding=key,
            status="in_progress",
            due_on=due,
            done_on=None,
            public_text=action,
        )


def add_board(world, members, provider):
    """Each member with the training that the law asks of boards."""
    table = world.later("board_member", "board_member_id", "account")
    for number, (person, function, security) in enumerate(members, 1):
        table.add(
            f"BL-{number}",
            effective_from=day(1, 1, 2023),
            effective_until=None,
            person=person,
            function=function,
            portfolio_security=security,
            appointed_on=day(1, 1, 2023),
            trained_on=day(6, 10 + number),
            training_provider=provider,
            topics_covered=True,
            certificate_number=f"CB-2025-{100 + number}",
            certificate_valid_until=day(6, 10 + number, 2027),
            ict_risk_knowledge=True,
        )


def add_statement(world, key, date, title, text, batch="account", judgement="in_control_except"):
    world.later("board_decision", "decision_id", batch).add(
        key,
        occurred_on=date,
        title=title,
        type="statement",
        body="board",
        outcome="Vastgesteld",
        judgement=judgement,
        certainty="limited",
        public_text=text,
    )


def add_awareness(world, rows):
    """Key, date, type, title, topic, invited, took part, share that fell for it, share that reported."""
    table = world.later("awareness_action", "action_id", "account")
    for key, date, type_, title, topic, invited, took_part, failed, reported in rows:
        table.add(
            key,
            occurred_on=date,
            title=title,
            type=type_,
            topic=topic,
            audience="all_staff",
            invited=invited,
            took_part=took_part,
            failure_percent=failed,
            reported_percent=reported,
            effect_measured=failed is not None,
        )


def add_warnings(world, rows, assessor):
    """Received, title, days to the assessment, outcome, days to the action."""
    advisories = world.later("advisory", "advisory_id", "account")
    assessments = world.later("advisory_assessment", "assessment_id", "account")
    for number, (received, title, days, outcome, acted) in enumerate(rows, 1):
        advisories.add(
            f"WAAR-{number:02d}", occurred_on=received, title=title, publisher="NCSC", status="final"
        )
        assessments.add(
            f"WB-{number:02d}",
            occurred_on=after(received, days),
            advisory=f"WAAR-{number:02d}",
            received_on=received,
            assessed_by=assessor,
            outcome=outcome,
            reason="Vergeleken met wat in gebruik is",
            action="Bijgewerkt" if acted is not None else None,
            action_due=None if acted is None else after(received, acted + 3),
            action_done=None if acted is None else after(received, acted),
        )


def tell(world, kind, texts, field="public_text"):
    """A new version of records, with what the public may read of them."""
    for key, text in texts.items():
        world.repeat(kind, world[kind][key], "account", **{field: text})


def tell_incidents(world, lessons, effects):
    """What the public may learn of incidents, and, for the board, what people noticed of them."""
    for key, lesson in lessons.items():
        world.repeat("incident", world["incident"][key], "account", public_lesson=lesson, effect_on_people=effects[key])


def add_previous(world, kinds, incidents):
    """What the dossier of 2024 held: of these kinds what was there then, and the incidents of that year by month,
    breach and whether it was significant."""
    last = day(12, 31, 2024)
    for kind in kinds:
        now = world[kind]
        then = world.later(kind, now.key, "previous")
        then.columns = list(now.columns)
        for row in now:
            if row["effective_from"] <= last:
                then.add(row[now.key], **{name: known_by(last, value) for name, value in row.items() if name != now.key})
    table = world.later("incident", "incident_id", "previous")
    for number, (month, breach, significant) in enumerate(incidents, 1):
        aware = day(month, 1 + number % 27, 2024)
        table.add(
            f"INC-2024-{number:02d}",
            occurred_on=aware,
            title="Incident",
            severity="critical" if significant else "low",
            significant=significant,
            major=False,
            personal_data_breach=breach,
            authority_notified_at=f"{after(aware, 2).isoformat()}T09:00:00Z" if breach else None,
            aware_at=f"{aware.isoformat()}T09:00:00Z",
            resolved_on=after(aware, 3),
        )


def known_by(date, value):
    """A day that was still to come was not on record."""
    return None if isinstance(value, datetime.date) and value > date else value
