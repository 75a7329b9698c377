# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the year 2025 of Gemeente Waterrijk. Everything else is in order.

Each row says what was planted and what must come of it. The expectations go to planted.csv, and tests/e2e/check_tutorial.py
holds the program to them.
"""

from typing import Callable, NamedTuple

from .dossier import Table
from .organisation import AUDITOR, CISO, IT_MANAGER, SECRETARY
from .workdays import after, at, day, hours_later


class Planted(NamedTuple):
    id: str
    kind: str
    key: str  # of the subject; empty when it is about the test as a whole
    what: str
    effects: dict  # test id: outcome of the subject, or result of the test when there is no key
    plant: Callable  # (world, key)


# How each of them is done.


def drop_related(kind, field="asset", **fields):
    """Takes out the records of a kind that name the subject."""

    def plant(world, key):
        table = world[kind]
        for row in table.where(**{field: key}, **fields):
            table.take(row[table.key])

    return plant


def change(kind, **fields):
    return lambda world, key: world[kind].change(key, **fields)


def change_related(kind, field, where, **fields):
    def plant(world, key):
        table = world[kind]
        for row in table.where(**{field: key}, **where):
            table.change(row[table.key], **fields)

    return plant


def restore_in_the_new_year(world, key):
    (row,) = world["restore_test"].where(asset=key)
    world.postpone("restore_test", row["test_id"], "january", occurred_on=day(1, 2, 2026))


def report_comes_in_later(world, key):
    (row,) = world["assurance_report"].where(supplier=key)
    world.postpone("assurance_report", row["report_id"], "january", occurred_on=day(12, 22))


def mitigate_after(days):
    def plant(world, key):
        found = urgent(world, key)
        world["vulnerability_finding"].change(
            key, interim_mitigated_on=after(found, 2), mitigated_on=days and after(found, days)
        )

    return plant


def urgent(world, key):
    row = world["vulnerability_finding"][key]
    assert row["likelihood"] == row["impact"] == "high", f"{key} is not urgent: choose another"
    return row["occurred_on"]


# What is planted.

PLANTED = (
    Planted("restore-none-1", "asset", "APP-004", "critical system without a restore test in 2025", {},
            drop_related("restore_test")),
    Planted("restore-none-2", "asset", "APP-016", "critical system without a restore test in 2025", {},
            drop_related("restore_test")),
    Planted("restore-late", "asset", "APP-008", "restored on 2 January 2026 only, after the period", {},
            restore_in_the_new_year),
    Planted("onboarding-late", "person", "P-091", "hired on 1 September, trained on 15 December", {
        "people.onboarding-training.three-months": "fail", "people.awareness.ever": "pass"},
            change_related("training", "person", {"topic": "awareness"}, occurred_on=day(12, 15))),
    Planted("onboarding-none-1", "person", "P-098", "hired on 1 September, never trained", {
        "people.onboarding-training.three-months": "fail", "people.awareness.ever": "fail"},
            drop_related("training", "person", topic="awareness")),
    Planted("onboarding-none-2", "person", "P-101", "hired on 1 September, never trained", {
        "people.onboarding-training.three-months": "fail", "people.awareness.ever": "fail"},
            drop_related("training", "person", topic="awareness")),
    Planted("onboarding-unknown", "person", "P-109", "hired on 1 September, trained, but nobody noted whether it was passed", {
        "people.onboarding-training.three-months": "unknown", "people.awareness.ever": "unknown"},
            change_related("training", "person", {"topic": "awareness"}, passed=None)),
    Planted("board-training", "person", "P-005", "board member without training for board members", {
        "people.board-training.trained": "fail", "people.board-training.current": "fail"},
            drop_related("training", "person", topic="board_cyber")),
)


def plant(world):
    for row in PLANTED:
        row.plant(world, row.key)


def expectations(world):
    """planted.csv: one row for each deviation and each test that it touches."""
    table = Table("planted", "no")
    for row in PLANTED:
        for test, expected in row.effects.items():
            table.add(len(table) + 1, id=row.id, test=test, kind=row.kind, key=row.key, expected=expected, what=row.what)
    return table


def broken():
    """Four mistakes that people make, in a file that must be refused as a whole."""
    return (
        "test_id,occurred_on,asset,outcome,duration_hours,integrity_checked\n"
        "HER-901,2025-11-20,APP-004,success,3.5,yes\n"
        "HER-902,2025-02-30,APP-016,success,2,yes\n"
        "HER-903,2025-11-21,,success,2,yes\n"
        "HER-904,2025-11-22,APP-016,success,-1,maybe\n"
    )
