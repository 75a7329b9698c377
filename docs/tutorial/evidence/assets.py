# SPDX-License-Identifier: EUPL-1.2
"""What the municipality relies on: 400 assets, the accounts that reach them and the backups that save them."""

from .names import APPLICATIONS, SUPPLIERS
from .organisation import IT_MANAGER, unit_key
from .workdays import after, day, working_day

IT = "Informatie en Automatisering"
HIGH = ("high", "critical")
LEVEL = {"low": "low", "medium": "medium", "high": "high", "critical": "very_high"}
RTO = {"low": 120, "medium": 48, "high": 24, "critical": 8}
DOMAIN = "waterrijk.example"

# The trade of the suppliers that deliver a type of asset; the rest is run by the municipality itself.
TRADE = {"application": "application", "cloud_service": "cloud", "website": "hosting", "operational_technology": "ot"}

# Bridges, pumping stations and traffic lights.
PLACES = (
    "Noorderbrug Zuiderbrug Molenbrug Kerkbrug Havenbrug Stationsbrug Julianabrug Oostersluis Westersluis "
    "Dorpsgemaal Ringvaartgemaal Lageweg Hogedijk Kade Veerweg Polderweg Molenplein Sportlaan Zeelaan Rietlaan"
).split()


def make(world):
    make_assets(world)
    make_backups(world)
    make_accounts(world)


def make_assets(world):
    dice = world.dice("asset")
    table = world.table("asset", "asset_id")

    def add(key, name, type_, criticality, unit=IT, **more):
        head = world["organisational_unit"][unit_key(unit)]["head"]
        table.add(key, **describe(dice, name, type_, criticality, unit_key(unit), head, **more))
        if TRADE.get(type_):
            table.change(key, supplier=dice.pick(suppliers_of(TRADE[type_])))

    for number, (name, purpose, unit, criticality) in enumerate(APPLICATIONS, 1):
        add(f"APP-{number:03d}", f"{name} ({purpose})", "application", criticality, unit, address=f"app{number:03d}.intern.{DOMAIN}")
    for number, (name, _, unit, criticality) in enumerate([row for row in APPLICATIONS if row[3] != "low"][:24], 1):
        add(f"DB-{number:03d}", f"Database van {name}", "database", criticality, unit, address=f"10.20.1.{number}")
    for number in range(1, 121):
        role = ("toepassingen", "bestanden", "beheer", "test", "uitwijk")[number % 5]
        criticality = dice.weighted({"low": 15, "medium": 55, "high": 22, "critical": 8})
        add(f"SRV-{number:03d}", f"Server {number:03d} voor {role}", "server", criticality, address=f"10.20.{2 + number // 200}.{number % 200 + 10}")
    for number in range(1, 65):
        kind, criticality = (("Firewall", "critical"), ("Switch", "medium"), ("Toegangspunt wifi", "low"), ("Router", "high"))[(0 if number <= 4 else 1 + number % 3)]
        add(f"NET-{number:03d}", f"{kind} {number:03d}", "network_component", criticality, address=f"10.10.0.{number}")
    for number, unit in enumerate(list_of_units(world), 1):
        add(f"WPL-{number:03d}", f"Laptops {unit}", "workstation", "medium", unit)
        add(f"WPL-{number + 12:03d}", f"Balie- en vergaderplekken {unit}", "workstation", "low", unit)
        add(f"MOB-{number:03d}", f"Telefoons {unit}", "mobile_device", "medium", unit)
    for number in range(1, 19):
        name = ("www", "loket", "raad", "werkenbij", "geo", "afval")[number - 1] if number <= 6 else f"project{number - 6:02d}"
        add(f"WEB-{number:03d}", f"{name}.{DOMAIN}", "website", "high" if number <= 2 else "low", "Communicatie", address=f"https://{name}.{DOMAIN}", internet=True)
    for number in range(1, 15):
        add(f"API-{number:03d}", f"Koppeling {number:02d} van Veerpont", "api", "high" if number <= 5 else "medium", address=f"https://api{number:02d}.{DOMAIN}", internet=number <= 4)
    for number in range(1, 21):
        add(f"CLD-{number:03d}", f"Clouddienst {number:02d}", "cloud_service", ("medium", "low", "high", "medium")[number % 4], address=f"https://dienst{number:02d}.cloud.example", internet=True)
    for number in range(1, 45):
        place = PLACES[(number - 1) % len(PLACES)]
        add(f"OT-{number:03d}", f"Besturing {place} {1 + (number - 1) // len(PLACES)}", "operational_technology", "critical" if number in (1, 2, 8, 9) else "medium", "Openbare Werken", address=f"10.60.0.{number}")
    for number, unit in enumerate(list_of_units(world), 1):
        add(f"DAT-{number:03d}", f"Bestanden van {unit}", "data_set", "medium", unit)
    for number, name in enumerate(("Stadhuis", "Gemeentewerf", "Computerruimte", "Uitwijkruimte", "Archiefbewaarplaats", "Milieustraat", "Brugwachtershuis", "Wijkcentrum"), 1):
        add(f"LOC-{number:03d}", name, "location", "medium")


def suppliers_of(trade):
    return [f"SUP-{number:02d}" for number, row in enumerate(SUPPLIERS, 1) if row[1] == trade]


def list_of_units(world):
    return [unit["name"] for unit in world["organisational_unit"]]


def describe(dice, name, type_, criticality, unit, head, address=None, internet=False):
    """All fields of an asset, in order. A field that says nothing about its type stays empty."""
    physical = type_ in ("location", "data_set")
    computer = type_ in ("server", "workstation", "mobile_device")
    reviewed = working_day(dice, day(2, 3), day(6, 27))
    begun = day(1, 1) if dice.chance(5) else day(dice.between(1, 12), 1, dice.between(2015, 2024))
    return dict(
        effective_from=begun, effective_until=None, name=name, type=type_,
        criticality=criticality, criticality_reviewed_on=reviewed, confidentiality=LEVEL[criticality], integrity=LEVEL[criticality],
        availability=LEVEL[criticality], classified_on=after(begun, dice.between(-30, 60)), internet_facing=internet,
        personal_data=type_ in ("application", "database", "data_set", "workstation"),
        special_interest=criticality == "critical" and type_ in ("application", "database"), network_address=address,
        owner=head, unit=unit, supplier=None, checked_on=working_day(dice, day(9, 1), day(11, 28)),
        rto_hours=RTO[criticality], rpo_hours=RTO[criticality] // 2, mfa=None if physical else True,
        device_authentication=None if physical else True, password_rules_enforced=None if physical else True,
        token_lock=True if type_ == "workstation" else None, smartcard_used=type_ == "workstation",
        malware_protection=None if physical else True,
        malware_updated_on=None if physical else day(12, dice.between(29, 31)),
        authorised_software_only=None if physical else True, detection=None if physical else True, encrypted_at_rest=True,
        encrypted_in_transit=None if physical else True, crypto_as_advised=True, crypto_owner=IT_MANAGER,
        certificate_type=("ov" if internet else "pkio_private") if type_ in ("application", "website", "api", "cloud_service") else None,
        managed=True if computer else None, remote_wipe=True if type_ in ("workstation", "mobile_device") else None,
        hardened=None if physical else True, support_until=None if physical else day(dice.between(1, 12), 1, dice.between(2027, 2031)),
        admin_interface_separated=None if physical else True,
        network_segment=None if physical else f"segment {type_}", segment_level=None if physical else "very_high",
        availability_protection=None if physical else True, traffic_monitored=None if physical else True,
        zones_to_cross=2, retention_set=True,
    )


def make_backups(world):
    dice = world.dice("backup")
    table = world.table("backup", "backup_id")
    holding = [asset for asset in world["asset"] if asset["type"] not in ("location", "workstation", "mobile_device")]
    for number, asset in enumerate(holding, 1):
        hours = 4 if asset["criticality"] == "critical" else 12 if asset["criticality"] == "high" else 24
        table.add(
            f"BCK-{number:03d}", effective_from=asset["effective_from"], effective_until=None, asset=asset["asset_id"], frequency_hours=hours,
            separate_location=True, immutable=True, separate_credentials=True, encrypted=True,
            last_success_on=day(12, dice.between(30, 31)), retention_days=dice.pick((30, 90, 365)),
        )


def make_accounts(world):
    """One account for each person, a second for the privileged, and one for each user of a critical application."""
    dice = world.dice("account")
    table = world.table("account", "account_id")

    def add(asset, person, privileged=False, shared=False, **more):
        since = person["employed_from"] if person else day(1, 1, 2022)
        until = person["employed_until"] if person else None
        table.add(
            f"ACC-{len(table) + 1:04d}", effective_from=since, effective_until=until, asset=asset, person=person and person["person_id"],
            privileged=privileged, shared=shared, mfa=True, justification=more.get("justification"),
            agreed_with_ciso_on=more.get("agreed_with_ciso_on"), monitored=True,
            last_used_on=until or after(day(12, 31), -dice.below(20)),
        )

    directory = application("Anker Toegang")
    for person in world["person"]:
        add(directory, person)
    keepers = world["person"].where(unit=unit_key(IT), employed_until=None)
    for number, asset in enumerate(row for row in world["asset"] if row["criticality"] in HIGH and row["type"] in ("application", "database", "network_component")):
        add(asset["asset_id"], keepers[number % len(keepers)], privileged=True)
    for number, (name, _, unit, criticality) in enumerate(APPLICATIONS, 1):
        users = world["person"].where(unit=unit_key(unit), employed_until=None) if criticality == "critical" else []
        for person in users:
            add(f"APP-{number:03d}", person)
    for place in ("balie", "raadzaal", "werf", "milieustraat"):
        add(directory, None, shared=True, justification=f"Wisselende bezetting {place}", agreed_with_ciso_on=day(3, 11))


def application(name):
    return next(f"APP-{number:03d}" for number, row in enumerate(APPLICATIONS, 1) if row[0] == name)
