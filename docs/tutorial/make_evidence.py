#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the evidence of the tutorial: the year 2025 of Gemeente Waterrijk, which does not exist.

    python3 docs/tutorial/make_evidence.py OUT_DIR

    OUT_DIR/complete/KIND.csv   exported on 31 December 2025, and all there is
    OUT_DIR/partial/KIND.csv    exported on the same day, without a claim to be all
    OUT_DIR/january/KIND.csv    what came in later
    OUT_DIR/repair/KIND.csv     a better version of a record
    OUT_DIR/broken/KIND.csv     a file that must be refused
    OUT_DIR/planted.csv         which deviations were planted, and what must come of them

The same bytes on each machine, from Python 3.9; only the standard library. Persons, suppliers,
products and CVE numbers are invented.
"""

import pathlib
import sys

from evidence import (
    access,
    assets,
    events,
    governance,
    judgements,
    operations,
    organisation,
    planted,
    suppliers,
)
from evidence.dossier import World

SEED = 2025
PARTS = (
    organisation,
    suppliers,
    assets,
    access,
    events,
    operations,
    governance,
    judgements,
)
PARTIAL = ("account", "risk", "vulnerability_finding")


def make_world():
    world = World(SEED)
    for part in PARTS:
        part.make(world)
    planted.plant(world)
    return world


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__.strip())
    out = pathlib.Path(arguments[1])
    world = make_world()
    rows = 0
    for table in world.tables.values():
        batch = "partial" if table.kind in PARTIAL else "complete"
        write(out / batch / f"{table.kind}.csv", table.csv())
        rows += len(table)
    for batch, tables in world.batches.items():
        for table in tables.values():
            write(out / batch / f"{table.kind}.csv", table.csv())
            rows += len(table)
    write(out / "broken" / "restore_test.csv", planted.broken().encode("utf-8"))
    write(out / "planted.csv", planted.expectations(world).csv())
    print(f"{rows} records of {len(world.tables)} kinds in {out}")


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv)
