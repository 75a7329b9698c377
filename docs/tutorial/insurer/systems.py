# SPDX-License-Identifier: EUPL-1.2
"""What the insurer relies on: its processes, 49 assets, what these lean on, who signs in, what is saved."""

from typing import NamedTuple, Optional

from common.workdays import LAST_DAY, after, day, working_day

from .organisation import CLAIMS, FINANCE, IT_MANAGER, KEEPER, SPOKESPERSON, present, unit_key

HIGH = ("high", "critical")
LEVEL = {"low": "low", "medium": "medium", "high": "high", "critical": "very_high"}
RTO = {"low": 120, "medium": 48, "high": 24, "critical": 8}
DOMAIN = "kaapstander.example"
DIRECTORY = "APP-08"
SYSTEMS = ("application", "database", "server", "network_component", "website", "api", "cloud_service")


class Asset(NamedTuple):
    key: str
    name: str
    type: str
    criticality: str
    owner: str = IT_MANAGER
    supplier: Optional[str] = None
    critical_function: bool = False
    internet: bool = False


ASSETS = (
    Asset("APP-01", "Kompas Polis", "application", "critical", CLAIMS, "L-02", True),
    Asset("APP-02", "Lijzijde Schade", "application", "critical", CLAIMS, "L-02", True),
    Asset("APP-03", "Mijn Kaapstander", "application", "critical", SPOKESPERSON, "L-03", True, True),
    Asset("APP-04", "Peiling Actuarieel", "application", "high", FINANCE, "L-04", True),
    Asset("APP-05", "Sextant Financiën", "application", "critical", FINANCE, "L-05", True),
    Asset("APP-06", "Bries Ledenloket", "application", "medium", SPOKESPERSON, "L-03", False, True),
    Asset("APP-07", "Boegbeeld Dossiers", "application", "high", CLAIMS, "L-06"),
    Asset("APP-08", "Kielzog Toegang", "application", "critical", KEEPER, "L-01", True),
    Asset("APP-09", "Want Klantcontact", "application", "medium", SPOKESPERSON, "L-07", False, True),
    Asset("APP-10", "Raadsel Personeel", "application", "medium", IT_MANAGER, "L-08", False, True),
    Asset("APP-11", "Roer Rapportage", "application", "high", FINANCE, "L-04"),
    Asset("APP-12", "Gaffel Leren", "application", "low", IT_MANAGER, "L-12", False, True),
    Asset("DB-01", "Database van Kompas Polis", "database", "critical", KEEPER, "L-01", True),
    Asset("DB-02", "Database van Lijzijde Schade", "database", "critical", KEEPER, "L-01", True),
    Asset("DB-03", "Database van Sextant Financiën", "database", "critical", KEEPER, "L-01", True),
    Asset("DB-04", "Database van Boegbeeld Dossiers", "database", "high", KEEPER, "L-01"),
    Asset("SRV-01", "Toepassingsserver 1", "server", "critical", KEEPER, "L-01", True),
    Asset("SRV-02", "Toepassingsserver 2", "server", "critical", KEEPER, "L-01", True),
    Asset("SRV-03", "Koppelvlakserver", "server", "high", KEEPER, "L-01"),
    Asset("SRV-04", "Beheerserver", "server", "high", KEEPER, "L-01"),
    Asset("SRV-05", "Bestandsserver", "server", "medium", KEEPER, "L-01"),
    Asset("SRV-06", "Testserver", "server", "low", KEEPER, "L-01"),
    Asset("NET-01", "Firewall noord", "network_component", "critical", KEEPER, "L-09", True),
    Asset("NET-02", "Firewall zuid", "network_component", "critical", KEEPER, "L-09", True),
    Asset("NET-03", "Kernswitch", "network_component", "high", KEEPER, "L-09"),
    Asset("NET-04", "Toegangspunten wifi", "network_component", "low", KEEPER, "L-09"),
    Asset("WPL-01", "Laptops", "workstation", "medium", KEEPER, "L-10"),
    Asset("WPL-02", "Vergaderplekken", "workstation", "low", KEEPER, "L-10"),
    Asset("MOB-01", "Telefoons", "mobile_device", "medium", KEEPER, "L-10"),
    Asset("CLD-01", "Rekenomgeving Wolkendek", "cloud_service", "critical", KEEPER, "L-03", True, True),
    Asset("CLD-02", "Kantoor en post", "cloud_service", "medium", KEEPER, "L-11", False, True),
    Asset("CLD-03", "Kluis voor back-ups", "cloud_service", "high", KEEPER, "L-13"),
    Asset("API-01", "Koppeling betaalopdrachten", "api", "critical", KEEPER, "L-05", True, True),
    Asset("API-02", "Koppeling zorginstellingen", "api", "medium", KEEPER, "L-02", False, True),
    Asset("WEB-01", f"www.{DOMAIN}", "website", "medium", SPOKESPERSON, "L-03", False, True),
    Asset("DAT-01", "Schadedossiers", "data_set", "critical", CLAIMS, None, True),
    Asset("DAT-02", "Modellen en aannamen", "data_set", "high", FINANCE),
    Asset("DAT-03", "Afdelingsbestanden", "data_set", "medium", KEEPER),
    Asset("LOC-01", "Kantoor", "location", "medium"),
    Asset("LOC-02", "Apparatuurruimte", "location", "high"),
)

# Process, owner, criticality, supports a critical or important function, the systems that it runs on.
PROCESSES = (
    ("Schade behandelen en uitkeren", CLAIMS, "critical", True, ("APP-02", "DAT-01", "CLD-01")),
    ("Polissen beheren", CLAIMS, "critical", True, ("APP-01",)),
    ("Premies innen en betalen", FINANCE, "critical", True, ("APP-05", "API-01")),
    ("Voorzieningen berekenen", FINANCE, "high", True, ("APP-04",)),
    ("Leden te woord staan", SPOKESPERSON, "high", True, ("APP-03",)),
    ("Personeel en salarissen", IT_MANAGER, "medium", False, ("APP-10",)),
)

# What an asset leans on: another asset; is it the only one, is it doubled.
LEANS_ON = (
    ("APP-01", "DB-01", True, True),
    ("APP-01", "SRV-01", False, True),
    ("APP-02", "DB-02", True, True),
    ("APP-02", "SRV-02", False, True),
    ("APP-03", "CLD-01", True, True),
    ("APP-04", "CLD-01", False, True),
    ("APP-05", "DB-03", True, True),
    ("APP-08", "SRV-01", False, True),
    ("DB-01", "SRV-01", False, True),
    ("DB-02", "SRV-02", False, True),
    ("DB-03", "SRV-02", False, True),
    ("SRV-01", "NET-01", False, True),
    ("SRV-02", "NET-02", False, True),
    ("NET-01", "NET-02", False, True),
    ("NET-02", "NET-01", False, True),
    ("CLD-01", "NET-01", False, True),
    ("API-01", "NET-02", False, True),
    ("DAT-01", "DB-02", True, True),
)


def make(world):
    make_assets(world)
    make_processes(world)
    make_accounts(world)
    make_backups(world)


def make_assets(world):
    dice = world.dice("asset")
    table = world.table("asset", "asset_id")
    for asset in ASSETS:
        begun = day(dice.between(1, 12), 1, dice.between(2017, 2024))
        table.add(asset.key, **describe(dice, asset, begun))


def describe(dice, asset, begun):
    """What the inventory says of an asset. Fields that say nothing about its type stay empty."""
    computes = None if asset.type in ("location", "data_set") else True
    portable = True if asset.type in ("workstation", "mobile_device") else None
    level = LEVEL[asset.criticality]
    address = f"https://{asset.key.lower()}.{DOMAIN}" if asset.internet else None
    return dict(
        effective_from=begun,
        name=asset.name,
        type=asset.type,
        criticality=asset.criticality,
        criticality_reviewed_on=working_day(dice, day(2, 3), day(6, 27)),
        confidentiality=level,
        integrity=level,
        availability=level,
        classified_on=max(after(begun, dice.between(5, 60)), day(5, 6, 2024)),
        critical_function=asset.critical_function,
        internet_facing=asset.internet,
        network_address=address,
        personal_data=asset.type in ("application", "database", "data_set"),
        owner=asset.owner,
        unit=unit_key("ICT en informatiebeheer"),
        supplier=asset.supplier,
        checked_on=working_day(dice, day(9, 1), day(11, 28)),
        rto_hours=RTO[asset.criticality],
        rpo_hours=RTO[asset.criticality] // 2,
        mfa=computes,
        password_rules_enforced=computes,
        malware_protection=computes,
        malware_updated_on=computes and day(12, dice.between(29, 31)),
        authorised_software_only=computes,
        detection=computes,
        encrypted_at_rest=True,
        encrypted_in_transit=computes,
        crypto_as_advised=True,
        crypto_owner=KEEPER,
        managed=portable,
        remote_wipe=portable,
        hardened=computes,
        support_until=computes and day(dice.between(1, 12), 1, dice.between(2027, 2031)),
        admin_interface_separated=computes,
        network_segment=computes and f"segment {asset.type}",
        segment_level=computes and level,
        availability_protection=computes,
        traffic_monitored=computes,
        zones_to_cross=2,
        redundant=asset.critical_function or None,
        capacity_monitored=asset.critical_function or None,
    )


def make_processes(world):
    dice = world.dice("process")
    processes = world.table("process", "process_id")
    dependencies = world.table("asset_dependency", "dependency_id")
    for number, (name, owner, criticality, critical, assets) in enumerate(PROCESSES, 1):
        key = f"PRO-{number}"
        processes.add(
            key,
            effective_from=day(1, 1, 2025),
            name=name,
            owner=owner,
            criticality=criticality,
            critical_function="yes" if critical else "no",
            criticality_reason="Vergunning en belang van de leden" if critical else None,
            assessed_on=working_day(dice, day(2, 3), day(4, 30)),
            bia_on=working_day(dice, day(2, 3), day(4, 30)),
            rto_hours=RTO[criticality],
            rpo_hours=RTO[criticality] // 2,
            discontinuation_impact="high" if critical else "low",
            uses_ict_third_party=True,
            continuity_plan="DOC-continuity_plan",
        )
        for asset in assets:
            add_dependency(dependencies, dice, asset=asset, process=key, type="supported_by")
    for asset, on, single, redundant in LEANS_ON:
        more = dict(on_asset=on, type="runs_on", single_point_of_failure=single, redundant=redundant)
        add_dependency(dependencies, dice, asset=asset, **more)


def add_dependency(table, dice, **fields):
    common = dict(asset=None, process=None, on_asset=None, type=None)
    common.update(single_point_of_failure=False, redundant=None)
    table.add(
        f"AFH-{len(table) + 1:02d}",
        effective_from=day(1, 1, 2025),
        **{**common, **fields},
        checked_on=working_day(dice, day(9, 1), day(11, 28)),
    )


def make_accounts(world):
    """One for each person in the directory, and one for each administrator of a system that matters."""
    table = world.table("account", "account_id")
    dice = world.dice("account")

    def add(asset, person, privileged=False):
        last = person["employed_until"]
        table.add(
            f"ACC-{len(table) + 1:03d}",
            effective_from=person["employed_from"],
            effective_until=last,
            asset=asset,
            person=person["person_id"],
            privileged=privileged,
            shared=False,
            mfa=True,
            monitored=privileged or None,
            last_used_on=last or after(LAST_DAY, -dice.below(20)),
        )

    for person in world["person"]:
        add(DIRECTORY, person)
    keepers = present(world, "ICT en informatiebeheer")
    for number, asset in enumerate(asset for asset in ASSETS if asset.criticality in HIGH):
        if asset.type in SYSTEMS:
            add(asset.key, keepers[number % len(keepers)], privileged=True)


def make_backups(world):
    table = world.table("backup", "backup_id")
    for asset in ASSETS:
        if asset.type in ("application", "database", "server", "cloud_service", "data_set"):
            table.add(
                f"BCK-{len(table) + 1:02d}",
                effective_from=day(1, 1, 2024),
                asset=asset.key,
                frequency_hours=24 if asset.criticality != "critical" else 4,
                separate_location=True,
                immutable=True,
                separate_credentials=True,
                encrypted=True,
                last_success_on=day(12, 30),
                retention_days=90,
            )
