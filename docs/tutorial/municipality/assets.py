# SPDX-License-Identifier: EUPL-1.2
"""What the municipality relies on: 400 assets, from the register office to the lock gates."""

from collections import Counter
from itertools import chain
from typing import NamedTuple, Optional

from common.workdays import after, day, working_day

from .names import APPLICATIONS, SUPPLIERS
from .organisation import IT_MANAGER, unit_key

IT = "Informatie en Automatisering"
HIGH = ("high", "critical")
LEVEL = {"low": "low", "medium": "medium", "high": "high", "critical": "very_high"}
RTO = {"low": 120, "medium": 48, "high": 24, "critical": 8}
DOMAIN = "waterrijk.example"

# The trade of the suppliers that deliver a type of asset; the rest is run in house.
TRADE = {
    "application": "application",
    "cloud_service": "cloud",
    "website": "hosting",
    "operational_technology": "ot",
}

# Bridges, pumping stations and traffic lights.
PLACES = (
    "Noorderbrug Zuiderbrug Molenbrug Kerkbrug Havenbrug Stationsbrug Julianabrug Oostersluis "
    "Westersluis Dorpsgemaal Ringvaartgemaal Lageweg Hogedijk Kade Veerweg Polderweg Molenplein "
    "Sportlaan Zeelaan Rietlaan"
).split()


BUILDINGS = (
    "Stadhuis Gemeentewerf Computerruimte Uitwijkruimte Archiefbewaarplaats Milieustraat "
    "Brugwachtershuis Wijkcentrum"
).split()
SITES = ("www", "loket", "raad", "werkenbij", "geo", "afval") + tuple(
    f"project{number:02d}" for number in range(1, 13)
)


class Asset(NamedTuple):
    prefix: str
    name: str
    type: str
    criticality: str
    unit: str = IT
    address: Optional[str] = None
    internet: bool = False


def make(world):
    dice = world.dice("asset")
    table = world.table("asset", "asset_id")
    numbers = Counter()
    units = [unit["name"] for unit in world["organisational_unit"]]
    for asset in chain(
        business_systems(), machines(dice), devices(units), online(), surroundings(units)
    ):
        numbers[asset.prefix] += 1
        head = world["organisational_unit"][unit_key(asset.unit)]["head"]
        supplier = supplier_of(dice, asset) if asset.type in TRADE else None
        key = f"{asset.prefix}-{numbers[asset.prefix]:03d}"
        table.add(key, **describe(dice, asset, head, supplier))


def business_systems():
    for number, (name, purpose, unit, criticality) in enumerate(APPLICATIONS, 1):
        address = f"app{number:03d}.intern.{DOMAIN}"
        yield Asset("APP", f"{name} ({purpose})", "application", criticality, unit, address)
    with_database = [row for row in APPLICATIONS if row[3] != "low"][:24]
    for number, (name, _, unit, criticality) in enumerate(with_database, 1):
        address = f"10.20.1.{number}"
        yield Asset("DB", f"Database van {name}", "database", criticality, unit, address)


def machines(dice):
    for number in range(1, 121):
        role = ("toepassingen", "bestanden", "beheer", "test", "uitwijk")[number % 5]
        criticality = dice.weighted({"low": 15, "medium": 55, "high": 22, "critical": 8})
        name = f"Server {number:03d} voor {role}"
        yield Asset("SRV", name, "server", criticality, address=f"10.20.2.{number}")
    common = (("Switch", "medium"), ("Toegangspunt wifi", "low"), ("Router", "high"))
    for number in range(1, 65):
        name, criticality = ("Firewall", "critical") if number <= 4 else common[number % 3]
        name, address = f"{name} {number:03d}", f"10.10.0.{number}"
        yield Asset("NET", name, "network_component", criticality, address=address)
    for number in range(1, 45):
        place = PLACES[(number - 1) % len(PLACES)]
        name = f"Besturing {place} {1 + (number - 1) // len(PLACES)}"
        criticality = "critical" if number in (1, 2, 8, 9) else "medium"
        address = f"10.60.0.{number}"
        yield Asset("OT", name, "operational_technology", criticality, "Openbare Werken", address)


def devices(units):
    for unit in units:
        yield Asset("WPL", f"Laptops {unit}", "workstation", "medium", unit)
        yield Asset("WPL", f"Balie- en vergaderplekken {unit}", "workstation", "low", unit)
        yield Asset("MOB", f"Telefoons {unit}", "mobile_device", "medium", unit)


def online():
    for number, site in enumerate(SITES, 1):
        name, criticality = f"{site}.{DOMAIN}", "high" if number <= 2 else "low"
        yield Asset("WEB", name, "website", criticality, "Communicatie", f"https://{name}", True)
    for number in range(1, 15):
        name, address = f"Koppeling {number:02d} van Veerpont", f"https://api{number:02d}.{DOMAIN}"
        criticality = "high" if number <= 5 else "medium"
        yield Asset("API", name, "api", criticality, address=address, internet=number <= 4)
    for number in range(1, 21):
        name, address = f"Clouddienst {number:02d}", f"https://dienst{number:02d}.cloud.example"
        criticality = ("medium", "low", "high", "medium")[number % 4]
        yield Asset("CLD", name, "cloud_service", criticality, address=address, internet=True)


def surroundings(units):
    for unit in units:
        yield Asset("DAT", f"Bestanden van {unit}", "data_set", "medium", unit)
    for name in BUILDINGS:
        yield Asset("LOC", name, "location", "medium")


def supplier_of(dice, asset):
    """The one whose name resembles the product's, or any of the trade."""
    supplier = dice.pick(suppliers(TRADE[asset.type]))
    makers = suppliers("application", "ot", prefix=asset.name[:3])
    return makers[0] if asset.type == "application" and makers else supplier


def suppliers(*trades, prefix=""):
    return [
        f"SUP-{number:02d}"
        for number, (name, trade) in enumerate(SUPPLIERS, 1)
        if trade in trades and name.startswith(prefix)
    ]


def describe(dice, asset, head, supplier):
    """All fields of an asset. Those that say nothing about its type stay empty."""
    level = LEVEL[asset.criticality]
    computes = None if asset.type in ("location", "data_set") else True
    portable = True if asset.type in ("workstation", "mobile_device") else None
    reviewed = working_day(dice, day(2, 3), day(6, 27))
    begun = day(1, 1) if dice.chance(5) else day(dice.between(1, 12), 1, dice.between(2015, 2024))
    return dict(
        effective_from=begun,
        effective_until=None,
        name=asset.name,
        type=asset.type,
        criticality=asset.criticality,
        criticality_reviewed_on=reviewed,
        confidentiality=level,
        integrity=level,
        availability=level,
        classified_on=max(after(begun, dice.between(-30, 60)), day(5, 6, 2024)),
        internet_facing=asset.internet,
        personal_data=asset.type in ("application", "database", "data_set", "workstation"),
        special_interest=level == "very_high" and asset.type in ("application", "database"),
        network_address=asset.address,
        owner=head,
        unit=unit_key(asset.unit),
        supplier=supplier,
        checked_on=working_day(dice, day(9, 1), day(11, 28)),
        rto_hours=RTO[asset.criticality],
        rpo_hours=RTO[asset.criticality] // 2,
        mfa=computes,
        device_authentication=computes,
        password_rules_enforced=computes,
        token_lock=True if asset.type == "workstation" else None,
        smartcard_used=asset.type == "workstation",
        malware_protection=computes,
        malware_updated_on=computes and day(12, dice.between(29, 31)),
        authorised_software_only=computes,
        detection=computes,
        encrypted_at_rest=True,
        encrypted_in_transit=computes,
        crypto_as_advised=True,
        crypto_owner=IT_MANAGER,
        certificate_type=certificate(asset),
        managed=portable,
        remote_wipe=portable,
        hardened=computes,
        support_until=computes and day(dice.between(1, 12), 1, dice.between(2027, 2031)),
        admin_interface_separated=computes,
        network_segment=computes and f"segment {asset.type}",
        segment_level=computes and "very_high",
        availability_protection=computes,
        traffic_monitored=computes,
        zones_to_cross=2,
        retention_set=True,
    )


def certificate(asset):
    if asset.type not in ("application", "website", "api", "cloud_service"):
        return None
    return "ov" if asset.internet else "pkio_private"
