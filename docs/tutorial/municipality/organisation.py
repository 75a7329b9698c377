# SPDX-License-Identifier: EUPL-1.2
"""The municipality itself: its units, its 300 people and the roles that they hold."""

from common.names import FIRST_NAMES, LAST_NAMES
from common.workdays import HIRES, after, day, working_day, working_day_from

from .names import UNITS

NAME = "Gemeente Waterrijk"
PEOPLE = 300
LEAVERS = 18

# The people whom the text names: key, name, unit, employed or in office since.
MAYOR, ALDERMAN, SECRETARY = "P-001", "P-002", "P-007"
CISO, DEPUTY_CISO, IT_MANAGER, DPO, AUDITOR = "P-008", "P-009", "P-010", "P-011", "P-012"
CONTROLLER, CRISIS_MANAGER, SPOKESPERSON, ENSIA, BUYER = "P-013", "P-014", "P-015", "P-016", "P-017"
OFFICERS = (
    (MAYOR, "Frédérique van der Meer", "College en secretarie", day(3, 15, 2021)),
    (ALDERMAN, "Hüseyin Dijkstra", "College en secretarie", day(6, 2, 2022)),
    ("P-003", "Marieke Haverkamp", "College en secretarie", day(6, 2, 2022)),
    ("P-004", "Bram Tuhumury", "College en secretarie", day(6, 2, 2022)),
    ("P-005", "Zoë Nijland", "College en secretarie", day(6, 2, 2022)),
    ("P-006", "Sjoerd Wolters", "College en secretarie", day(6, 2, 2022)),
    (SECRETARY, "Joëlle op den Camp", "College en secretarie", day(9, 1, 2019)),
    (CISO, "Roos de Wit", "Informatie en Automatisering", day(4, 1, 2020)),
    (DEPUTY_CISO, "Łukasz Nowak", "Informatie en Automatisering", day(2, 1, 2023)),
    (IT_MANAGER, "Gerrit Zijlstra", "Informatie en Automatisering", day(1, 1, 2016)),
    (DPO, "Büşra Yılmaz", "Griffie", day(5, 25, 2018)),
    (AUDITOR, "Corné in 't Veld", "Financiën en Control", day(10, 1, 2017)),
    (CONTROLLER, "Małgorzata Wiśniewska", "Financiën en Control", day(3, 1, 2018)),
    (CRISIS_MANAGER, "Dirk-Jan Postma", "Veiligheid en Crisisbeheersing", day(11, 1, 2015)),
    (SPOKESPERSON, "Anaïs Ramdin", "Communicatie", day(8, 1, 2021)),
    (ENSIA, "Truus van 't Hof", "Informatie en Automatisering", day(2, 1, 2014)),
    (BUYER, "Kwame Coppens", "Financiën en Control", day(6, 1, 2020)),
)
TOP = ("College en secretarie", "Griffie")
BOARD = tuple(key for key, _, _, _ in OFFICERS[:6])

# Roles: role, person, in office since, appointed by, authority.
ROLES = (
    ("ciso", CISO, day(4, 1, 2020), "board", None),
    ("deputy_ciso", DEPUTY_CISO, day(2, 1, 2023), "board", None),
    ("data_protection_officer", DPO, day(5, 25, 2018), "board", None),
    ("board_portfolio_holder", ALDERMAN, day(6, 2, 2022), "board", None),
    ("management_responsible", SECRETARY, day(9, 1, 2019), "board", None),
    ("it_manager", IT_MANAGER, day(1, 1, 2016), "management", None),
    ("risk_control", CONTROLLER, day(3, 1, 2018), "management", None),
    ("internal_audit", AUDITOR, day(10, 1, 2017), "management", None),
    ("ict_third_party_monitor", BUYER, day(6, 1, 2020), "management", None),
    ("crisis_manager", CRISIS_MANAGER, day(11, 1, 2015), "board", None),
    ("crisis_communication", SPOKESPERSON, day(8, 1, 2021), "management", None),
    ("incident_desk", DEPUTY_CISO, day(2, 1, 2023), "management", None),
    ("continuity_manager", CRISIS_MANAGER, day(11, 1, 2015), "board", None),
    ("ot_security_officer", IT_MANAGER, day(1, 1, 2016), "management", None),
    ("ensia_coordinator", ENSIA, day(2, 1, 2014), "management", None),
    ("supervisor_contact", CISO, day(4, 1, 2020), "board", "CSIRT for municipalities"),
    ("supervisor_contact", CISO, day(4, 1, 2020), "board", "Competent authority for the Cbw"),
    ("supervisor_contact", DPO, day(5, 25, 2018), "board", "Autoriteit Persoonsgegevens"),
    ("supervisor_contact", ENSIA, day(2, 1, 2014), "board", "Supervisor of DigiD connections"),
)


def make(world):
    make_organisation(world)
    make_people(world)
    make_units(world)
    make_roles(world)


def make_organisation(world):
    world.table("organisation", "organisation_id").add(
        "ORG-1",
        effective_from=day(1, 1, 2014),
        effective_until=None,
        name=NAME,
        type="municipality",
        sector="Public administration",
        legal_form="Publiekrechtelijke rechtspersoon",
        registration_number="00000000",
        lei=None,
        staff=276,
        turnover_eur=168500000,
        balance_eur=312000000,
        nis2_class="essential",
        classified_on=day(2, 4),
        registered_on=day(3, 3),
        domains_reported_on=day(9, 22),
        dora_simplified=None,
        microenterprise=False,
    )


def make_people(world):
    dice = world.dice("person")
    table = world.table("person", "person_id")
    places = dict(UNITS)
    for key, name, unit, since in OFFICERS:
        add_person(table, dice, key, name, unit, since, "board" if key in BOARD else "staff")
        places[unit] -= 1

    names = dice.sample([f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES], PEOPLE)
    hires = [day(month, 1) for month, count in HIRES.items() for _ in range(count)]
    for number in range(len(OFFICERS) + 1, PEOPLE + 1):
        unit = dice.weighted(places)
        places[unit] -= 1
        employment = dice.weighted({"staff": 88, "external": 10, "volunteer": 2})
        since = hires.pop() if hires and dice.chance(20) else long_ago(dice)
        add_person(table, dice, f"P-{number:03d}", names[number - 1], unit, since, employment)
    old_hands = [row for row in table if row["employed_from"] < day(1, 1)][len(OFFICERS) :]
    for person in dice.sample(old_hands, LEAVERS):
        last = working_day(dice, day(1, 31), day(11, 28))
        table.change(person["person_id"], employed_until=last, effective_until=last)


def long_ago(dice):
    """The first of a month from January 2003 to August 2024."""
    month = dice.below(12 * 21 + 8)
    return day(month % 12 + 1, 1, 2003 + month // 12)


def add_person(table, dice, key, name, unit, since, employment):
    begun = working_day_from(max(since, day(1, 15, 2022)))
    board = employment == "board"
    table.add(
        key,
        effective_from=since,
        effective_until=None,
        name=name,
        unit=unit_key(unit),
        employment=employment,
        employed_from=since,
        employed_until=None,
        board_member=board,
        appointed_on=since if board else None,
        rules_acknowledged_on=after(begun, dice.below(12)),
        conduct_in_contract=None if employment in ("staff", "board") else True,
        screening_required=True,
        screened_on=after(since, -dice.between(6, 40)),
        password_manager=True,
    )


def unit_key(name):
    return f"U-{list(UNITS).index(name) + 1:02d}"


def make_units(world):
    table = world.table("organisational_unit", "unit_id")
    heads = {
        "College en secretarie": SECRETARY,
        "Informatie en Automatisering": IT_MANAGER,
        "Griffie": DPO,
    }
    for name in UNITS:
        key = unit_key(name)
        staying = world["person"].where(unit=key, employment="staff", employed_until=None)
        head = heads.get(name) or min(staying, key=lambda row: row["employed_from"])["person_id"]
        parent = None if name in TOP else unit_key(TOP[0])
        table.add(
            key,
            effective_from=day(1, 1, 2014),
            effective_until=None,
            name=name,
            parent=parent,
            head=head,
        )


def make_roles(world):
    table = world.table("role_assignment", "assignment_id")
    owners = tuple(
        ("process_owner", unit["head"], day(1, 1, 2023), "management", None)
        for unit in world["organisational_unit"]
    )
    for role, person, since, appointed_by, authority in ROLES + owners:
        table.add(
            f"ROL-{len(table) + 1:02d}",
            effective_from=since,
            effective_until=None,
            role=role,
            person=person,
            appointed_by=appointed_by,
            reports_to_board=appointed_by == "board",
            independent_advice=role in ("ciso", "data_protection_officer", "internal_audit"),
            mandate="DOC-governance_decision",
            authority_name=authority,
        )
