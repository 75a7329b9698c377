# SPDX-License-Identifier: EUPL-1.2
"""The insurer itself: 118 people, their roles, and what the law needs to know of it."""

from common.names import FIRST_NAMES, LAST_NAMES
from common.workdays import HIRES, after, day, working_day

NAME = "Onderlinge Kaapstander U.A."
PEOPLE = 118
LEAVERS = 7

# Unit, the line that it stands in, and how many people it holds.
UNITS = {
    "Directie": ("first", 4),
    "Schade": ("first", 38),
    "Polis en acceptatie": ("first", 24),
    "Relatiebeheer": ("first", 14),
    "Financiën en actuariaat": ("first", 15),
    "ICT en informatiebeheer": ("first", 14),
    "Personeel en facilitair": ("first", 4),
    "Risicobeheer en compliance": ("second", 4),
    "Interne audit": ("third", 1),
}

CHAIR, FINANCE, TECHNOLOGY, SUPERVISOR = "M-001", "M-002", "M-003", "M-004"
CISO, IT_MANAGER, RISK, AUDITOR = "M-005", "M-006", "M-007", "M-008"
BUYER, CLAIMS, COMPLIANCE, SPOKESPERSON, KEEPER = "M-009", "M-010", "M-011", "M-012", "M-013"
OFFICERS = (
    (CHAIR, "Hilde Terpstra", "Directie", day(5, 1, 2019)),
    (FINANCE, "Mehmet Şahin", "Directie", day(1, 1, 2021)),
    (TECHNOLOGY, "Annelies Kwakye", "Directie", day(9, 1, 2022)),
    (SUPERVISOR, "Gijsbert van der Vlugt", "Directie", day(4, 1, 2020)),
    (CISO, "Petra Soerodimedjo", "Risicobeheer en compliance", day(3, 1, 2021)),
    (IT_MANAGER, "Niels Hoekstra", "ICT en informatiebeheer", day(2, 1, 2017)),
    (RISK, "Priya de Graaf", "Risicobeheer en compliance", day(8, 1, 2018)),
    (AUDITOR, "Koen Leito", "Interne audit", day(1, 1, 2020)),
    (BUYER, "Yasmina Bouzid", "Financiën en actuariaat", day(6, 1, 2019)),
    (CLAIMS, "Rowan Veenstra", "Schade", day(10, 1, 2015)),
    (COMPLIANCE, "Linh Trần", "Risicobeheer en compliance", day(11, 1, 2022)),
    (SPOKESPERSON, "Saskia Dekker", "Relatiebeheer", day(2, 1, 2018)),
    (KEEPER, "Emre Kaya", "ICT en informatiebeheer", day(5, 1, 2020)),
)
BOARD = (CHAIR, FINANCE, TECHNOLOGY, SUPERVISOR)

# Role, person, in office since, appointed by, authority.
ROLES = (
    ("ciso", CISO, day(3, 1, 2021), "board", None),
    ("board_portfolio_holder", TECHNOLOGY, day(9, 1, 2022), "board", None),
    ("management_responsible", TECHNOLOGY, day(9, 1, 2022), "board", None),
    ("it_manager", IT_MANAGER, day(2, 1, 2017), "management", None),
    ("risk_control", RISK, day(8, 1, 2018), "board", None),
    ("internal_audit", AUDITOR, day(1, 1, 2020), "board", None),
    ("ict_third_party_monitor", BUYER, day(1, 1, 2025), "board", None),
    ("crisis_manager", CLAIMS, day(1, 1, 2021), "board", None),
    ("crisis_communication", SPOKESPERSON, day(2, 1, 2018), "management", None),
    ("incident_desk", KEEPER, day(5, 1, 2020), "management", None),
    ("supervisor_contact", CISO, day(1, 1, 2025), "board", "De Nederlandsche Bank"),
    ("supervisor_contact", COMPLIANCE, day(11, 1, 2022), "board", "Autoriteit Persoonsgegevens"),
)


def make(world):
    make_organisation(world)
    make_people(world)
    make_units(world)
    make_roles(world)


def make_organisation(world):
    """An insurer is in no annex of NIS2; with 46 million of premiums it is no small one for DORA."""
    world.table("organisation", "organisation_id").add(
        "KAAP",
        effective_from=day(1, 1, 2019),
        name=NAME,
        type="insurer",
        sector="Non-life insurance",
        legal_form="Onderlinge waarborgmaatschappij",
        registration_number="00000000",
        country="NL",
        staff=109,
        turnover_eur=46200000,
        balance_eur=188000000,
        nis2_sector="none",
        digital_service="none",
        nis2_class="out_of_scope",
        classified_on=day(10, 14),
        dora_entity_type="insurance_undertaking",
        dora_excluded=False,
        tlpt_designated=False,
        cer_designated=False,
        nis2_designated="none",
        nis1_operator=False,
        public_communications=False,
        domain_registration=False,
        place_in_group="outside_group",
        other_member_states=False,
        competent_authority="De Nederlandsche Bank",
        uses_digid=False,
        uses_suwinet=False,
        processes_personal_data=True,
        checks_products=False,
    )


def make_people(world):
    dice = world.dice("person")
    table = world.table("person", "person_id")
    places = {name: count for name, (_, count) in UNITS.items()}
    for key, name, unit, since in OFFICERS:
        add_person(table, dice, key, name, unit, since)
        places[unit] -= 1
    names = dice.sample([f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES], PEOPLE)
    hires = [day(month, 1) for month in HIRES if month % 3 == 0]
    for number in range(len(OFFICERS) + 1, PEOPLE + 1):
        unit = dice.weighted(places)
        places[unit] -= 1
        since = hires.pop() if hires and dice.chance(12) else day(1, 1, 2005 + dice.below(20))
        add_person(table, dice, f"M-{number:03d}", names[number - 1], unit, since)
    old_hands = [row for row in table if row["employed_from"] < day(1, 1)][len(OFFICERS) :]
    for person in dice.sample(old_hands, LEAVERS):
        last = working_day(dice, day(2, 28), day(10, 31))
        table.change(person["person_id"], employed_until=last, effective_until=last)


def add_person(table, dice, key, name, unit, since):
    board = key in BOARD
    external = not board and key > KEEPER and dice.chance(6)
    table.add(
        key,
        effective_from=since,
        effective_until=None,
        name=name,
        unit=unit_key(unit),
        employment="board" if board else "external" if external else "staff",
        employed_from=since,
        employed_until=None,
        board_member=board,
        appointed_on=since if board else None,
        rules_acknowledged_on=after(since, dice.below(12)),
        conduct_in_contract=True if external else None,
        screening_required=True,
        screened_on=after(since, -dice.between(10, 40)),
    )


def unit_key(name):
    return f"AFD-{list(UNITS).index(name) + 1}"


def make_units(world):
    table = world.table("organisational_unit", "unit_id")
    heads = {unit: key for key, _, unit, _ in reversed(OFFICERS)}
    for name, (line, _) in UNITS.items():
        staying = world["person"].where(unit=unit_key(name), employed_until=None)
        head = heads.get(name) or min(staying, key=lambda row: row["employed_from"])["person_id"]
        table.add(
            unit_key(name),
            effective_from=day(1, 1, 2019),
            name=name,
            parent=None if name == "Directie" else unit_key("Directie"),
            head=head,
            line=line,
        )


def make_roles(world):
    table = world.table("role_assignment", "assignment_id")
    for role, person, since, appointed_by, authority in ROLES:
        table.add(
            f"ROL-{len(table) + 1:02d}",
            effective_from=since,
            role=role,
            person=person,
            appointed_by=appointed_by,
            reports_to_board=appointed_by == "board",
            independent_advice=role in ("ciso", "risk_control", "internal_audit"),
            authority_name=authority,
        )


def present(world, *units):
    """Who works here on the reference date, in those units or at all, and is not in the board."""
    keys = {unit_key(unit) for unit in units or UNITS}
    return [
        row
        for row in world["person"]
        if row["unit"] in keys and not row["employed_until"] and not row["board_member"]
    ]
