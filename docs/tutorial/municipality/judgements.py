# SPDX-License-Identifier: EUPL-1.2
"""The municipality's answers to the questions of BIO2, where no test decides, or not the whole."""

from common.workdays import day

from .organisation import AUDITOR, ENSIA

ASPECTS = ("design", "existence", "operation")
M, P, N = "met", "partly_met", "not_met"

# Number, the results of design, existence and operation, and the reason of each.
ANSWERS = (
    (
        "5.6",
        (M, M, M),
        "De vakgroepen zijn gekozen",
        "De CISO is lid van de vakgroep",
        "Van vijf bijeenkomsten is verslag gedaan",
    ),
    (
        "5.13",
        (M, P, P),
        "De kenmerken staan in de methode",
        "Documenten dragen een kenmerk, berichten niet",
        "In de steekproef had een op de vijf bestanden geen kenmerk",
    ),
    (
        "5.14.03",
        (M, M, M),
        "Het staat in de architectuurprincipes",
        "De ondertekendienst levert de profielen",
        "Van 25 handtekeningen zijn er 25 geldig",
    ),
    (
        "5.31",
        (M, M, M),
        "Er is een register van verplichtingen",
        "Bij elke eis staat hoe wij voldoen",
        "Twee gewijzigde regelingen zijn op tijd verwerkt",
    ),
    (
        "5.32",
        (M, M, M),
        "Er zijn regels voor licenties",
        "Per pakket is het aantal bekend",
        "De telling van oktober gaf geen tekort",
    ),
    (
        "5.34",
        (M, M, M),
        "Het privacybeleid is vastgesteld",
        "Het register is door de functionaris nagelopen",
        "Alle verzoeken zijn binnen een maand behandeld",
    ),
    (
        "5.37",
        (M, P, P),
        "De lijst van werkwijzen is vastgesteld",
        "Voor drie toepassingen ontbreekt een handboek",
        "Twee handboeken zijn na een wijziging niet bijgewerkt",
    ),
    (
        "6.4",
        (M, M, M),
        "De regeling staat in het personeelshandboek",
        "Iedereen kan het handboek inzien",
        "Een overtreding is volgens de regeling behandeld",
    ),
    (
        "6.5",
        (M, M, M),
        "Het staat in de regeling uitstroom",
        "Het staat ook in contracten voor inhuur",
        "Elke vertrekker kreeg de brief",
    ),
    (
        "6.6",
        (M, M, M),
        "De verklaring is vastgesteld",
        "Ieder tekent bij indiensttreding",
        "De steekproef van dertig dossiers is volledig",
    ),
    (
        "7.3",
        (M, M, M),
        "Per gebouw zijn de ruimten aangewezen",
        "De ruimten zijn ingericht",
        "Er zijn vier rondes gelopen",
    ),
    (
        "7.4",
        (M, M, P),
        "Het bewakingsplan is vastgesteld",
        "Alarm en camera’s werken",
        "Op een van de acht alarmen kwam niemand af",
    ),
    (
        "7.5",
        (N, P, M),
        "Wateroverlast in de computerruimte is niet uitgewerkt",
        "Brandmelding is er, bescherming tegen water niet",
        "De brandmelding is gekeurd",
    ),
    (
        "7.6",
        (M, M, M),
        "De huisregels voor de computerruimte gelden",
        "Bezoek wordt begeleid",
        "Het bezoekersboek is nagekeken",
    ),
    (
        "7.8",
        (M, M, M),
        "De eisen staan in het plan",
        "De apparatuur staat in de computerruimte",
        "De temperatuur is steeds gemeten",
    ),
    (
        "7.9",
        (M, P, M),
        "De regels voor mobiel werken gelden",
        "Van elf meetkasten is de plek niet bekend",
        "Vier verloren apparaten zijn gewist",
    ),
    (
        "7.11",
        (M, M, M),
        "De eisen volgen uit de gevolgenanalyse",
        "Noodstroom en koeling zijn er",
        "De noodstroom is beproefd op 14 mei",
    ),
    (
        "7.12",
        (M, M, M),
        "De kabelplannen zijn er",
        "De verdeelkasten zijn op slot",
        "De kasten zijn in juni nagelopen",
    ),
    (
        "7.13",
        (M, M, M),
        "Onderhoud is per soort vastgelegd",
        "Onderhoud loopt via contracten",
        "De onderhoudsrapporten zijn er",
    ),
    (
        "8.03.01",
        (M, P, P),
        "De kroonjuwelen zijn aangewezen",
        "Een van de vier staat nog in het gewone netwerk",
        "De scheiding van drie is getest",
    ),
    (
        "8.6",
        (M, M, M),
        "Per systeem zijn grenzen gesteld",
        "Het gebruik wordt gemeten",
        "Op alle waarschuwingen is gereageerd",
    ),
    (
        "8.9",
        (P, P, N),
        "Voor werkplekken en servers, niet voor netwerk",
        "Bij servers zijn afwijkingen bekend",
        "Instellingen zijn niet gecontroleerd",
    ),
    (
        "8.17",
        (M, M, M),
        "Het netwerkbeleid noemt de tijdbron",
        "Alle systemen volgen dezelfde klok",
        "Een afwijking in maart is hersteld",
    ),
    (
        "8.23",
        (M, M, M),
        "De soorten zijn vastgesteld",
        "Het filter werkt ook buiten kantoor",
        "De maandlijst is bekeken",
    ),
    ("8.24.05", (N, N, N), "Niet bepaald", "Er zijn geen reservecertificaten", "Niet geoefend"),
    (
        "8.26",
        (M, P, P),
        "De eisen staan in de inkoopgids",
        "Van oudere toepassingen ontbreken eisen",
        "Bij een van de negen nieuwe ontbreekt bewijs",
    ),
)

# Controls of which tests prove a part. The auditor saw the rest, and approves the better result.
BETTER = (
    (
        "5.5",
        "De contactlijst is met de instanties nagelopen",
        "Gesproken met CSIRT en toezichthouder: de lijst klopt en werd gebruikt",
    ),
    (
        "5.24",
        "Het plan is geoefend en bijgesteld",
        "Bij de oefening van oktober aanwezig geweest",
    ),
    ("6.2", "De plichten staan in elk contract", "Dertig contracten ingezien, alle in orde"),
)


def make(world):
    for number, results, *reasons in ANSWERS:
        for aspect, result, reason in zip(ASPECTS, results, reasons):
            add(world, f"bio2:{number}", aspect, result, reason)
    for aspect in ASPECTS:
        reason = "De gemeente beheert geen broncode"
        add(world, "bio2:8.4", aspect, "not_applicable", reason, risk_reference="RIS-012")
    for number, reason, seen in BETTER:
        for aspect in ASPECTS:
            add(
                world,
                f"bio2:{number}",
                aspect,
                "met",
                reason,
                review="better_approved",
                review_reason=seen,
            )
    add(world, "bio2:8.13.04", "operation", "met", "De hersteltesten zijn uitgevoerd")


def add(world, requirement, aspect, result, reason, **more):
    table = world.table("answer", "answer_id")
    answer = {
        "effective_from": day(11, 3),
        "effective_until": None,
        "requirement": requirement,
        "aspect": aspect,
        "result": result,
        "reason": reason,
        "risk_reference": None,
        "assessor": ENSIA,
        "assessed_on": day(11, 3),
        "reviewer": AUDITOR,
        "review": "agreed",
        "review_reason": None,
        "reviewed_on": day(11, 24),
    }
    table.add(f"ZEL-{len(table) + 1:03d}", **{**answer, **more})
