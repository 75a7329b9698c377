# SPDX-License-Identifier: EUPL-1.2
"""What the board decided, what was written, reported, reviewed and weighed, and what people judged."""

from common.workdays import after, day, working_day

from .organisation import AUDITOR, CISO, IT_MANAGER, RISK, TECHNOLOGY
from .systems import ASSETS, HIGH

# Type of document, its title, who approves it, how many mandatory elements it holds.
DOCUMENTS = (
    ("security_policy", "Informatiebeveiligingsbeleid", "board", 6),
    ("governance_decision", "Besluit rollen en drie lijnen", "board", 4),
    ("risk_policy", "Beleid risicobeheer", "board", 5),
    ("risk_framework", "Kader voor ICT-risicobeheer", "board", 5),
    ("resilience_strategy", "Strategie digitale weerbaarheid", "board", 4),
    ("measures_decision", "Besluit maatregelen naar NIS2 art. 21", "board", 10),
    ("proportionality_statement", "Verantwoording van de evenredigheid", "board", 3),
    ("backup_policy", "Back-upbeleid", "management", 5),
    ("continuity_policy", "Continuïteitsbeleid ICT", "board", 4),
    ("continuity_plan", "Continuïteitsplan schade en uitkering", "management", 6),
    ("recovery_plan", "Herstelplan ICT", "management", 6),
    ("crisis_procedure", "Crisisprocedure", "board", 5),
    ("crisis_communication_plan", "Plan crisiscommunicatie", "management", 4),
    ("communication_policy", "Communicatiebeleid", "board", 3),
    ("business_impact_analysis", "Gevolgenanalyse", "management", 4),
    ("cloud_policy", "Cloudbeleid", "board", 6),
    ("crypto_policy", "Beleid cryptografie en sleutels", "management", 7),
    ("supplier_policy", "Beleid ICT-dienstverleners", "board", 6),
    ("supplier_strategy", "Strategie ICT-dienstverleners", "board", 4),
    ("incident_procedure", "Procedure incidenten en meldingen", "management", 6),
    ("cvd_policy", "Melden van kwetsbaarheden door derden", "management", 5),
    ("escalation_rules", "Escalatieregels", "management", 3),
    ("access_procedure", "Procedure toegang", "management", 5),
    ("joiner_leaver_procedure", "Procedure in- en uitstroom", "management", 5),
    ("password_policy", "Wachtwoordbeleid", "management", 4),
    ("change_procedure", "Procedure wijzigingen", "management", 5),
    ("acceptance_test_procedure", "Procedure acceptatietesten", "management", 4),
    ("vulnerability_procedure", "Procedure kwetsbaarheden", "management", 5),
    ("development_policy", "Beleid aanschaf en ontwikkeling", "management", 5),
    ("network_policy", "Netwerkbeleid", "management", 5),
    ("logging_policy", "Beleid logging", "management", 5),
    ("mobile_policy", "Beleid mobiel werken", "management", 4),
    ("malware_policy", "Beleid malware", "management", 4),
    ("screening_policy", "Beleid screening", "management", 3),
    ("conduct_rules", "Gedragsregels ICT", "management", 4),
    ("training_plan", "Opleidingsplan", "board", 5),
    ("classification_method", "Methode classificatie", "board", 3),
    ("asset_procedure", "Procedure bedrijfsmiddelen", "management", 4),
    ("retention_schedule", "Bewaartermijnen", "board", 3),
    ("disposal_instruction", "Instructie vernietigen van media", "management", 3),
    ("physical_security_plan", "Plan fysieke beveiliging", "management", 5),
    ("audit_plan", "Auditplan 2025", "board", 4),
    ("test_programme", "Testprogramma weerbaarheid 2025", "board", 4),
    ("measurement_plan", "Meetplan", "management", 4),
    ("annual_plan", "Jaarplan beveiliging 2025", "management", 4),
)
COVERS = (
    "roles_defined covers_coherence covers_ransomware covers_integrity covers_legal_notification "
    "covers_csirt_warnings covers_informing_affected covers_crisis_link covers_risk_choice "
    "covers_rollback covers_exit covers_supply_chain covers_tolerance covers_segregation published"
).split()

# Reviews by the auditor: once in the year, but for those of DORA that come each half year or month.
REVIEWS = (
    "policy risk_register risk_framework asset_inventory critical_systems log_integrity mobile_devices "
    "retention effectiveness resilience_strategy network_architecture internal_audit physical_zones capacity "
    "technology_watch firewall_rules firewall_rules log_retention"
).split()

# Reports: type, addressed to, months.
REPORTS = (
    ("ict_risk", "board", (3, 6, 9, 12)),
    ("security_status", "board", (6, 12)),
    ("oversight", "board", (12,)),
    ("third_party", "board", (11,)),
    ("framework_review", "supervisor", (10,)),
    ("information_register", "supervisor", (4,)),
    ("new_arrangements", "supervisor", (4,)),
)

RISKS = (
    ("Gijzelsoftware legt de schadebehandeling stil", "security", "medium", "high", "reduce"),
    ("Uitval van de rekenomgeving", "continuity", "low", "high", "reduce"),
    ("Een cloudaanbieder voor drie functies", "supply_chain", "medium", "high", "reduce"),
    ("Medische gegevens op straat", "security", "low", "high", "reduce"),
    ("Sleutelfiguren in het actuariaat", "continuity", "medium", "medium", "accept"),
    ("Fraude met betaalopdrachten", "security", "low", "high", "transfer"),
)

# The judgements: requirement, aspect, result, reason, review, what the reviewer says.
ANSWERS = (
    (
        "dora:11(8)",
        "existence",
        "met",
        "Het logboek ligt klaar in de crisismap en op papier",
        "agreed",
        "Gezien bij de oefening van november",
    ),
    (
        "dora:30(4)",
        "operation",
        "partly_met",
        "Bij twee van de drie nieuwe afspraken is naar modelclausules gekeken",
        "agreed",
        "Drie dossiers ingezien: bij Kluisdek ontbreekt de afweging",
    ),
)
# NIS2 is followed by choice: there is no class, and no register to be in. That is explained, not met.
CHOSEN = (
    ("nis2:3(1)", ("existence", "operation")),
    ("nis2:3(4)", ("existence", "operation")),
    ("nis2:3(4)-changes", ("operation",)),
)


def make(world):
    make_documents(world)
    make_decisions(world)
    make_reviews(world)
    make_reports(world)
    make_risks(world)
    make_audit_findings(world)
    make_answers(world)


def make_documents(world):
    dice = world.dice("document")
    for type_, title, role, elements in DOCUMENTS:
        approved = working_day(dice, day(1, 8), day(4, 25))
        if type_ == "classification_method":  # what was classified before this year, was so with it
            approved = after(approved, -364)
        world.table("document", "document_id").add(
            f"DOC-{type_}",
            effective_from=after(approved, 3),
            title=title,
            type=type_,
            version="3.0",
            location=f"K-{dice.between(41000, 48999)}",
            owner=TECHNOLOGY if role == "board" else CISO,
            approved_on=approved,
            approved_by_role=role,
            decision_reference=f"RvB {approved.year}-{dice.between(10, 98)}",
            reviewed_on=working_day(dice, day(5, 6), day(11, 28)),
            public_place="www.kaapstander.example/melden" if type_ == "cvd_policy" else None,
            required_elements_present=elements,
            **dict.fromkeys(COVERS, True),
            communicated_to_staff=True if type_ == "conduct_rules" else None,
        )


def make_decisions(world):
    measures = world["document"]["DOC-measures_decision"]
    for number, (type_, title, date, euro) in enumerate(
        (
            ("budget", "Begroting weerbaarheid 2025", day(1, 21), 640000),
            ("risk_tolerance", "Risicobereidheid ICT", day(2, 18), None),
            ("third_parties", "Uitbesteding rekenomgeving verlengd", day(5, 20), None),
            ("measures", measures["title"], measures["approved_on"], None),
            ("oversight", "Voortgang van de maatregelen", day(12, 22), None),
        ),
        1,
    ):
        world.table("board_decision", "decision_id").add(
            f"BES-{number}",
            occurred_on=date,
            title=title,
            type=type_,
            body="board",
            document=measures["document_id"] if type_ == "measures" else None,
            budget_eur=euro,
            outcome="Vastgesteld",
            prepared_by=RISK,
        )


def make_reviews(world):
    dice = world.dice("review")
    table = world.table("review", "review_id")

    def add(type_, date):
        table.add(
            f"CTL-{len(table) + 1:02d}",
            occurred_on=date,
            type=type_,
            document="DOC-security_policy" if type_ == "policy" else None,
            performed_by=AUDITOR,
            independent=True,
            outcome=dice.weighted({"in_order": 6, "actions": 4}),
            report=f"K-{dice.between(41000, 48999)}",
        )

    for number, type_ in enumerate(REVIEWS):
        first = day(9, 1) if number % 2 else day(2, 3)
        add(type_, working_day(dice, first, after(first, 85)))
    for month in range(1, 13):
        add("recurring_incidents", working_day(dice, day(month, 6), day(month, 24)))


def make_reports(world):
    dice = world.dice("report")
    table = world.table("report", "report_id")
    for type_, to, months in REPORTS:
        for month in months:
            table.add(
                f"RAP-{len(table) + 1:02d}",
                occurred_on=working_day(dice, day(month, 5), day(month, 19)),
                type=type_,
                addressed_to=to,
                month=month,
                presented_by=CISO,
                decision="Besproken en vastgesteld" if to == "board" else None,
                reference=f"K-{dice.between(41000, 48999)}",
            )


def make_risks(world):
    """The risks of the whole, then one for each system and each supplier that matters."""
    for title, category, likelihood, impact, treatment in RISKS:
        add_risk(world, title, category, likelihood, impact, treatment)
    for asset in ASSETS:
        if asset.criticality in HIGH or asset.type == "cloud_service":
            title = f"Uitval of misbruik van {asset.name}"
            add_risk(world, title, "security", "low", "high", "reduce", asset=asset.key)
    for supplier in world["supplier"]:
        if supplier["criticality"] in HIGH:
            title = f"Storing of lek bij {supplier['name']}"
            key = supplier["supplier_id"]
            add_risk(world, title, "supply_chain", "low", "high", "reduce", supplier=key)


def add_risk(world, title, category, likelihood, impact, treatment, asset=None, supplier=None):
    dice = world.dice(f"risk {title}")
    table = world.table("risk", "risk_id")
    assessed = working_day(dice, day(2, 3), day(6, 27))
    accepted = treatment == "accept"
    table.add(
        f"RIS-{len(table) + 1:02d}",
        effective_from=day(1, 1, 2024),
        title=title,
        asset=asset,
        supplier=supplier,
        owner=RISK if asset is None else IT_MANAGER,
        assessed_on=assessed,
        likelihood=likelihood,
        impact=impact,
        treatment=treatment,
        treatment_due_on=None if accepted else day(12, 31),
        treated_on=None if accepted else working_day(dice, after(assessed, 30), day(12, 12)),
        residual="low",
        accepted_by=TECHNOLOGY,
        accepted_on=after(assessed, 21),
        category=category,
    )


def make_audit_findings(world):
    dice = world.dice("audit finding")
    for number in range(1, 11):
        found = working_day(dice, day(1, 13), day(7, 31))
        world.table("audit_finding", "finding_id").add(
            f"AUD-{number:02d}",
            occurred_on=found,
            title=f"Verbeterpunt {number}",
            severity=dice.weighted({"low": 5, "medium": 4, "high": 1}),
            owner=dice.pick((IT_MANAGER, CISO, RISK)),
            due_on=after(found, 120),
            closed_on=working_day(dice, after(found, 14), after(found, 110)),
            source=dice.pick(("internal_audit", "external_audit", "supervisor")),
        )


def make_answers(world):
    for requirement, aspect, result, reason, review, seen in ANSWERS:
        add_answer(world, requirement, aspect, result, reason, review, seen)
    for requirement, aspects in CHOSEN:
        for aspect in aspects:
            add_answer(
                world,
                requirement,
                aspect,
                "explained",
                "Geen entiteit van bijlage I of II; NIS2 wordt gevolgd op verzoek van leden",
                "better_approved",
                "De vaststelling van 14 oktober gezien",
            )


def add_answer(world, requirement, aspect, result, reason, review, seen):
    table = world.table("answer", "answer_id")
    table.add(
        f"OOR-{len(table) + 1:02d}",
        effective_from=day(12, 1),
        requirement=requirement,
        aspect=aspect,
        result=result,
        reason=reason,
        assessor=RISK,
        assessed_on=day(12, 1),
        reviewer=AUDITOR,
        review=review,
        review_reason=seen,
        reviewed_on=day(12, 9),
    )
