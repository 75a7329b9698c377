# SPDX-License-Identifier: EUPL-1.2
"""The evidence while it is being made: one table a kind, records in the order of adding."""

import csv
import io

from .dice import Dice


class Table:
    """The records of one kind. Columns are the fields that records use, in order of first use."""

    def __init__(self, kind, key):
        self.kind, self.key = kind, key
        self.columns = [key]
        self._rows = {}

    def __iter__(self):
        return iter(self._rows.values())

    def __len__(self):
        return len(self._rows)

    def __contains__(self, key):
        return key in self._rows

    def __getitem__(self, key):
        return self._rows[key]

    def add(self, key, /, **fields):
        if key in self._rows:
            raise KeyError(f"{self.kind} {key}: twice")
        self.columns += [field for field in fields if field not in self.columns]
        self._rows[key] = {self.key: key, **fields}
        return self._rows[key]

    def change(self, key, /, **fields):
        unknown = [field for field in fields if field not in self.columns]
        if unknown:
            raise KeyError(f"{self.kind} {key}: no field {unknown}")
        self._rows[key].update(fields)

    def take(self, key):
        """Takes out a record and returns it."""
        return self._rows.pop(key)

    def where(self, **fields):
        """The records with these values, in order."""
        return [
            row for row in self if all(row.get(name) == value for name, value in fields.items())
        ]

    def csv(self):
        """RFC 4180 with line feeds: the same bytes on each machine."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self:
            writer.writerow([written(row.get(column)) for column in self.columns])
        return text.getvalue().encode("utf-8")


class World:
    """All tables, those of later batches too, and a stream of chance for each purpose."""

    def __init__(self, seed):
        self._seed = seed
        self.tables = {}
        self.batches = {}

    def table(self, kind, key):
        return self.tables.setdefault(kind, Table(kind, key))

    def __getitem__(self, kind):
        return self.tables[kind]

    def postpone(self, kind, key, batch, **changes):
        """Moves a record to a batch that comes in later."""
        row = self.tables[kind].take(key)
        self.repeat(kind, row, batch, **changes)

    def repeat(self, kind, row, batch, **changes):
        """Adds a new version of a record to a batch that comes in later."""
        now = self.tables[kind]
        table = self.batches.setdefault(batch, {}).setdefault(kind, Table(kind, now.key))
        table.columns = list(now.columns)
        fields = {name: value for name, value in row.items() if name != now.key}
        table.add(row[now.key], **{**fields, **changes})

    def later(self, kind, key, batch):
        """The table of a batch that comes in later, for records that no earlier batch has."""
        return self.batches.setdefault(batch, {}).setdefault(kind, Table(kind, key))

    def dice(self, purpose):
        return Dice(self._seed, purpose)


def written(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
