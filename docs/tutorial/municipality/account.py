# SPDX-License-Identifier: EUPL-1.2
"""What Waterrijk tells of 2025 in its annual report, and what it promised in that of 2024."""

from common import account
from common.workdays import day

from .organisation import ALDERMAN, BOARD, CISO, IT_MANAGER

FIGURES = (
    ("reports", 214, None, "registratie van het meldpunt", "meldingen van mensen en signalen van de bewaking"),
    ("staff_fte", 5.5, 7, "personeelsadministratie, stand 31 december 2025", None),
    ("budget_eur", 618000, 640000, "jaarrekening 2025, programma bedrijfsvoering", None),
)
FIGURES_BEFORE = (
    ("reports", 187, None, "registratie van het meldpunt", "alleen meldingen van mensen"),
)
RECORDED_BEFORE = (
    ("restore_tests", 61, None, "jaarverslag 2024, paragraaf bedrijfsvoering", None),
)
PROMISES = (
    ("BV-01", "Alle beheerders loggen in met een tweede factor", day(6, 30), "done", day(6, 30), day(5, 22)),
    ("BV-02", "Elk jaar een proef met terugzetten van alle kritieke systemen", day(9, 30), "in_progress", day(3, 31, 2026), None),
    ("BV-03", "Een overzicht van alle koppelingen met ketenpartners", day(12, 1), "done", day(12, 1), day(11, 14)),
    ("BV-04", "Een eigen post voor bewaking buiten kantoortijd", day(12, 31), "dropped", day(12, 31), None),
    ("BV-05", "Afspraken over melden in de contracten met leveranciers", day(10, 31), "in_progress", day(2, 28, 2026), None),
    ("BV-06", "Een vervanger voor elke beheerder met een sleutelrol", day(4, 30), None, None, None),
)
FINDINGS = (
    (
        "AUD-31",
        "bio2:8.13.04",
        "high",
        "priority",
        "external_audit",
        "Niet van elk belangrijk systeem is dit jaar bewezen dat het is terug te zetten",
        "Een rooster met een proef per kwartaal, en de uitkomst in het overleg van de directie",
        day(3, 31, 2026),
    ),
    (
        "AUD-32",
        "bio2:5.22",
        "medium",
        "supplier",
        "external_audit",
        "Van een deel van de leveranciers kwam het bewijs te laat binnen",
        "Aanlevering voor 1 december in de contracten, met een herinnering in oktober",
        day(2, 28, 2026),
    ),
    (
        "AUD-33",
        "bio2:6.3",
        "medium",
        "knowledge",
        "self_assessment",
        "Nieuwe medewerkers volgden de introductie soms na de afgesproken termijn",
        "De introductie hoort bij de eerste werkdag",
        day(1, 31, 2026),
    ),
)
RISKS = {
    "RIS-001": "Gijzelsoftware legt de dienstverlening aan inwoners stil",
    "RIS-003": "Een leverancier lekt gegevens van inwoners",
    "RIS-007": "Een medewerker met veel rechten trapt in een valse mail",
    "RIS-004": "Bediening van bruggen en sluizen hangt af van oude techniek",
    "RIS-005": "Te veel hangt af van een enkele aanbieder",
}
LESSONS = {
    "Gijzelsoftware bij een leverancier van het sociaal domein": "Een leverancier meldt voortaan binnen vier uur, en er ligt een papieren werkwijze klaar voor de eerste dag.",
    "Burgerzaken een dag niet bereikbaar": "Een wijziging aan de balie gaat alleen nog door als terugzetten vooraf is geprobeerd.",
    "Misbruik van een kwetsbaarheid in het digitale loket": "Een waarschuwing met hoge kans en hoge schade gaat ook in het weekend direct naar de dienstdoende beheerder.",
}
EFFECTS = {
    "Gijzelsoftware bij een leverancier van het sociaal domein": "Inwoners met een aanvraag voor hulp wachtten tot twee weken langer; van sommigen lagen gegevens bij criminelen.",
    "Burgerzaken een dag niet bereikbaar": "Wie die dag een paspoort kwam halen of een geboorte aangaf, moest terugkomen.",
    "Misbruik van een kwetsbaarheid in het digitale loket": "Het digitale loket was een middag dicht; ingevulde formulieren van die ochtend moesten opnieuw.",
}
# What several municipalities keep together: the archive system and the depot.
JOINT = ("SUP-09", "SUP-34")
AWARENESS = (
    ("BA-01", day(2, 11), "phishing_simulation", "Nagebootste mail over een pakket", "phishing", 276, 276, 14, 22),
    ("BA-02", day(5, 13), "meeting", "Koffie met de CISO", "incident_reporting", 276, 118, None, None),
    ("BA-03", day(9, 16), "phishing_simulation", "Nagebootste mail over het rooster", "phishing", 281, 281, 6, 47),
    ("BA-04", day(10, 7), "campaign", "Maand van de veiligheid", "hygiene", 281, 204, None, None),
)
WARNINGS = (
    (day(1, 20), "Kwetsbaarheid in een bestandsdienst", 1, "action_needed", 3),
    (day(3, 3), "Kwetsbaarheid in een mailserver", 2, "not_applicable", None),
    (day(4, 22), "Misbruik van een kwetsbaarheid in toegang op afstand", 0, "action_needed", 1),
    (day(6, 16), "Kwetsbaarheid in een fotodienst", 3, "not_applicable", None),
    (day(8, 18), "Kwetsbaarheid in een netwerkschakelaar", 2, "already_mitigated", None),
    (day(10, 6), "Misbruik van een kwetsbaarheid in een loket", 4, "action_needed", 9),
    (day(11, 24), "Kwetsbaarheid in een bibliotheek", 1, "action_needed", 6),
)
BEFORE = "organisation person organisational_unit role_assignment supplier asset document".split()
# Month, breach, significant.
INCIDENTS_BEFORE = tuple((1 + n % 12, n % 5 == 0, n in (7, 30)) for n in range(43))
JUDGEMENT = (
    "Het oordeel steunt op toetsen op vastgelegd bewijs, op het onderzoek van de IT-auditor naar DigiD en Suwinet en op "
    "de eigen zelfevaluatie. De uitzonderingen zijn de open bevindingen hieronder; terugzetten van systemen weegt daarvan het zwaarst."
)
JUDGEMENT_BEFORE = (
    "Het college keek in 2024 voor het eerst naar het geheel. De zekerheid is beperkt, omdat veel nog niet was vastgelegd "
    "en de proeven met terugzetten pas in het najaar begonnen."
)


def make(world):
    account.add_figures(world, FIGURES)
    account.add_figures(world, RECORDED_BEFORE, dates=account.YEAR_BEFORE)
    account.add_figures(world, FIGURES_BEFORE, "previous", account.YEAR_BEFORE)
    account.add_promises(world, PROMISES, IT_MANAGER)
    account.add_findings(world, FINDINGS, CISO, day(11, 18))
    account.add_board(
        world,
        [(person, "wethouder" if number else "burgemeester", person == ALDERMAN) for number, person in enumerate(BOARD)],
        "Bestuursacademie Rivierenland",
    )
    account.add_statement(world, "BES-2025-S", day(1, 6, 2026), "Oordeel over 2025", JUDGEMENT)
    account.add_statement(world, "BES-2024-S", day(12, 17, 2024), "Oordeel over 2024", JUDGEMENT_BEFORE, "previous")
    account.add_awareness(world, AWARENESS)
    account.add_warnings(world, WARNINGS, CISO)
    account.tell(world, "risk", RISKS)
    lessons = {row["incident_id"]: LESSONS[row["title"]] for row in world["incident"] if row["title"] in LESSONS}
    effects = {row["incident_id"]: EFFECTS[row["title"]] for row in world["incident"] if row["title"] in EFFECTS}
    account.tell_incidents(world, lessons, effects)
    tell_documents(world)
    account.tell(world, "supplier", dict.fromkeys(JOINT, "joint_body"), "category")
    world.later("report", "report_id", "account").add(
        "RAP-AC-1", occurred_on=day(11, 20), type="oversight", addressed_to="audit_committee", presented_by=CISO
    )
    account.add_previous(world, BEFORE, INCIDENTS_BEFORE)


def tell_documents(world):
    applicability, statement = (
        world["document"][f"DOC-{type_}"] for type_ in ("statement_of_applicability", "in_control_statement")
    )
    place = "www.waterrijk.example/informatieveiligheid"
    world.repeat(
        "document", applicability, "account", scope="alle onderdelen van de gemeente, met de bruggen en sluizen", public_place=place
    )
    world.repeat("document", statement, "account", scope=None, public_place=place)
