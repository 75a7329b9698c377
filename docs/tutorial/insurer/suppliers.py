# SPDX-License-Identifier: EUPL-1.2
"""Fourteen suppliers with their contracts as the register of information has them, clause by clause."""

from typing import NamedTuple

from common.workdays import after, day, working_day, working_day_from

from .organisation import BUYER, CISO, IT_MANAGER

ICT = ("ict_service", "cloud", "software", "development", "managed_security")


class Supplier(NamedTuple):
    name: str
    category: str
    criticality: str
    country: str
    service: str  # type of ICT service, as in the register of information
    function: str  # process that the contract supports
    critical: bool
    cost: int


SUPPLIERS = (
    Supplier("Ankergrond Hosting B.V.", "ict_service", "critical", "NL", "hosting", "PRO-1", True, 412000),
    Supplier("Kompaslijn Software B.V.", "software", "critical", "NL", "software_licensing", "PRO-2", True, 365000),
    Supplier("Wolkendek Cloud Ltd", "cloud", "critical", "IE", "paas", "PRO-1", True, 288000),
    Supplier("Peilglas Actuariële Software", "software", "high", "BE", "software_licensing", "PRO-4", True, 74000),
    Supplier("Tolhek Betaaldiensten N.V.", "ict_service", "high", "NL", "operation", "PRO-3", True, 96000),
    Supplier("Boegbeeld Documenten B.V.", "software", "high", "NL", "saas", "PRO-5", False, 58000),
    Supplier("Klankbodem Telefonie", "ict_service", "medium", "NL", "telecom", "PRO-5", False, 41000),
    Supplier("Raadsel HR-diensten", "cloud", "medium", "NL", "saas", "PRO-6", False, 37000),
    Supplier("Kabeltouw Netwerken", "ict_service", "high", "NL", "network", "PRO-1", False, 66000),
    Supplier("Dekstoel Werkplekken", "hardware", "medium", "NL", "hardware", "PRO-6", False, 82000),
    Supplier("Lichtbaken Kantoorcloud Ltd", "cloud", "high", "IE", "saas", "PRO-5", False, 91000),
    Supplier("Gaffel Opleidingen", "other", "low", "NL", None, "PRO-6", False, 18000),
    Supplier("Kluisdek Back-ups B.V.", "cloud", "high", "DE", "data_storage", "PRO-1", False, 29000),
    Supplier("Wachtpost Beveiliging B.V.", "managed_security", "high", "NL", "security_management", "PRO-1", False, 124000),
)

# The clauses that art. 28(7) and 30(2) demand of each ICT contract, and 30(3) of those for critical functions.
EACH = ("dora_28_7",) + tuple(f"dora_30_2_{letter}" for letter in "abcdefghi")
CRITICAL = tuple(f"dora_30_3_{letter}" for letter in "abcdef")
ARTICLES = dict(zip(EACH + CRITICAL, range(4, 20)))


def make(world):
    for number, supplier in enumerate(SUPPLIERS, 1):
        dice = world.dice(f"supplier {number}")
        key, contract = f"L-{number:02d}", f"CON-{number:02d}"
        concluded = working_day_from(day(dice.between(1, 12), dice.between(1, 28), 2019 + number % 5))
        add_supplier(world, dice, key, supplier)
        add_contract(world, dice, contract, key, supplier, concluded)
        if supplier.service is not None:
            add_clauses(world, contract, supplier.critical)
        if supplier.criticality in ("high", "critical"):
            add_proof(world, dice, key, contract)
    make_subcontracting(world)


def add_supplier(world, dice, key, supplier):
    ict = supplier.category in ICT
    assessed = working_day(dice, day(2, 3), day(10, 31))
    world.table("supplier", "supplier_id").add(
        key,
        effective_from=day(1, 1, 2019),
        name=supplier.name,
        country=supplier.country,
        category=supplier.category,
        criticality=supplier.criticality,
        owner=IT_MANAGER if ict else BUYER,
        network_access=ict,
        chain_known=True,
        dependency_assessed_on=assessed,
        concentration_assessed_on=assessed,
        specific_risk_factors=True,
        register_checked_on=working_day(dice, day(9, 1), day(12, 12)),
        identification_code=f"NOLEI{key[2:]}00000000000",
        code_type="national_id",
        person_type="legal_person",
        annual_cost_eur=supplier.cost,
        intra_group=False,
    )


def add_contract(world, dice, key, supplier_key, supplier, concluded):
    critical = supplier.critical
    clauses = (
        "security_requirements assurance_clause audit_right incident_clause subcontractor_clause "
        "subcontracting_arranged chain_change_clause exit_plan service_levels data_location "
        "data_protection data_return incident_assistance authority_cooperation termination_rights "
        "training_clause service_description supplier_continuity_tested written_in_one"
    ).split()
    world.table("contract", "contract_id").add(
        key,
        effective_from=after(concluded, 20),
        supplier=supplier_key,
        title=f"Overeenkomst met {supplier.name}",
        critical_function=critical,
        process=supplier.function,
        arrangement="standalone",
        ict_service=supplier.service,
        annual_cost_eur=supplier.cost,
        concluded_on=concluded,
        due_diligence_on=after(concluded, -45),
        security_risk_assessed_on=after(concluded, -30),
        concentration_assessed_on=after(concluded, -30),
        supplier_terms="excluded",
        **dict.fromkeys(clauses, True),
        exit_tested_on=working_day(dice, day(3, 3), day(11, 14)) if critical else None,
        last_audit_on=working_day(dice, day(3, 3), day(11, 14)) if critical else None,
        governing_law_country="NL",
        service_country=supplier.country,
        data_stored=supplier.category in ("cloud", "ict_service"),
        storage_country=supplier.country,
        processing_country=supplier.country,
        data_sensitivity="high" if critical else "medium",
        reliance="full" if critical else "low",
        substitutability="highly_complex" if critical else "easy",
        reintegration="difficult" if critical else "easy",
        discontinuation_impact="high" if critical else "low",
        alternative_identified="yes" if critical else None,
        notice_days_own=90,
        notice_days_supplier=180,
        standards_required="ISO 27001" if supplier.service is not None else None,
        owner=BUYER,
    )


def add_clauses(world, contract, critical):
    table = world.table("contract_clause", "clause_id")
    for demand in EACH + (CRITICAL if critical else ()):
        table.add(
            f"{contract}/{demand[5:]}",
            effective_from=day(1, 1, 2025),
            contract=contract,
            demand=demand,
            present=True,
            sufficient=True,
            article=f"art. {ARTICLES[demand]}",
            summary=None,
            assessed_by=BUYER,
            assessed_on=day(1, 10),
        )


def add_proof(world, dice, supplier, contract):
    received = working_day(dice, day(2, 10), day(9, 26))
    world.table("assurance_report", "report_id").add(
        f"ASR-{supplier[2:]}",
        occurred_on=received,
        supplier=supplier,
        contract=contract,
        type=dice.pick(("isae_3402_type_2", "isae_3000", "soc2_type_2")),
        independent=True,
        covers_design=True,
        covers_existence=True,
        covers_operation=True,
        covers_from=day(1, 1, 2024),
        covers_until=day(12, 31, 2024),
        opinion="unqualified",
    )
    world.table("supplier_review", "review_id").add(
        f"LEV-{supplier[2:]}",
        occurred_on=working_day(dice, after(received, 7), day(12, 12)),
        supplier=supplier,
        contract=contract,
        performed_by=CISO,
        residual_risk="acceptable",
        actions_agreed=True,
        service_levels_met=True,
    )


def make_subcontracting(world):
    """Who stands behind whom: the hosting firm rents its data centre, the portal runs on another cloud."""
    table = world.table("subcontracting", "link_id")
    for contract, supplier, service in (
        ("CON-02", "L-01", "Draaien van de toepassing"),
        ("CON-03", "L-13", "Bewaren van back-ups"),
        ("CON-05", "L-01", "Draaien van de betaalstraat"),
    ):
        table.add(
            f"KET-{len(table) + 1}",
            effective_from=day(1, 1, 2024),
            contract=contract,
            supplier=supplier,
            rank=2,
            service=service,
            critical_function=True,
            country=world["supplier"][supplier]["country"],
            risk_assessed_on=day(6, 12),
            requirements_flow_down=True,
        )
