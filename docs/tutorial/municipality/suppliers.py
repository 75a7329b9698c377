# SPDX-License-Identifier: EUPL-1.2
"""Sixty suppliers with their contracts, the reports that they sent in and what came of those."""

from common.workdays import after, day, working_day, working_day_from

from .names import SUPPLIERS
from .organisation import BUYER, IT_MANAGER

# What a supplier delivers: category in the catalogue, criticality, does it reach the network.
TRADES = {
    "application": ("software", "high", True),
    "ot": ("ict_service", "high", True),
    "hosting": ("ict_service", "critical", True),
    "cloud": ("cloud", "critical", True),
    "network": ("ict_service", "high", True),
    "security": ("managed_security", "high", True),
    "workplace": ("hardware", "medium", True),
    "training": ("other", "low", False),
    "processing": ("ict_service", "medium", False),
    "physical": ("other", "low", False),
    "staffing": ("staffing", "low", False),
}
ICT = ("application", "ot", "hosting", "cloud", "network", "security", "workplace", "processing")


def make(world):
    suppliers = world.table("supplier", "supplier_id")
    contracts = world.table("contract", "contract_id")
    for number, (name, trade) in enumerate(SUPPLIERS, 1):
        dice = world.dice(f"supplier {number}")
        since = (
            day(dice.between(1, 12), 1, dice.between(2019, 2024))
            if number % 8
            else day(dice.between(3, 10), 1)
        )
        add_supplier(suppliers, dice, f"SUP-{number:02d}", name, trade, since)
        add_contract(contracts, dice, f"CON-{number:02d}", f"SUP-{number:02d}", name, trade, since)
        if trade in ICT:
            add_proof(world, dice, f"SUP-{number:02d}")


def add_supplier(table, dice, key, name, trade, since):
    category, criticality, network = TRADES[trade]
    assessed = working_day(dice, day(2, 3), day(10, 31))
    table.add(
        key,
        effective_from=since,
        effective_until=None,
        name=name,
        country="NL",
        lei=None,
        category=category,
        criticality=criticality,
        owner=IT_MANAGER if trade in ICT else BUYER,
        network_access=network,
        access_risk_assessed_on=assessed if network else None,
        chain_known=True,
        dependency_assessed_on=assessed,
        concentration_assessed_on=assessed,
        specific_risk_factors=True,
        register_checked_on=working_day(dice, day(9, 1), day(12, 12)),
    )


def add_contract(table, dice, key, supplier, name, trade, since):
    table.add(
        key,
        effective_from=since,
        effective_until=None,
        supplier=supplier,
        title=f"Overeenkomst met {name}",
        critical_function=TRADES[trade][1] == "critical",
        concluded_on=working_day_from(after(since, -dice.between(10, 40))),
        security_risk_assessed_on=working_day_from(after(since, -dice.between(50, 120))),
        security_requirements=True,
        supplier_terms=dice.weighted({"excluded": 7, "risk_assessed": 3}),
        assurance_clause=True,
        audit_right=True,
        incident_clause=True,
        subcontractor_clause=True,
        subcontracting_arranged=True,
        chain_change_clause=True,
        exit_plan=True,
        exit_tested_on=working_day(dice, day(3, 3), day(11, 14)),
        service_levels=True,
        data_location=True,
        data_protection=True,
        data_return=True,
        incident_assistance=True,
        authority_cooperation=True,
        termination_rights=True,
        training_clause=True,
        service_description=True,
        supplier_continuity_tested=True,
        secure_development_clause=True if trade == "application" else None,
        reliability_clause=None,
    )


def add_proof(world, dice, supplier):
    """A report over the year before, and then the judgement of the process owner."""
    reports = world.table("assurance_report", "report_id")
    reviews = world.table("supplier_review", "review_id")
    received = working_day(dice, day(2, 10), day(10, 24))
    reports.add(
        f"TPM-{supplier[4:]}",
        occurred_on=received,
        supplier=supplier,
        type=dice.pick(("isae_3402_type_2", "isae_3000", "soc2_type_2")),
        independent=True,
        covers_design=True,
        covers_existence=True,
        covers_operation=True,
        covers_from=day(1, 1, 2024),
        covers_until=day(12, 31, 2024),
        opinion="unqualified",
    )
    reviews.add(
        f"LEV-{supplier[4:]}",
        occurred_on=working_day(dice, after(received, 7), day(12, 12)),
        supplier=supplier,
        performed_by=world["supplier"][supplier]["owner"],
        residual_risk="acceptable",
        actions_agreed=True,
    )
