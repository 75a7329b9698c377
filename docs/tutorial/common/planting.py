# SPDX-License-Identifier: EUPL-1.2
"""How a deviation is planted: functions of the world and the key of its subject."""

from typing import Callable, NamedTuple

from .dossier import Table


class Planted(NamedTuple):
    id: str
    kind: str
    key: str  # of the subject; empty when it is about the test as a whole
    what: str
    effects: dict  # test id: outcome of the subject, or result of the test when there is no key
    plant: Callable  # (world, key)


def plant(world, rows):
    for row in rows:
        row.plant(world, row.key)


def expectations(rows):
    """planted.csv: one row for each deviation and each test that it touches."""
    table = Table("planted", "no")
    for row in rows:
        for test, expected in row.effects.items():
            table.add(
                len(table) + 1,
                id=row.id,
                test=test,
                kind=row.kind,
                key=row.key,
                expected=expected,
                what=row.what,
            )
    return table


def change(kind, **fields):
    return lambda world, key: world[kind].change(key, **fields)


def drop(kind, field, **where):
    """Takes out the records of a kind that name the subject in a field."""

    def plant_(world, key):
        table = world[kind]
        for row in table.where(**{field: key}, **where):
            table.take(row[table.key])

    return plant_


def change_related(kind, field, where, **fields):
    def plant_(world, key):
        table = world[kind]
        for row in table.where(**{field: key}, **where):
            table.change(row[table.key], **fields)

    return plant_


def nothing(world, key):
    """What is missing was never made."""
