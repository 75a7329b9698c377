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
        table.remove(*[row[table.key] for row in table.where(**{field: key}, **fields)])

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
    world["restore_test"].remove(row["test_id"])
    world.later("january", "restore_test").add(**moved(row, "test_id", occurred_on=day(1, 2, 2026)))


def report_comes_in_later(world, key):
    (row,) = world["assurance_report"].where(supplier=key)
    world["assurance_report"].remove(row["report_id"])
    world.later("january", "assurance_report").add(**moved(row, "report_id", occurred_on=day(12, 22)))


def moved(row, key, **fields):
    """A record as arguments of Table.add, with other values in some fields."""
    return {**{name: value for name, value in row.items() if name != key}, "key": row[key], **fields}


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
