# SPDX-License-Identifier: EUPL-1.2
"""What the Kaapstander tells of 2025 in its management report, and what it promised in that of 2024."""

from common import account
from common.workdays import after, day

from .organisation import AUDITOR, BOARD, CISO, IT_MANAGER, RISK, TECHNOLOGY
from .incidents import CLAIMS, PORTAL

FIGURES = (
    ("reports", 96, None, "registratie van de servicedesk", "meldingen van mensen en signalen van de bewaking"),
    ("staff_fte", 6, 6, "personeelsadministratie, stand 31 december 2025", None),
    ("budget_eur", 702000, 640000, "jaarrekening 2025", None),
)
FIGURES_BEFORE = (("reports", 88, None, "registratie van de servicedesk", "meldingen van mensen en signalen van de bewaking"),)
RECORDED_BEFORE = (("restore_tests", 9, None, "bestuursverslag 2024", None),)
PROMISES = (
    ("BV-01", "Een uitwijk voor de schadebehandeling die zonder de aanbieder werkt", day(12, 31), "in_progress", day(6, 30, 2026), None),
    ("BV-02", "Een register van alle overeenkomsten met ICT-aanbieders", day(4, 30), "done", day(4, 30), day(4, 11)),
    ("BV-03", "Een kortere geldigheid van sessies in het ledenloket", day(9, 1), "done", day(9, 1), day(6, 2)),
    ("BV-04", "Een tweede aanbieder voor het betalingsverkeer", day(11, 1), "dropped", day(11, 1), None),
)
FINDINGS = (
    (
        "AUD-21",
        "dora:11(6)",
        "high",
        "supplier",
        "external_audit",
        "De schadebehandeling hing een dag stil op een enkele aanbieder",
        "Een uitwijk die twee keer per jaar wordt beproefd",
        day(3, 31, 2026),
    ),
    (
        "AUD-22",
        "dora:28(4)",
        "medium",
        "process",
        "internal_audit",
        "Van een deel van de overeenkomsten ontbrak de weging voor ze werden gesloten",
        "Geen overeenkomst zonder weging; inkoop houdt de lijst bij",
        day(3, 31, 2026),
    ),
)
RISKS = {
    "RIS-01": "Gijzelsoftware legt de schadebehandeling stil",
    "RIS-03": "Te veel functies hangen af van een enkele aanbieder",
    "RIS-04": "Medische gegevens van leden komen op straat te liggen",
    "RIS-05": "Kennis van de berekeningen zit bij te weinig mensen",
    "RIS-06": "Iemand laat met een vals bericht een betaling doen",
}
LESSONS = {
    PORTAL: "Een sessie van een lid vervalt na vijftien minuten, en wie van plaats wisselt, logt opnieuw in.",
    CLAIMS: "Bij een storing van een aanbieder begint de eigen uitwijk na een uur, zonder op herstel te wachten.",
}
EFFECTS = {
    PORTAL: "Van 412 zorginstellingen waren polissen en schademeldingen twee dagen in te zien voor iemand anders.",
    CLAIMS: "Zorginstellingen wachtten een dag op een uitkering; twee betalingen aan patiënten kwamen te laat.",
}
AWARENESS = (
    ("BA-01", day(3, 18), "phishing_simulation", "Nagebootste mail over een factuur", "phishing", 116, 116, 11, 31),
    ("BA-02", day(6, 17), "meeting", "Wat de storing ons leerde", "duties", 116, 87, None, None),
    ("BA-03", day(10, 14), "phishing_simulation", "Nagebootste mail over een pakket", "phishing", 118, 118, 5, 52),
)
WARNINGS = (
    (day(2, 10), "Kwetsbaarheid in een rekenbibliotheek", 1, "action_needed", 4),
    (day(5, 7), "Kwetsbaarheid in een mailserver", 1, "not_applicable", None),
    (day(9, 9), "Misbruik van een kwetsbaarheid in een toegangspoort", 0, "action_needed", 1),
    (day(11, 4), "Kwetsbaarheid in een printdienst", 3, "already_mitigated", None),
)
BEFORE = "organisation person organisational_unit role_assignment supplier asset document".split()
INCIDENTS_BEFORE = tuple((1 + n % 12, n % 6 == 0, n == 4) for n in range(14))
JUDGEMENT = (
    "Het oordeel steunt op toetsen op vastgelegd bewijs, op de interne audit en op verklaringen van auditors over aanbieders. "
    "De afhankelijkheid van een enkele aanbieder voor de schadebehandeling is de uitzondering die het zwaarst weegt."
)
JUDGEMENT_BEFORE = (
    "Het bestuur ging in 2024 af op gesprekken en op de eigen lijst van maatregelen. Bewijs was er nog weinig, en de "
    "zekerheid is daarom laag."
)


def make(world):
    account.add_figures(world, FIGURES)
    account.add_figures(world, RECORDED_BEFORE, dates=account.YEAR_BEFORE)
    account.add_figures(world, FIGURES_BEFORE, "previous", account.YEAR_BEFORE)
    account.add_promises(world, PROMISES, IT_MANAGER)
    account.add_findings(world, FINDINGS, CISO, day(11, 27))
    account.add_board(
        world,
        [(person, "lid van de raad van bestuur", person == TECHNOLOGY) for person in BOARD],
        "Academie voor bestuurders",
    )
    account.add_statement(world, "BES-2025-S", day(1, 8, 2026), "Oordeel over 2025", JUDGEMENT)
    account.add_statement(world, "BES-2024-S", day(12, 19, 2024), "Oordeel over 2024", JUDGEMENT_BEFORE, "previous")
    account.add_awareness(world, AWARENESS)
    account.add_warnings(world, WARNINGS, CISO)
    account.tell(world, "risk", RISKS)
    account.tell_incidents(world, LESSONS, EFFECTS)
    world.later("document", "document_id", "account").add(
        "DOC-soa",
        effective_from=day(2, 3),
        title="Verklaring van toepasselijkheid",
        type="statement_of_applicability",
        version="1.0",
        approved_on=day(1, 28),
        approved_by_role="board",
        scope="alle diensten aan leden, met de uitbestede",
        public_place="www.kaapstander.example/veiligheid",
    )
    world.later("report", "report_id", "account").add(
        "RAP-AC-1", occurred_on=day(12, 4), type="ict_risk", addressed_to="audit_committee", presented_by=CISO
    )
    add_framework_review(world)
    account.add_previous(world, BEFORE, INCIDENTS_BEFORE)


def add_framework_review(world):
    """What the report to the supervisor asks of the review of the framework: why it was done, what the board heard of it
    and decided, and the one before."""
    (held,) = world["review"].where(type="risk_framework")
    told = after(held["occurred_on"], 14)
    world.repeat("review", held, "account", reason="periodic", findings=4, reported_to_board_on=told)
    world.later("review", "review_id", "account").add(
        "CTL-2024-01",
        occurred_on=day(2, 13, 2024),
        type="risk_framework",
        performed_by=AUDITOR,
        independent=True,
        outcome="actions",
        report="K-38120",
        reason="periodic",
        findings=6,
        reported_to_board_on=day(3, 5, 2024),
    )
    world.later("board_decision", "decision_id", "account").add(
        "BES-2025-E",
        occurred_on=day(1, 8, 2026),
        title="Evaluatie van het kader voor ICT-risicobeheer 2025",
        type="review_outcome",
        body="board",
        outcome="Vastgesteld; de uitwijk voor de schadebehandeling gaat voor",
        prepared_by=RISK,
    )
