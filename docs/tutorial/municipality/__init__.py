# SPDX-License-Identifier: EUPL-1.2
"""Gemeente Waterrijk, a municipality that does not exist: what its evidence is made of."""

from . import (
    access,
    account,
    assets,
    digid,
    events,
    governance,
    judgements,
    operations,
    organisation,
    planted,
    suppliers,
)

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
    digid,
)
# Made after what is wrong was planted, since it tells of the same records.
AFTER = (account,)
PARTIAL = ("account", "authentication_setting", "risk", "vulnerability_finding")
PLANTED = planted.PLANTED
WRITERS = {}


def make_files(_):
    return {"broken/restore_test.csv": planted.broken()}
