#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the evidence of the tutorial: the year 2025 of an organisation that does not exist.

    python3 docs/tutorial/make_evidence.py OUT_DIR [municipality|insurer]

    OUT_DIR/complete/           exported on 31 December 2025, and all there is
    OUT_DIR/partial/            exported on the same day, without a claim to be all
    OUT_DIR/january/            what came in later
    OUT_DIR/account/            what the annual report tells beside it
    OUT_DIR/previous/           what the dossier of 2024 holds
    OUT_DIR/repair/             a better version of a record
    OUT_DIR/broken/             a file that must be refused
    OUT_DIR/documents/          what suppliers sent: a bill of materials, an advisory
    OUT_DIR/planted.csv         which deviations were planted, and what must come of them

Each file holds one kind of evidence, and an organisation has some of these folders. The same bytes on
each machine, from Python 3.9; only the standard library. Persons, suppliers, products and CVE numbers
are invented.
"""

import importlib
import pathlib
import sys

from common.dossier import World
from common.planting import expectations, plant

ORGANISATIONS = ("municipality", "insurer")


def make_world(organisation):
    world = World(organisation.SEED)
    for part in organisation.PARTS:
        part.make(world)
    plant(world, organisation.PLANTED)
    for part in organisation.AFTER:
        part.make(world)
    return world


def main(arguments):
    name = arguments[2] if len(arguments) == 3 else ORGANISATIONS[0]
    if len(arguments) not in (2, 3) or name not in ORGANISATIONS:
        sys.exit(__doc__.strip())
    out = pathlib.Path(arguments[1])
    organisation = importlib.import_module(name)
    world = make_world(organisation)
    rows = 0
    for table in world.tables.values():
        batch = "partial" if table.kind in organisation.PARTIAL else "complete"
        path, data = organisation.WRITERS.get(table.kind, as_csv)(table)
        write(out / batch / path, data)
        rows += len(table)
    for batch, tables in world.batches.items():
        for table in tables.values():
            write(out / batch / f"{table.kind}.csv", table.csv())
            rows += len(table)
    for path, data in organisation.make_files(world).items():
        write(out / path, data.encode("utf-8"))
    write(out / "planted.csv", expectations(organisation.PLANTED).csv())
    print(f"{rows} records of {len(world.tables)} kinds in {out}")


def as_csv(table):
    return f"{table.kind}.csv", table.csv()


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv)
