# SPDX-License-Identifier: EUPL-1.2
"""What board and management wrote, decided, reported, reviewed and weighed."""

from common.workdays import after, day, working_day

from .assets import HIGH
from .organisation import ALDERMAN, AUDITOR, CISO, CONTROLLER, IT_MANAGER, SECRETARY

# Type of document, its title, who approves it, how many mandatory elements it holds.
DOCUMENTS = (
    ("security_policy", "Informatiebeveiligingsbeleid 2025-2028", "board", 6),
    (
        "governance_decision",
        "Besluit rollen informatiebeveiliging, privacy, OT en continuïteit",
        "board",
        4,
    ),
    ("risk_policy", "Beleid risicomanagement", "board", 5),
    ("risk_framework", "Kader voor ICT-risicobeheer", "board", 5),
    ("resilience_strategy", "Strategie digitale weerbaarheid", "board", 4),
    ("measures_decision", "Besluit maatregelen zorgplicht", "board", 10),
    ("statement_of_applicability", "Verklaring van toepasselijkheid", "board", 4),
    ("backup_policy", "Back-upbeleid", "management", 5),
    ("continuity_policy", "Continuïteitsbeleid", "board", 4),
    ("continuity_plan", "Continuïteitsplan publieksdiensten", "management", 6),
    ("recovery_plan", "Herstelplan ICT", "management", 6),
    ("crisis_procedure", "Crisisprocedure", "board", 5),
    ("crisis_communication_plan", "Plan crisiscommunicatie", "management", 4),
    ("emergency_communication", "Noodcommunicatievoorziening", "management", 3),
    ("business_impact_analysis", "Gevolgenanalyse bedrijfsprocessen", "management", 4),
    ("cloud_policy", "Cloudbeleid", "board", 6),
    ("crypto_policy", "Beleid cryptografie", "management", 7),
    ("supplier_policy", "Beleid leveranciers en keten", "board", 6),
    ("supplier_strategy", "Strategie ICT-leveranciers", "board", 4),
    ("incident_procedure", "Procedure incidenten melden en afhandelen", "management", 6),
    ("cvd_policy", "Beleid gecoördineerd melden van kwetsbaarheden", "management", 5),
    ("escalation_rules", "Escalatieregels bewaking", "management", 3),
    ("access_procedure", "Procedure toegang", "management", 5),
    ("joiner_leaver_procedure", "Procedure in-, door- en uitstroom", "management", 5),
    ("password_policy", "Wachtwoordbeleid", "management", 4),
    ("change_procedure", "Procedure wijzigingen", "management", 5),
    ("vulnerability_procedure", "Procedure kwetsbaarheden", "management", 5),
    ("development_policy", "Beleid ontwikkelen en aanschaffen", "management", 5),
    ("architecture_principles", "Architectuurprincipes", "management", 5),
    ("acceptance_test_procedure", "Procedure acceptatietesten", "management", 4),
    ("network_policy", "Netwerkbeleid", "management", 5),
    ("logging_policy", "Beleid logging en bewaking", "management", 5),
    ("log_overview", "Overzicht van logbestanden", "management", 4),
    ("mobile_policy", "Beleid mobiel werken", "management", 4),
    ("malware_policy", "Beleid malware", "management", 4),
    ("screening_policy", "Beleid screening", "management", 3),
    ("conduct_rules", "Gedragsregels ICT", "management", 4),
    ("training_plan", "Opleidingsplan digitale veiligheid", "board", 5),
    ("classification_method", "Methode classificatie (BIV)", "board", 3),
    ("asset_procedure", "Procedure bedrijfsmiddelen", "management", 4),
    ("retention_schedule", "Selectielijst en bewaartermijnen", "board", 3),
    ("disposal_instruction", "Instructie vernietigen van media", "management", 3),
    ("physical_security_plan", "Plan fysieke beveiliging", "management", 5),
    ("audit_plan", "Auditplan 2025", "management", 4),
    ("test_programme", "Testprogramma 2025", "management", 4),
    ("measurement_plan", "Meetplan doeltreffendheid", "management", 4),
    ("in_control_statement", "In control verklaring 2024", "board", 4),
    ("annual_plan", "Jaarplan informatiebeveiliging 2025", "management", 4),
)

# Approved anew each year, in the first months.
YEARLY = ("audit_plan", "test_programme", "measurement_plan", "in_control_statement", "annual_plan")

REVIEWS = (
    "policy risk_register risk_framework asset_inventory critical_systems log_integrity "
    "mobile_devices retention effectiveness legacy recurring_incidents firewall_rules "
    "network_architecture internal_audit physical_zones authority_contacts log_retention"
).split()

# Reports that are made once or a few times a year: type, addressed to, months.
REPORTS = (
    ("incident_followup", "management", range(1, 13)),
    ("security_status", "board", (3, 6, 9, 12)),
    ("oversight", "board", (6, 12)),
    ("oversight", "council", (6, 12)),
    ("in_control", "council", (5,)),
    ("ict_risk", "board", (4, 10)),
    ("third_party", "board", (11,)),
    ("framework_review", "supervisor", (9,)),
    ("budget", "board", (6,)),
    ("threat_warning", "csirt", (2, 7, 10)),
    ("threat_warning", "partners", (2, 7, 10)),
    ("training_importance", "staff", (2, 9)),
)

# Risks: title, category, likelihood, impact, treatment.
RISKS = (
    ("Gijzelsoftware legt de zaaksystemen stil", "security", "medium", "high", "reduce"),
    ("Uitval van het datacenter", "continuity", "low", "high", "reduce"),
    (
        "Een leverancier van het sociaal domein lekt gegevens",
        "supply_chain",
        "medium",
        "high",
        "reduce",
    ),
    ("Bediening van bruggen draait op verouderde techniek", "legacy", "medium", "medium", "reduce"),
    ("Afhankelijkheid van een enkele cloudaanbieder", "cloud", "medium", "medium", "accept"),
    ("Te weinig vervanging voor beheerders", "continuity", "medium", "medium", "reduce"),
    (
        "Phishing bij medewerkers met bijzondere bevoegdheden",
        "security",
        "high",
        "medium",
        "reduce",
    ),
    ("Fout in een update van een leverancier", "supply_chain", "medium", "medium", "transfer"),
    ("Onbeheerde koppelingen met ketenpartners", "supply_chain", "low", "medium", "reduce"),
    ("Verlies van apparaten met persoonsgegevens", "security", "medium", "low", "accept"),
    ("Stroomuitval langer dan een etmaal", "continuity", "low", "high", "reduce"),
    ("Gebruik van niet toegelaten clouddiensten", "cloud", "medium", "medium", "avoid"),
)


def make(world):
    make_documents(world)
    make_decisions(world)
    make_reviews_and_reports(world)
    make_risks(world)
    make_audit_findings(world)


def make_documents(world):
    dice = world.dice("document")
    table = world.table("document", "document_id")
    for type_, title, role, elements in DOCUMENTS:
        year = 2025 if type_ in YEARLY else 2024
        approved = working_day(dice, day(1, 13, year), day(4, 25, year))
        table.add(
            f"DOC-{type_}",
            effective_from=after(approved, dice.between(1, 14)),
            effective_until=None,
            title=title,
            type=type_,
            version="2.0",
            location=f"Z-{dice.between(240000, 259999)}",
            owner=SECRETARY if role == "board" else CISO,
            approved_on=approved,
            approved_by_role=role,
            decision_reference=f"B-{year}-{dice.between(100, 980)}",
            reviewed_on=working_day(dice, day(5, 6), day(11, 28)),
            published=True,
            public_place="www.waterrijk.example/melden" if type_ == "cvd_policy" else None,
            required_elements_present=elements,
            roles_defined=True,
            covers_coherence=True,
            covers_ransomware=True,
            covers_integrity=True,
            covers_legal_notification=True,
            covers_csirt_warnings=True,
            covers_informing_affected=True,
            covers_crisis_link=True,
            covers_risk_choice=True,
            covers_rollback=True,
            covers_exit=True,
            covers_supply_chain=True,
            covers_tolerance=True,
            covers_segregation=True,
            accepted_framework="ITIL",
            communicated_to_staff=True if type_ == "conduct_rules" else None,
        )


def make_decisions(world):
    """The board adopted the measures, and twice in the year it discussed how far they are."""
    measures = world["document"]["DOC-measures_decision"]
    table = world.table("board_decision", "decision_id")
    table.add(
        "BW-2024-031",
        occurred_on=measures["approved_on"],
        title=measures["title"],
        type="measures",
        body="board",
        document="DOC-measures_decision",
        outcome="Vastgesteld",
        prepared_by=CISO,
    )
    for month in (6, 12):
        table.add(
            f"BW-2025-{month:02d}",
            occurred_on=day(month, 30 if month == 6 else 16),
            title="Voortgang van de maatregelen",
            type="oversight",
            body="board",
            outcome="Besproken; wat achterloopt komt in het jaarplan",
            prepared_by=CISO,
        )


def make_reviews_and_reports(world):
    dice = world.dice("review")
    reviews = world.table("review", "review_id")
    for number, type_ in enumerate(REVIEWS, 1):
        for half, (first, last) in enumerate(
            ((day(2, 3), day(5, 30)), (day(9, 1), day(11, 28))), 1
        ):
            reviews.add(
                f"CTL-{number:02d}-{half}",
                occurred_on=working_day(dice, first, last),
                type=type_,
                document="DOC-security_policy" if type_ == "policy" else None,
                asset=None,
                performed_by=AUDITOR,
                independent=True,
                outcome=dice.weighted({"in_order": 6, "actions": 4}),
                report=f"Z-{dice.between(260000, 269999)}",
            )
    rounds, walks = world.table("site_check", "check_id"), world.dice("site check")
    for number, location in enumerate(world["asset"].where(type="location"), 1):
        rounds.add(
            f"RON-{number:02d}",
            occurred_on=working_day(walks, day(9, 1), day(11, 28)),
            location=location["asset_id"],
            type="access",
            zones_to_cross=2,
            perimeter_intact=True,
            entry_controlled=True,
            visitors_accompanied=True,
            performed_by=AUDITOR,
            outcome="in_order",
        )
    reports = world.table("report", "report_id")
    for type_, to, months in REPORTS:
        for month in months:
            reports.add(
                f"RAP-{len(reports) + 1:02d}",
                occurred_on=working_day(dice, day(month, 5), day(month, 26)),
                type=type_,
                addressed_to=to,
                month=month,
                presented_by=CISO,
                decision="Ter kennis genomen" if to in ("board", "council") else None,
                reference=f"Z-{dice.between(260000, 269999)}",
            )


def make_risks(world):
    """The risks of the whole, then one for each system and each supplier that matters."""
    for title, category, likelihood, impact, treatment in RISKS:
        add_risk(world, title, category, likelihood, impact, treatment)
    for asset in world["asset"]:
        if asset["criticality"] in HIGH or asset["type"] == "cloud_service":
            add_risk(
                world,
                f"Uitval of misbruik van {asset['name']}",
                "security",
                "low",
                "high",
                "reduce",
                asset=asset["asset_id"],
            )
    for supplier in world["supplier"]:
        if supplier["criticality"] in HIGH:
            add_risk(
                world,
                f"Storing of lek bij {supplier['name']}",
                "supply_chain",
                "low",
                "high",
                "reduce",
                supplier=supplier["supplier_id"],
            )


def add_risk(world, title, category, likelihood, impact, treatment, asset=None, supplier=None):
    dice = world.dice(f"risk {title}")
    table = world.table("risk", "risk_id")
    assessed = working_day(dice, day(2, 3), day(6, 27))
    accepted = treatment == "accept"
    table.add(
        f"RIS-{len(table) + 1:03d}",
        effective_from=day(1, 1, 2024),
        effective_until=None,
        title=title,
        asset=asset,
        supplier=supplier,
        owner=IT_MANAGER,
        assessed_on=assessed,
        likelihood=likelihood,
        impact=impact,
        treatment=treatment,
        treatment_due_on=None if accepted else day(12, 31),
        treated_on=None if accepted else working_day(dice, after(assessed, 30), day(12, 12)),
        residual="low",
        accepted_by=ALDERMAN,
        accepted_on=after(assessed, 21),
        category=category,
    )


def make_audit_findings(world):
    dice = world.dice("audit finding")
    table = world.table("audit_finding", "finding_id")
    for number in range(1, 25):
        found = working_day(dice, day(1, 13), day(8, 29))
        table.add(
            f"AUD-{number:02d}",
            occurred_on=found,
            title=f"Verbeterpunt {number:02d}",
            severity=dice.weighted({"low": 5, "medium": 4, "high": 1}),
            owner=dice.pick((IT_MANAGER, CISO, CONTROLLER)),
            due_on=after(found, 120),
            closed_on=working_day(dice, after(found, 14), after(found, 110)),
            source=dice.pick(("internal_audit", "external_audit", "self_assessment", "test")),
        )
