/* SPDX-License-Identifier: EUPL-1.2 */
/* The commands themselves; their options stand in options_table.c. */
#include "cli/options.h"

const vw_command vw_commands[VW_CMD_COUNT] = {
    [VW_CMD_INIT] =
        {"init",
         "",
         0,
         0,
         {"maak een dossier voor één organisatie en één jaar",
          "make a dossier for one organisation and one year"},
         {"Maakt het dossier: één SQLite-bestand dat alleen u kunt lezen. De peildatum is 31 "
          "december "
          "van het jaar, tenzij --as-of iets anders zegt. Een bestaand bestand blijft "
          "onaangeroerd.",
          "Makes the dossier: one SQLite file that only you can read. The reference date is "
          "31 December of the year, unless --as-of says otherwise. An existing file is never "
          "touched."},
         "verantwoord init --name \"Gemeente Waterrijk\" --type municipality --year 2025"},
    [VW_CMD_IMPORT] =
        {"import",
         "FILE...",
         0,
         SIZE_MAX,
         {"neem bewijs uit bestanden op", "take in evidence from files"},
         {"Een bestand is een tabel (CSV, XLSX, JSON, JSON Lines) of een document waarvan "
          "het formaat "
          "wordt herkend. Elk bestand wordt tegen de catalogus gecontroleerd. Is er één fout, dan "
          "wordt niets opgenomen "
          "en staan alle fouten in de lijst. Bewijs wordt alleen toegevoegd: een "
          "nieuwe versie van een "
          "record komt naast de oude te staan.",
          "A file is a table (CSV, XLSX, JSON, JSON Lines) or a document whose "
          "format is "
          "recognised. Each file is checked against the catalogue. If anything is wrong, nothing "
          "is taken in and every "
          "problem is listed. Evidence is only ever added: a new version of a record "
          "stands beside the "
          "old one."},
         "verantwoord import asset.csv person.csv --complete --by \"R. de Wit\""},
    [VW_CMD_CHECK] =
        {"check",
         "[PATH...]",
         0,
         SIZE_MAX,
         {"controleer normenkaders, catalogus en sjablonen",
          "check control sets, catalogue and templates"},
         {"Zonder pad worden de meegeleverde bestanden gecontroleerd. Een pad is een "
          "YAML-bestand, een "
          "sjabloon of een map; het wordt bij de meegeleverde bestanden gevoegd. Met --coverage "
          "staat er per norm en aspect welke toetsen het beslissen, welke vraag er is, of "
          "waarom niets het dekt.",
          "Without a path the built-in files are checked. A path is a YAML file, a "
          "template or a folder; "
          "it is added to the built-in files. With --coverage: of each requirement and aspect "
          "which tests decide it, what is asked, or why nothing covers it."},
         "verantwoord check my-controls/"},
    [VW_CMD_EVALUATE] =
        {"evaluate",
         "",
         0,
         0,
         {"voer alle toetsen uit en bewaar de uitkomst", "run all tests and store the results"},
         {"Voert elke toets uit op het bewijs van dit moment en bewaart bevindingen en conclusies "
          "in het dossier. Zonder --framework tellen de normenkaders die volgens het soort "
          "organisatie en wat daarover is vastgelegd gelden. Een toets waarvan sinds de vorige "
          "evaluatie niets is gewijzigd dat de uitkomst "
          "bepaalt (de regel, de datums, het bewijs waar hij naar kijkt, de uitzonderingen, het "
          "programma) wordt daarvan overgenomen; raakt nieuw bewijs een klein deel, dan wordt hij "
          "alleen daarvoor uitgevoerd. --full voert elke toets helemaal uit, met dezelfde "
          "uitkomst. "
          "--fail-on neemt error, not_met, not_assessed, partly_met of explained.",
          "Runs every test on the evidence of this moment and stores findings and conclusions in "
          "the dossier. Without --framework those frameworks count that apply by the type of "
          "organisation and what is recorded of it. A test of which nothing changed since the last "
          "evaluation that decides "
          "its result (the rule, the dates, the evidence that it looks at, the exceptions, the "
          "program) is taken over from it; where new evidence touches a small part, it is run for "
          "that part. --full runs every test in full, with the same result. --fail-on takes "
          "error, not_met, not_assessed, partly_met or explained."},
         "verantwoord evaluate --framework bio2"},
    [VW_CMD_EXPLAIN] =
        {"explain",
         "ID",
         1,
         1,
         {"leg een norm, maatregel, toets, parameter, bewijssoort, object of melding uit",
          "explain a requirement, measure, test, parameter, kind, subject or message"},
         {"Zegt wat wordt gevraagd, welk bewijs is bekeken, wat de uitkomst is en "
          "waarom, met welke SQL u "
          "dat zelf naloopt, en wat u kunt doen.",
          "Says what is demanded, which evidence was looked at, what came out and "
          "why, with which SQL you "
          "re-perform it, and what to do next."},
         "verantwoord explain bio2:8.13.04"},
    [VW_CMD_REPORT] =
        {"report",
         "TEMPLATE",
         1,
         1,
         {"schrijf een document", "write a document"},
         {"Schrijft een document over de laatste evaluatie, naar een sjabloon hieronder of een van "
          "uzelf (list templates). Met catalogue de normen van een normenkader en wat elk beslist; "
          "dat kan zonder dossier.",
          "Writes a document on the latest evaluation, from a template below or one of your own "
          "(list templates). With catalogue the requirements of a framework and what decides each; "
          "that needs no dossier."},
         "verantwoord report statement --format pdf,xlsx --lang nl -o out"},
    [VW_CMD_WORKBOOK] =
        {"workbook",
         "",
         0,
         0,
         {"maak een werkboek om bewijs en antwoorden in te vullen",
          "make a workbook in which to fill in evidence and answers"},
         {"Schrijft een XLSX-werkboek met een blad voor elke soort bewijs die de toetsen nodig "
          "hebben, gevuld met wat het dossier al weet, en met vragen over wat alleen een persoon "
          "kan beoordelen. Vul het in met Excel of LibreOffice; import leest het weer in en laat "
          "eerst zien wat er verandert. Een bestaand bestand wordt niet overschreven.",
          "Writes an XLSX workbook with a sheet for each kind of evidence that the tests need, "
          "filled with what the dossier knows already, and with questions on what only a person "
          "can judge. Fill it in with Excel or LibreOffice; import takes it back and first shows "
          "what changes. An existing file is not overwritten."},
         "verantwoord workbook -o intake.xlsx --lang nl"},
    [VW_CMD_LIST] =
        {"list",
         "WHAT",
         1,
         1,
         {"toon wat er is", "show what there is"},
         {"WHAT is een van: frameworks, requirements, measures, tests, parameters, populations, "
          "kinds, imports, artefacts, findings, outcomes, conclusions, evaluations, templates, "
          "judgements, exceptions.",
          "WHAT is one of: frameworks, requirements, measures, tests, parameters, populations, "
          "kinds, imports, artefacts, findings, outcomes, conclusions, evaluations, templates, "
          "judgements, exceptions."},
         "verantwoord list findings --json"},
    [VW_CMD_VERIFY] =
        {"verify",
         "[FILE.pdf]",
         0,
         1,
         {"ga na dat niets is veranderd, in het dossier of in een document",
          "make sure that nothing was changed, in the dossier or in a document"},
         {"Zonder bestand: berekent elke bewaarde hash opnieuw en voert elke evaluatie opnieuw "
          "uit, "
          "met de normbestanden uit het dossier zelf. Met een PDF: controleert elke handtekening, "
          "de "
          "bestanden erin, of de bladzijden dezelfde cijfers hebben, en met --dossier of het "
          "dossier "
          "tot dezelfde komt. Zegt wat klopt en wat niet.",
          "Without a file: recomputes every stored hash and performs each evaluation again, with "
          "the "
          "control sets kept in the dossier itself. With a PDF: checks each signature, the files "
          "inside, whether the pages say the same figures and, with --dossier, whether the dossier "
          "comes to them too. Prints what agrees and what does not."},
         "verantwoord verify --dossier dossier.db"},
    [VW_CMD_LEDGER] =
        {"ledger",
         "",
         0,
         0,
         {"toon het grootboek en veranker het elders", "show the ledger and anchor it elsewhere"},
         {"Elke import en elke evaluatie is een regel met een hash over haar inhoud en de hash van "
          "de regel ervoor. Wie de hash van de laatste regel kent (--head), kan later zien of er "
          "iets is gewijzigd of verwijderd. Een tijdstempeldienst (RFC 3161) kan bevestigen dat "
          "die "
          "regel er op dat moment was.",
          "Each import and each evaluation is an entry with a hash over its content and the hash "
          "of the entry before. Who knows the hash of the last entry (--head) can see later "
          "whether anything was changed or removed. A time stamping authority (RFC 3161) can "
          "confirm that the entry was there at that moment."},
         "verantwoord ledger --head"},
    [VW_CMD_EXPORT] =
        {"export",
         "",
         0,
         0,
         {"haal bewijs uit het dossier", "take evidence out of the dossier"},
         {"Schrijft een map met een CSV-bestand per soort bewijs, die import weer opneemt, en een "
          "beschrijving erbij. Met --pseudonymised zijn namen en wat daarnaar verwijst overal door "
          "hetzelfde pseudoniem vervangen. Met --artefact wordt één bewijsstuk teruggezet als het "
          "bestand dat het was.",
          "Writes a folder with a CSV file for each kind of evidence, which import takes back, and "
          "a "
          "description beside them. With --pseudonymised names and what refers to them are "
          "replaced "
          "by the same pseudonym everywhere. With --artefact one artefact is put back as the file "
          "that it was."},
         "verantwoord export -o evidence-2025 --pseudonymised"},
    [VW_CMD_EVIDENCE] =
        {"evidence",
         "",
         0,
         0,
         {"toon welk bewijs er is, hoe oud, wat ontbreekt en wat afloopt",
          "show what evidence there is, how old, what is missing and what ends"},
         {"Per soort: hoeveel records, wanneer verzameld, volledig verklaard of niet, en uit welk "
          "bestand. Daarna een werklijst: wat ontbreekt voor de normenkaders die gelden, met "
          "vooraan "
          "waar de meeste normen op wachten. Ten slotte wat voor de peildatum afloopt.",
          "For each kind: how many records, when collected, declared complete or not, and from "
          "which "
          "file. Then a work list: what is missing for the frameworks that hold, with first what "
          "most "
          "requirements wait for. Last, what ends before the reference date."},
         "verantwoord evidence --framework bio2"},
    [VW_CMD_SCOPE] =
        {"scope",
         "",
         0,
         0,
         {"toon welke wetten en normen gelden, als wat en waarom",
          "show which laws and norms apply, as what and why"},
         {"Leest wat over de organisatie is vastgelegd en zegt per wet of norm of zij geldt, als "
          "wat "
          "(bijvoorbeeld essentieel of belangrijk), sinds wanneer, wie toezicht houdt en welke "
          "gegevens dat beslisten. Ontbreekt een gegeven dat de uitkomst kan veranderen, dan wordt "
          "daarom gevraagd; er wordt niets geraden. Er is geen evaluatie voor nodig.",
          "Reads what is recorded of the organisation and tells for each law or norm whether it "
          "applies, as what (essential or important, say), since when, who supervises, and which "
          "facts decided that. Where a fact is missing that could change the outcome, it is asked "
          "for; nothing is guessed. No evaluation is needed."},
         "verantwoord scope --on 2026-08-15"},
    [VW_CMD_JUDGE] =
        {"judge",
         "[REQUIREMENT]",
         0,
         1,
         {"leg een oordeel over een norm vast, of de toetsing ervan",
          "record a judgement of a requirement, or the review of one"},
         {"Een persoon oordeelt over één aspect van één norm (--result), een ander toetst dat "
          "oordeel (--review). Is er ook een berekende uitkomst, dan is de slechtste van de twee "
          "de "
          "conclusie, tenzij wie toetst het betere oordeel goedkeurt met een reden. Wie toetst is "
          "nooit wie oordeelde. Een nieuw oordeel komt naast het oude te staan. --withdraw trekt "
          "een oordeel in. Zonder norm: de lijst van alle oordelen.",
          "A person judges one aspect of one requirement (--result), another reviews that "
          "judgement "
          "(--review). Where there is a computed result too, the worse of both is the conclusion, "
          "unless the reviewer approves the better one with a reason. Who reviews is never who "
          "judged. A new judgement stands beside the old one. --withdraw withdraws a judgement. "
          "Without "
          "a requirement: the list of all judgements."},
         "verantwoord judge bio2:5.3 --aspect design --result met --reason \"Seen the "
         "procedure\" --by P-0101"},
    [VW_CMD_EXCEPT] =
        {"except",
         "TEST SUBJECT",
         2,
         2,
         {"leg een goedgekeurde uitzondering op een toets vast",
          "record an approved exception on a test"},
         {"Eén toetsobject mag tot en met een dag van één toets afwijken. Wie goedkeurt is nooit "
          "wie vraagt. Op een toets die een overheidsmaatregel dient, kan geen uitzondering "
          "bestaan. --end laat de uitzondering die er is eerder eindigen. SUBJECT is "
          "SOORT:SLEUTEL of alleen de sleutel. Zie ook: verantwoord list "
          "exceptions.",
          "One subject may deviate from one test until a day. Who approves is never who asks. On a "
          "test that serves an overheidsmaatregel there can be no exception. --end ends the "
          "exception that there is "
          "sooner. SUBJECT is KIND:KEY or the key alone. See also: verantwoord list exceptions."},
         "verantwoord except access.mfa.internet-facing BM-0066 --owner P-0110 --requested-by "
         "P-0107 --approved-by P-0102 --reason \"No second factor\" --risk-reference R-044 --on "
         "2025-03-25 --until 2026-03-31"},
    [VW_CMD_REPERFORM] =
        {"reperform",
         "[DOSSIER]",
         0,
         1,
         {"voer een bewaarde evaluatie opnieuw uit, met niets dan het dossier",
          "perform a stored evaluation again, from the dossier alone"},
         {"Laadt de normbestanden uit het dossier, voert elke toets opnieuw uit op het bewijs van "
          "toen en de datums van toen, en zegt dat dezelfde bevindingen eruit komen, of noemt het "
          "eerste verschil. Er wordt alleen gelezen. Met --sql draait de SQL zoals die in het "
          "dossier staat. Zonder --evaluation is het de laatste. Of het bewijs zelf onaangeroerd "
          "is, zegt verify.",
          "Loads the control sets kept in the dossier, runs every test again on the evidence and "
          "the dates of then, and says that the same findings come out, or names the first "
          "difference. It only reads. With --sql the SQL runs as it stands in the dossier. Without "
          "--evaluation it is the newest. Whether the evidence itself is untouched is for verify "
          "to say."},
         "verantwoord reperform dossier.db --sql"},
    [VW_CMD_COMPARE] =
        {"compare",
         "A B",
         2,
         2,
         {"vergelijk twee jaren of twee evaluaties", "compare two years or two evaluations"},
         {"A en B zijn dossiers, waarvan de laatste evaluatie telt, of nummers van evaluaties van "
          "één dossier (--dossier). Zegt per norm en aspect en per toets of het beter of slechter "
          "is, gelijk, nieuw of vervallen, of dat de norm is gewijzigd, en waardoor. --fail-on "
          "neemt regressed: eindig met code 1 als iets slechter is.",
          "A and B are dossiers, of which the newest evaluation counts, or numbers of evaluations "
          "of one dossier (--dossier). Says of each requirement and aspect and of each test "
          "whether "
          "it improved, regressed, is the same, new or retired, or that the norm changed, and what "
          "made it so. --fail-on takes regressed: exit with code 1 when anything got worse."},
         "verantwoord compare 2025.db 2026.db"},
    [VW_CMD_MIGRATE] =
        {"migrate",
         "",
         0,
         0,
         {"neem oordelen mee naar een andere versie van een normenkader",
          "carry judgements over to another version of a framework"},
         {"Conclusies, oordelen met hun toetsing, antwoorden en uitzonderingen onder de ene versie "
          "gaan naar de norm van de andere versie die hetzelfde vraagt, met wie het zei, wanneer "
          "en "
          "waarom. Vraagt de nieuwe norm iets anders, dan telt een oordeel alleen als het slechter "
          "is, tot iemand opnieuw oordeelt. Van alles staat in de lijst waar het uitkwam, of "
          "waarom "
          "niet: wees, dubbel, los eind of beëindigd. Er gaat niets weg, en een tweede keer "
          "verandert niets.",
          "Conclusions, judgements with their reviews, answers and exceptions under one version go "
          "to "
          "the requirement of the other version that asks the same, with who said it, when and "
          "why. "
          "Where the new requirement asks something else, a judgement counts only when it is "
          "worse, "
          "until somebody judges anew. Of everything the list says where it went, or why not: "
          "orphan, "
          "duplicate, dangling or ended. Nothing is deleted, and a second run changes nothing."},
         "verantwoord migrate --framework bio2 --to 1.3 --preview"},
    [VW_CMD_RULES] = {"rules",
                      "test FILE [TEST]",
                      2,
                      3,
                      {"probeer de regels van toetsen op de voorbeelden die ernaast staan",
                       "try the rules of tests on the examples written beside them"},
                      {"FILE is een bestand of map met maatregelen; het wordt bij de meegeleverde "
                       "bestanden gevoegd. "
                       "Elk voorbeeld van een toets wordt opgenomen als echt bewijs, in een eigen "
                       "dossier, en de "
                       "uitslag komt in een tabel naast wat wordt verwacht. Wijkt er iets af, dan "
                       "staat erbij wat "
                       "de regel zag, en is de afsluitcode 3.",
                       "FILE is a file or folder with measures; it is added to the built-in files. "
                       "Each example of "
                       "a test is taken in like real evidence, in a dossier of its own, and the "
                       "outcome stands in a "
                       "table beside what is expected. Where something differs, it says what the "
                       "rule saw, and the "
                       "exit code is 3."},
                      "verantwoord rules test my-measures.yaml"},
    [VW_CMD_SIGN] =
        {"sign",
         "FILE.pdf",
         1,
         1,
         {"onderteken een PDF, of zet een tijdstempel op een handtekening",
          "sign a PDF, or put a time stamp on a signature"},
         {"Voegt een handtekening (PAdES) toe achter de bytes die er staan; die blijven zoals ze "
          "zijn. "
          "Zonder -o in het bestand zelf. Ieder die tekent doet dat na de vorige. Met "
          "--tsa-request "
          "komt er een aanvraag voor een tijdstempel bij; stuur die naar een dienst en zet het "
          "antwoord erin met --tsa-reply. De sleutel is RSA (2048 bits of meer) of EC, in PEM of "
          "PKCS#12.",
          "Adds a signature (PAdES) behind the bytes that are there, which stay as they are. "
          "Without "
          "-o in the file itself. Who signs does so after the one before. With --tsa-request a "
          "request for a time stamp is written too; send that to an authority and put its reply in "
          "with --tsa-reply. The key is RSA (2048 bits or more) or EC, in PEM or PKCS#12."},
         "verantwoord sign statement-en.pdf --cert mayor.pem --key mayor.key --reason \"Adopted by "
         "the board\""},
    [VW_CMD_SIGNOFF] = {"signoff",
                        "[TEMPLATE]",
                        0,
                        1,
                        {"leg vast dat iemand akkoord is met een document",
                         "record that somebody approved a document"},
                        {"Een persoon geeft akkoord op het document van dit sjabloon, in de taal "
                         "van --lang, over de "
                         "uitkomst van de laatste evaluatie. Wie het opstelde is een ander. report "
                         "zet dan naam, rol "
                         "en datum bij de handtekeningen en laat de aanduiding concept weg, tot er "
                         "een andere uitkomst "
                         "is, de tekst van het sjabloon wijzigt of het akkoord wordt ingetrokken "
                         "(--withdraw). Zonder "
                         "sjabloon: de lijst van akkoorden.",
                         "A person approves the document of this template, in the language of "
                         "--lang, on the result "
                         "of the latest evaluation. Who prepared it is somebody else. report then "
                         "puts name, role and "
                         "date with the signatures and leaves the draft mark out, until there is "
                         "another result, the "
                         "text of the template changes or the sign-off is withdrawn (--withdraw). "
                         "Without a template: "
                         "the list of sign-offs."},
                        "verantwoord signoff statement --by P-0101 --as Mayor --prepared-by P-0120 "
                        "--on 2026-03-10"},
};
