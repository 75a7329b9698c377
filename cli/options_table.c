/* SPDX-License-Identifier: EUPL-1.2 */
/* The commands and options themselves. */
#include "cli/options.h"

#define ONLY(command) (1u << VW_CMD_##command)

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
    [VW_CMD_CHECK] = {"check",
                      "[PATH...]",
                      0,
                      SIZE_MAX,
                      {"controleer normenkaders, catalogus en sjablonen",
                       "check control sets, catalogue and templates"},
                      {"Zonder pad worden de meegeleverde bestanden gecontroleerd. Een pad is een "
                       "YAML-bestand, een "
                       "sjabloon of een map; het wordt bij de meegeleverde bestanden gevoegd.",
                       "Without a path the built-in files are checked. A path is a YAML file, a "
                       "template or a folder; "
                       "it is added to the built-in files."},
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
         {"Schrijft een document over de laatste evaluatie. Sjablonen: statement (verklaring van "
          "het "
          "bestuur met bijlagen) en annual-report-section (paragraaf voor het jaarverslag).",
          "Writes a document on the latest evaluation. Templates: statement (the board's statement "
          "with "
          "its annexes) and annual-report-section (a section for the annual report)."},
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
         "",
         0,
         0,
         {"ga na dat niets is veranderd", "make sure that nothing was changed"},
         {"Berekent elke bewaarde hash opnieuw en voert elke evaluatie opnieuw uit, met de "
          "normbestanden uit het dossier zelf. Zegt wat klopt en wat niet.",
          "Recomputes every stored hash and performs each evaluation again, with the control sets "
          "kept in the dossier itself. Prints what agrees and what does not."},
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
#define VW_RULES_COMMAND
#include "cli/options_rules.def"
#undef VW_RULES_COMMAND
#define VW_ENTERING_COMMANDS
#include "cli/options_entering.def"
#undef VW_ENTERING_COMMANDS
};

const vw_option vw_options[VW_OPT_COUNT] = {
    [VW_OPT_DOSSIER] = {"dossier",
                        'd',
                        VW_ARGUMENT_REQUIRED,
                        "FILE",
                        VW_ALL_COMMANDS,
                        false,
                        {"het dossier (standaard $VERANTWOORD_DOSSIER, anders dossier.db)",
                         "the dossier (default $VERANTWOORD_DOSSIER, else dossier.db)"}},
    [VW_OPT_JSON] = {"json",
                     0,
                     VW_ARGUMENT_NONE,
                     NULL,
                     VW_ALL_COMMANDS,
                     false,
                     {"toon gegevens als JSON", "print data as JSON"}},
    [VW_OPT_LANG] = {"lang",
                     0,
                     VW_ARGUMENT_REQUIRED,
                     "nl|en",
                     VW_ALL_COMMANDS,
                     false,
                     {"taal van alles wat u leest (standaard volgens uw omgeving)",
                      "language of all that you read (default: your locale's)"}},
    [VW_OPT_CONTROLS] = {"controls",
                         0,
                         VW_ARGUMENT_REQUIRED,
                         "PATH",
                         VW_ALL_COMMANDS,
                         true,
                         {"voeg eigen normbestanden toe; mag vaker",
                          "add control sets of your own; may be given more than once"}},
    [VW_OPT_TEMPLATES] = {"templates",
                          0,
                          VW_ARGUMENT_REQUIRED,
                          "DIR",
                          ONLY(REPORT) | ONLY(LIST),
                          false,
                          {"map met eigen sjablonen (DIR/nl, DIR/en)",
                           "folder with templates of your own (DIR/nl, DIR/en)"}},
    [VW_OPT_HELP] = {"help",
                     'h',
                     VW_ARGUMENT_NONE,
                     NULL,
                     VW_ALL_COMMANDS,
                     false,
                     {"toon deze hulp", "show this help"}},
    [VW_OPT_VERSION] = {"version",
                        0,
                        VW_ARGUMENT_NONE,
                        NULL,
                        VW_ALL_COMMANDS,
                        false,
                        {"toon de versie", "show the version"}},
    [VW_OPT_NAME] = {"name",
                     0,
                     VW_ARGUMENT_REQUIRED,
                     "NAME",
                     ONLY(INIT),
                     false,
                     {"naam van de organisatie", "name of the organisation"}},
    [VW_OPT_TYPE] = {"type",
                     0,
                     VW_ARGUMENT_REQUIRED,
                     "TYPE",
                     ONLY(INIT),
                     false,
                     {"soort organisatie, bijvoorbeeld municipality",
                      "type of organisation, such as municipality"}},
    [VW_OPT_YEAR] = {"year",
                     0,
                     VW_ARGUMENT_REQUIRED,
                     "YYYY",
                     ONLY(INIT),
                     false,
                     {"verantwoordingsjaar", "accounting year"}},
    [VW_OPT_AS_OF] = {"as-of",
                      0,
                      VW_ARGUMENT_REQUIRED,
                      "DATE",
                      ONLY(INIT),
                      false,
                      {"peildatum (standaard 31 december van het jaar)",
                       "reference date (default 31 December of the year)"}},
    [VW_OPT_KIND] = {"kind",
                     'k',
                     VW_ARGUMENT_REQUIRED,
                     "KIND",
                     ONLY(IMPORT) | ONLY(WORKBOOK),
                     true,
                     {"soort bewijs (standaard uit de bestandsnaam); bij workbook mag het vaker",
                      "kind of evidence (default: from the file's name); of workbook it may be "
                      "given more than once"}},
    [VW_OPT_COMPLETE] = {"complete",
                         0,
                         VW_ARGUMENT_OPTIONAL,
                         "DATE|FROM..UNTIL",
                         ONLY(IMPORT),
                         false,
                         {"verklaar dat dit alle records zijn, op een datum of over een periode",
                          "declare that these are all records, on a date or over a period"}},
    [VW_OPT_COLLECTED_AT] = {"collected-at",
                             0,
                             VW_ARGUMENT_REQUIRED,
                             "DATE",
                             ONLY(IMPORT),
                             false,
                             {"wanneer het bewijs is verzameld (standaard vandaag)",
                              "when the evidence was collected (default today)"}},
    [VW_OPT_BY] = {"by",
                   0,
                   VW_ARGUMENT_REQUIRED,
                   "WHO",
                   ONLY(IMPORT) | ONLY(EXCEPT),
                   false,
                   {"wie het heeft verzameld of vastlegt (standaard uw inlognaam)",
                    "who collected or records it (default: your login name)"}},
    [VW_OPT_METHOD] = {"method",
                       0,
                       VW_ARGUMENT_REQUIRED,
                       "examine|interview|test",
                       ONLY(IMPORT),
                       false,
                       {"hoe het is verzameld (standaard examine)",
                        "how it was collected (default examine)"}},
    [VW_OPT_PRODUCER] = {"producer",
                         0,
                         VW_ARGUMENT_REQUIRED,
                         "TEXT",
                         ONLY(IMPORT),
                         false,
                         {"wie of wat het bestand maakte (standaard wat het bestand zelf zegt)",
                          "who or what made the file (default: what the file itself says)"}},
    [VW_OPT_FRAMEWORK] = {"framework",
                          'f',
                          VW_ARGUMENT_REQUIRED,
                          "ID",
                          ONLY(EVALUATE) | ONLY(LIST) | ONLY(EVIDENCE) | ONLY(WORKBOOK),
                          true,
                          {"alleen dit normenkader; mag vaker",
                           "only this framework; may be given more than once"}},
    [VW_OPT_FAIL_ON] = {"fail-on",
                        0,
                        VW_ARGUMENT_REQUIRED,
                        "RESULT",
                        ONLY(EVALUATE),
                        false,
                        {"eindig met code 1 als een norm deze of een slechtere uitkomst heeft",
                         "exit with code 1 when a requirement has this result or a worse one"}},
    [VW_OPT_FULL] = {"full",
                     0,
                     VW_ARGUMENT_NONE,
                     "",
                     ONLY(EVALUATE),
                     false,
                     {"neem niets over van de vorige evaluatie",
                      "take nothing over from the last evaluation"}},
    [VW_OPT_RULE_SECONDS] = {"rule-seconds",
                             0,
                             VW_ARGUMENT_REQUIRED,
                             "N",
                             ONLY(EVALUATE) | ONLY(VERIFY),
                             false,
                             {"langste duur van één toets (standaard 300)",
                              "longest time for one test (default 300)"}},
    [VW_OPT_FORMAT] = {"format",
                       0,
                       VW_ARGUMENT_REQUIRED,
                       "LIST",
                       ONLY(REPORT) | ONLY(IMPORT),
                       false,
                       {"pdf, xlsx, md, html, json (standaard pdf); bij import: csv, csaf, ...",
                        "pdf, xlsx, md, html, json (default pdf); of import: csv, csaf, ..."}},
    [VW_OPT_OUTPUT] = {"output",
                       'o',
                       VW_ARGUMENT_REQUIRED,
                       "PATH",
                       ONLY(REPORT) | ONLY(EXPORT) | ONLY(WORKBOOK),
                       false,
                       {"map of bestand voor de uitvoer (standaard de huidige map)",
                        "folder or file for the output (default: the current folder)"}},
    [VW_OPT_LEDGER_HEAD] = {"head",
                            0,
                            VW_ARGUMENT_NONE,
                            NULL,
                            ONLY(LEDGER),
                            false,
                            {"toon alleen de laatste regel: nummer, hash en tijd",
                             "print the last entry only: number, hash and time"}},
    [VW_OPT_VERIFY_HEAD] = {"head",
                            0,
                            VW_ARGUMENT_REQUIRED,
                            "HASH",
                            ONLY(VERIFY),
                            false,
                            {"ga na dat het grootboek deze kop nog bevat (HASH of NUMMER:HASH)",
                             "check that the ledger still holds this head (HASH or "
                             "NUMBER:HASH)"}},
    [VW_OPT_TIMESTAMP_QUERY] = {"timestamp-query",
                                0,
                                VW_ARGUMENT_REQUIRED,
                                "FILE",
                                ONLY(LEDGER),
                                false,
                                {"schrijf een aanvraag voor een tijdstempel op de laatste regel",
                                 "write a request for a time stamp on the last entry"}},
    [VW_OPT_TIMESTAMP_REPLY] = {"timestamp-reply",
                                0,
                                VW_ARGUMENT_REQUIRED,
                                "FILE",
                                ONLY(LEDGER),
                                false,
                                {"controleer het antwoord van de dienst en bewaar het",
                                 "check the authority's reply and keep it"}},
    [VW_OPT_TSA_CA] = {"tsa-ca",
                       0,
                       VW_ARGUMENT_REQUIRED,
                       "FILE",
                       ONLY(LEDGER) | ONLY(VERIFY),
                       false,
                       {"uitgevers (PEM) die u voor tijdstempels vertrouwt",
                        "authorities (PEM) that you trust for time stamps"}},
    [VW_OPT_UPGRADE] = {"upgrade",
                        0,
                        VW_ARGUMENT_NONE,
                        NULL,
                        ONLY(LEDGER),
                        false,
                        {"werk een dossier van een eerdere versie bij, en toon de laatste regel",
                         "bring a dossier of an earlier version up to date, and print the last "
                         "entry"}},
    [VW_OPT_ARTEFACT_FILE] = {"artefact",
                              0,
                              VW_ARGUMENT_REQUIRED,
                              "FILE",
                              ONLY(IMPORT),
                              true,
                              {"neem dit bestand op zoals het is, als bewijsstuk; mag vaker",
                               "take this file in as it is, as an artefact; may be given more than "
                               "once"}},
    [VW_OPT_ID] = {"id",
                   0,
                   VW_ARGUMENT_REQUIRED,
                   "ID",
                   ONLY(IMPORT),
                   false,
                   {"kenmerk van het bewijsstuk (standaard het begin van de hash)",
                    "the artefact's identifier (default: the first part of its hash)"}},
    [VW_OPT_BESIDE] = {"beside",
                       0,
                       VW_ARGUMENT_NONE,
                       NULL,
                       ONLY(IMPORT),
                       false,
                       {"bewaar de inhoud van het bewijsstuk naast het dossier, niet erin",
                        "keep the artefact's content beside the dossier, not inside"}},
    [VW_OPT_FOR] = {"for",
                    0,
                    VW_ARGUMENT_REQUIRED,
                    "KIND:KEY",
                    ONLY(IMPORT),
                    true,
                    {"het record dat het bewijsstuk onderbouwt; mag vaker",
                     "the record that the artefact supports; may be given more than once"}},
    [VW_OPT_DESCRIPTION] = {"description",
                            0,
                            VW_ARGUMENT_REQUIRED,
                            "TEXT",
                            ONLY(IMPORT),
                            false,
                            {"wat het bewijsstuk is", "what the artefact is"}},
    [VW_OPT_ARTEFACT] = {"artefact",
                         0,
                         VW_ARGUMENT_REQUIRED,
                         "ID",
                         ONLY(EXPORT),
                         false,
                         {"het bewijsstuk dat wordt teruggezet", "the artefact that is put back"}},
    [VW_OPT_EMPTY] = {"empty",
                      0,
                      VW_ARGUMENT_NONE,
                      NULL,
                      ONLY(WORKBOOK),
                      false,
                      {"zonder de records die het dossier al heeft",
                       "without the records that the dossier has already"}},
    [VW_OPT_ACCEPT] = {"accept",
                       0,
                       VW_ARGUMENT_NONE,
                       NULL,
                       ONLY(IMPORT),
                       false,
                       {"neem op wat in het werkboek nieuw of gewijzigd is",
                        "take in what is new or changed in the workbook"}},
    [VW_OPT_CONFLICTS] = {"conflicts",
                          0,
                          VW_ARGUMENT_REQUIRED,
                          "workbook|dossier",
                          ONLY(IMPORT),
                          false,
                          {"wie gelijk krijgt als werkboek en dossier allebei zijn gewijzigd",
                           "whose value counts where workbook and dossier both changed"}},
    [VW_OPT_EXPORT_KIND] = {"kind",
                            0,
                            VW_ARGUMENT_REQUIRED,
                            "KIND",
                            ONLY(EXPORT),
                            true,
                            {"alleen deze soort bewijs; mag vaker",
                             "only this kind of evidence; may be given more than once"}},
    [VW_OPT_PSEUDONYMISED] = {"pseudonymised",
                              0,
                              VW_ARGUMENT_NONE,
                              NULL,
                              ONLY(EXPORT),
                              false,
                              {"vervang namen door pseudoniemen", "replace names by pseudonyms"}},
    [VW_OPT_SECRET] =
        {"secret",
         0,
         VW_ARGUMENT_REQUIRED,
         "FILE",
         ONLY(EXPORT),
         false,
         {"geheim voor dezelfde pseudoniemen als een vorige keer (standaard een nieuw, "
          "dat nergens blijft)",
          "secret for the same pseudonyms as an earlier time (default: a new one, kept "
          "nowhere)"}},
    [VW_OPT_MAPPING] =
        {"mapping",
         'm',
         VW_ARGUMENT_REQUIRED,
         "FILE",
         ONLY(IMPORT),
         false,
         {"mapping die zegt welke kolom van hen welk veld is",
          "mapping that says which of their columns is which field"}},
    [VW_OPT_SHEET] = {"sheet",
                      0,
                      VW_ARGUMENT_REQUIRED,
                      "NAME",
                      ONLY(IMPORT),
                      false,
                      {"alleen dit blad van een werkboek", "only this sheet of a workbook"}},
    [VW_OPT_ENCODING] = {"encoding",
                         0,
                         VW_ARGUMENT_REQUIRED,
                         "NAME",
                         ONLY(IMPORT),
                         false,
                         {"codering van de tekst, zoals windows-1252 (standaard herkend)",
                          "encoding of the text, such as windows-1252 (default: recognised)"}},
    [VW_OPT_SEPARATOR] = {"separator",
                          0,
                          VW_ARGUMENT_REQUIRED,
                          ",|;|tab",
                          ONLY(IMPORT),
                          false,
                          {"wat in CSV tussen de cellen staat: , ; | of tab (standaard , of ;)",
                           "what stands between cells of CSV: , ; | or tab (default , or ;)"}},
    [VW_OPT_SET] = {"set",
                    0,
                    VW_ARGUMENT_REQUIRED,
                    "FIELD=VALUE",
                    ONLY(IMPORT),
                    true,
                    {"waarde voor rijen die dit veld leeg laten; mag vaker",
                     "value for rows that leave this field empty; may be repeated"}},
    [VW_OPT_PREVIEW] = {"preview",
                        0,
                        VW_ARGUMENT_NONE,
                        NULL,
                        ONLY(IMPORT) | ONLY(JUDGE) | ONLY(EXCEPT),
                        false,
                        {"controleer alles en toon wat er zou gebeuren, maar neem niets op",
                         "check everything and show what would happen, but take nothing in"}},
    [VW_OPT_NAMES] = {"names",
                      0,
                      VW_ARGUMENT_NONE,
                      NULL,
                      ONLY(REPORT),
                      false,
                      {"toon personen met naam, niet met hun rol",
                       "show persons by name, not by their role"}},
    [VW_OPT_ON] = {"on",
                   0,
                   VW_ARGUMENT_REQUIRED,
                   "DATE",
                   ONLY(SCOPE),
                   false,
                   {"op welke dag (standaard de peildatum)",
                    "on which day (default: the reference date)"}},
#define VW_RULES_OPTIONS
#include "cli/options_rules.def"
#undef VW_RULES_OPTIONS
#define VW_ENTERING_OPTIONS
#include "cli/options_entering.def"
#undef VW_ENTERING_OPTIONS
};
