# SPDX-License-Identifier: EUPL-1.2
"""The accounts that reach the assets, and the backups that save them."""

from common.workdays import LAST_DAY, after, day

from .assets import HIGH, IT
from .names import APPLICATIONS
from .organisation import unit_key

DIRECTORY = "APP-017"
KEPT = ("application", "database", "network_component")
FREQUENCY = {"low": 24, "medium": 24, "high": 12, "critical": 4}


def make(world):
    make_backups(world)
    make_accounts(world)


def make_backups(world):
    dice = world.dice("backup")
    table = world.table("backup", "backup_id")
    for asset in world["asset"]:
        if asset["type"] in ("location", "workstation", "mobile_device"):
            continue
        table.add(
            f"BCK-{len(table) + 1:03d}",
            effective_from=asset["effective_from"],
            effective_until=None,
            asset=asset["asset_id"],
            frequency_hours=FREQUENCY[asset["criticality"]],
            separate_location=True,
            immutable=True,
            separate_credentials=True,
            encrypted=True,
            last_success_on=day(12, dice.between(30, 31)),
            retention_days=dice.pick((30, 90, 365)),
        )


def make_accounts(world):
    """One account for each person, one for each keeper of a system that matters, and one for each
    user of a critical application."""
    dice = world.dice("account")
    table = world.table("account", "account_id")

    def add(asset, person, since, until=None, **more):
        fields = dict(privileged=False, shared=False, justification=None, agreed_with_ciso_on=None)
        table.add(
            f"ACC-{len(table) + 1:04d}",
            effective_from=since,
            effective_until=until,
            asset=asset,
            person=person,
            **{**fields, **more},
            mfa=True,
            monitored=True,
            last_used_on=until or after(LAST_DAY, -dice.below(20)),
        )

    for person in world["person"]:
        add(DIRECTORY, person["person_id"], person["employed_from"], person["employed_until"])
    keepers = present(world, IT)
    kept = [asset for asset in world["asset"] if asset["criticality"] in HIGH]
    for number, asset in enumerate(asset for asset in kept if asset["type"] in KEPT):
        keeper = keepers[number % len(keepers)]
        add(asset["asset_id"], keeper["person_id"], keeper["employed_from"], privileged=True)
    for number, (_, _, unit, criticality) in enumerate(APPLICATIONS, 1):
        for person in present(world, unit) if criticality == "critical" else ():
            add(f"APP-{number:03d}", person["person_id"], person["employed_from"])
    for place in ("balie", "raadzaal", "werf", "milieustraat"):
        why = dict(justification=f"Wisselende bezetting {place}", agreed_with_ciso_on=day(3, 11))
        add(DIRECTORY, None, day(1, 1, 2022), shared=True, **why)


def present(world, unit):
    """Who works in a unit on the reference date."""
    return world["person"].where(unit=unit_key(unit), employed_until=None)
