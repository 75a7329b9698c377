/* SPDX-License-Identifier: EUPL-1.2 */
#include "sample_document.h"

#include <stdio.h>
#include <string.h>

/* ---- words --------------------------------------------------------------------------------- */

static const vw_words words_nl = {
    .result = {"fout", "voldoet niet", "niet beoordeeld", "voldoet deels", "verklaard", "voldoet",
               "niet van toepassing", "niet voorgekomen"},
    .contents = "Inhoud",
    .page = "Pagina",
    .of = "van",
    .continued = "vervolg",
    .text = "Tekst",
    .whole_text = "Alles wat het document zegt, in volgorde; tabellen staan op de andere bladen",
    .not_available = "n.v.t.",
    .place = "Plaats",
    .date = "Datum",
    .signature = "Handtekening",
    .name = "Naam",
    .draft = "CONCEPT",
    .total = "Totaal",
    .ledger = "Grootboek",
    .decimal_mark = ",",
    .thousands_mark = ".",
    .month = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
              "september", "oktober", "november", "december"},
};

static const vw_words words_en = {
    .result = {"error", "not met", "not assessed", "partly met", "explained", "met",
               "not applicable", "did not occur"},
    .contents = "Contents",
    .page = "Page",
    .of = "of",
    .continued = "continued",
    .text = "Text",
    .whole_text = "All that the document says, in its order; tables are on the other sheets",
    .not_available = "n/a",
    .place = "Place",
    .date = "Date",
    .signature = "Signature",
    .name = "Name",
    .draft = "DRAFT",
    .total = "Total",
    .ledger = "Ledger",
    .decimal_mark = ".",
    .thousands_mark = ",",
    .month = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
              "October", "November", "December"},
};

const char *const sample_texts[] = {
    "Zażółć gęślą jaźń, Łódź i Kraków",
    "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία",
    "Съешь ещё этих мягких французских булок, їжак",
    "“Dubbel”, ‘enkel’, „laag“ en «guillemets» – en — met … en ≤ 5 % of ≥ 3 × 2",
    "Ǟ ṩ Ế ứ ß ẞ ĳ Ĳ œ ŒŸ Ða Þor fi ffl AVATAR To We",
    "€ 1.234,50 → ½ ✓ ✗ ☐ ☑ ● ○ ■ □ ▲",
    "a\u0301e\u0301\u0323 combined o\u0308",
    "x < y && z > 0; C:\\map\\bestand (haakjes) [blok] %d %s",
};
const size_t sample_text_count = sizeof sample_texts / sizeof *sample_texts;

/* ---- rows ---------------------------------------------------------------------------------- */

typedef struct {
    const vw_words *words;
    uint64_t count, next;
    bool total;
    char text[6][512];
    vw_cell cells[6];
} counting_rows;

static vw_status rows_open(void *self, vw_diags *diags)
{
    (void)diags;
    ((counting_rows *)self)->next = 0;
    return VW_OK;
}

static void fill_row(counting_rows *rows, uint64_t i)
{
    static const char *const texts[] = {
        "Back-up van het zaaksysteem is teruggezet en gecontroleerd",
        "Logboek\ntwee regels in een cel",
        "Toegang van vertrokken medewerkers ingetrokken binnen vijf werkdagen na de laatste dag",
        "",
        "Patches",
    };
    snprintf(rows->text[0], sizeof rows->text[0], "8.13.%02d", (int)(i % 40 + 1));
    snprintf(rows->text[1], sizeof rows->text[1], "Rij %d. %s", (int)(i + 1), texts[i % 5]);
    rows->cells[0] = (vw_cell){.is = VW_CELL_TEXT, .text = rows->text[0]};
    rows->cells[1] = (vw_cell){.is = VW_CELL_TEXT, .text = rows->text[1]};
    rows->cells[2] = (vw_cell){.is = VW_CELL_RESULT, .result = (vw_result)(i % VW_RESULT_COUNT)};
    rows->cells[3] = (vw_cell){.is = VW_CELL_INTEGER, .integer = (int64_t)(i * 7919 % 123457)};
    if (i == 99) { /* wider than what the first rows lead one to expect */
        rows->cells[3].integer = 123456789012;
    }
    rows->cells[4] = (vw_cell){.is = VW_CELL_SHARE, .number = (double)(i * 37 % 1000) / 1000.0};
    rows->cells[5] = (vw_cell){.is = VW_CELL_DATE, .date = 20000 + (vw_date)i};
}

static vw_status rows_next(void *self, vw_diags *diags, const vw_cell **cells)
{
    (void)diags;
    counting_rows *rows = self;
    *cells = NULL;
    if (rows->next == rows->count) {
        return VW_OK;
    }
    fill_row(rows, rows->next++);
    if (rows->total && rows->next == rows->count) {
        memset(rows->cells, 0, sizeof rows->cells);
        rows->cells[1] = (vw_cell){.is = VW_CELL_TEXT, .text = rows->words->total};
        rows->cells[3] = (vw_cell){.is = VW_CELL_INTEGER, .integer = 1234567};
        rows->cells[4] = (vw_cell){.is = VW_CELL_SHARE, .number = -1};
    }
    *cells = rows->cells;
    return VW_OK;
}

static void rows_close(void *self)
{
    (void)self;
}

static const vw_table_column columns_nl[] = {
    {.id = "requirement",
     .title = "Norm",
     .is = VW_CELL_TEXT,
     .weight = 1,
     .code = true,
     .on_paper = true},
    {.id = "title", .title = "Omschrijving", .is = VW_CELL_TEXT, .weight = 4, .on_paper = true},
    {.id = "result", .title = "Conclusie", .is = VW_CELL_RESULT, .weight = 1.5, .on_paper = true},
    {.id = "count", .title = "Aantal", .is = VW_CELL_INTEGER, .weight = 1, .on_paper = true},
    {.id = "share", .title = "Aandeel", .is = VW_CELL_SHARE, .weight = 1, .on_paper = true},
    {.id = "date", .title = "Datum", .is = VW_CELL_DATE, .weight = 1.5, .on_paper = true},
};

static const vw_block *table_block(vw_arena *arena, const vw_words *words, const char *id,
                                   uint64_t count, uint64_t paper_rows, bool total)
{
    counting_rows *rows = VW_NEW(arena, counting_rows);
    rows->words = words;
    rows->count = count;
    rows->total = total;
    vw_table *table = VW_NEW(arena, vw_table);
    *table = (vw_table){.id = id,
                        .caption = "Uitkomsten per norm",
                        .columns = columns_nl,
                        .column_count = 6,
                        .rows = {rows_open, rows_next, rows_close, rows},
                        .total_rows = count,
                        .paper_rows = paper_rows,
                        .paper_note = "De andere rijen staan in het werkblad Uitkomsten.",
                        .empty = "Er zijn geen uitkomsten.",
                        .has_total_row = total};
    vw_block *block = VW_NEW(arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_TABLE, .id = id, .table = table};
    return block;
}

/* Rows with texts that are hard to set: the lines of [texts], one a row. */
typedef struct {
    const char *const *texts;
    size_t count, next;
    vw_cell cells[2];
} text_rows;

static vw_status texts_open(void *self, vw_diags *diags)
{
    (void)diags;
    ((text_rows *)self)->next = 0;
    return VW_OK;
}

static vw_status texts_next(void *self, vw_diags *diags, const vw_cell **cells)
{
    (void)diags;
    text_rows *rows = self;
    *cells = NULL;
    if (rows->next < rows->count) {
        rows->cells[0] = (vw_cell){.is = VW_CELL_INTEGER, .integer = (int64_t)rows->next + 1};
        rows->cells[1] = (vw_cell){.is = VW_CELL_TEXT, .text = rows->texts[rows->next++]};
        *cells = rows->cells;
    }
    return VW_OK;
}

static const vw_table_column columns_texts[] = {
    {.id = "nr", .title = "Nr.", .is = VW_CELL_INTEGER, .weight = 1, .on_paper = true},
    {.id = "text", .title = "Tekst", .is = VW_CELL_TEXT, .weight = 8, .on_paper = true},
};

static const char long_word[] =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvertrag"
    "sverlängerungsbevollmächtigtenausweisnummernverzeichnis"
    "0123456789012345678901234567890123456789";

static const vw_block *texts_block(vw_arena *arena)
{
    static const char *const fixed[] = {
        "",
        "twee\nregels",
        "een\r\nWindows-einde en een\ttab",
        long_word,
        "https://www.voorbeeld.nl/een/lang/pad?met=vragen&en=antwoorden#en-een-anker",
        "Hebreeuws: שלום עולם 2025 en Arabisch: مرحبا بالعالم.",
        "emoji \U0001F600 en 漢字 en \U0001F469\u200D\U0001F4BB",
        "stuurteken \x01 en omkering \u202E tekst",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    };
    enum { FIXED = sizeof fixed / sizeof *fixed };
    const char **texts = VW_NEW_ARRAY(arena, FIXED + sample_text_count + 1, const char *);
    memcpy(texts, fixed, sizeof fixed);
    memcpy(texts + FIXED, sample_texts, sample_text_count * sizeof *texts);
    vw_buf long_text = {.arena = arena};
    for (int i = 1; long_text.length < 10000; i++) {
        vw_buf_addf(&long_text, "Zin %d van een heel lange toelichting op deze bevinding. ", i);
    }
    texts[FIXED + sample_text_count] = vw_buf_text(&long_text);
    text_rows *rows = VW_NEW(arena, text_rows);
    rows->texts = texts;
    rows->count = FIXED + sample_text_count + 1;
    vw_table *table = VW_NEW(arena, vw_table);
    *table = (vw_table){.id = "texts",
                        .caption = "Lastige teksten",
                        .columns = columns_texts,
                        .column_count = 2,
                        .rows = {texts_open, texts_next, rows_close, rows},
                        .total_rows = rows->count};
    vw_block *block = VW_NEW(arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_TABLE, .id = "table.texts", .table = table};
    return block;
}

/* ---- small blocks -------------------------------------------------------------------------- */

typedef VW_VEC(const vw_block *) block_list;

static void push(vw_arena *arena, block_list *list, const vw_block *block)
{
    VW_PUSH(arena, *list, block);
}

static vw_block *new_block(vw_arena *arena, vw_block_kind is)
{
    vw_block *block = VW_NEW(arena, vw_block);
    block->is = is;
    return block;
}

static void set_children(vw_block *block, const block_list *list)
{
    block->children = list->items;
    block->child_count = list->count;
}

static const vw_block *paragraph(vw_arena *arena, const char *text)
{
    vw_run *run = VW_NEW(arena, vw_run);
    run->text = text;
    vw_block *block = new_block(arena, VW_BLOCK_PARAGRAPH);
    block->runs = run;
    block->run_count = 1;
    return block;
}

static const vw_block *heading(vw_arena *arena, int level, const char *number, const char *text,
                               const char *id)
{
    vw_run *run = VW_NEW(arena, vw_run);
    run->text = text;
    vw_block *block = new_block(arena, VW_BLOCK_HEADING);
    block->id = id;
    block->level = level;
    block->number = number;
    block->runs = run;
    block->run_count = 1;
    return block;
}

static const vw_block *styled_paragraph(vw_arena *arena)
{
    static const vw_run runs[] = {
        {.text = "Het college verklaart dat de beheersing op orde is, "},
        {.text = "met drie uitzonderingen", .strong = true},
        {.text = " die in "},
        {.text = "hoofdstuk 3", .target = "#outcomes"},
        {.text = " worden toegelicht. De toets "},
        {.text = "continuity.restore-test.yearly", .code = true},
        {.text = " is "},
        {.text = "opnieuw", .emphasis = true},
        {.text = " uitgevoerd", .emphasis = true, .strong = true},
        {.text = "; zie ook "},
        {.text = "de website van de gemeente", .target = "https://www.voorbeeld.nl/(a)?b=c"},
        {.text = ".", .line_break = false},
        {.text = "", .line_break = true},
        {.text = "Na een harde regelovergang volgt dit."},
    };
    vw_block *block = new_block(arena, VW_BLOCK_PARAGRAPH);
    block->id = "styled";
    block->runs = runs;
    block->run_count = sizeof runs / sizeof *runs;
    return block;
}

static const char long_task[] =
    "Herstel de toegang van vertrokken medewerkers binnen vijf werkdagen; wijs daarvoor een "
    "eigenaar aan en leg de uitkomst elke maand vast.";

static const vw_block *list_block(vw_arena *arena, bool ordered, int depth)
{
    static const char *const texts[] = {long_task, "Test het terugzetten van back-ups.",
                                        "Werk het register van leveranciers bij."};
    block_list items = {0};
    for (size_t i = 0; i < 3; i++) {
        block_list parts = {0};
        push(arena, &parts, paragraph(arena, texts[i]));
        if (depth > 0 && i == 1) {
            push(arena, &parts, list_block(arena, !ordered, depth - 1));
        }
        vw_block *item = new_block(arena, VW_BLOCK_ITEM);
        set_children(item, &parts);
        push(arena, &items, item);
    }
    vw_block *block = new_block(arena, VW_BLOCK_LIST);
    block->ordered = ordered;
    set_children(block, &items);
    return block;
}

static const vw_block *container(vw_arena *arena, vw_block_kind is, const char *text)
{
    block_list parts = {0};
    push(arena, &parts, paragraph(arena, text));
    vw_block *block = new_block(arena, is);
    set_children(block, &parts);
    return block;
}

static const vw_block *facts_block(vw_arena *arena)
{
    static const vw_fact facts[] = {
        {"Entiteit", {.is = VW_CELL_TEXT, .text = "Gemeente Voorbeeldstad"}},
        {"Verantwoordingsperiode",
         {.is = VW_CELL_TEXT, .text = "1 januari 2025 tot en met 31 december 2025"}},
        {"Peildatum", {.is = VW_CELL_DATE, .date = 20453}},
        {"Aantal normen", {.is = VW_CELL_INTEGER, .integer = 1234}},
        {"Aandeel dat voldoet", {.is = VW_CELL_SHARE, .number = 0.6667}},
        {"Slechtste conclusie", {.is = VW_CELL_RESULT, .result = VW_NOT_MET}},
    };
    vw_block *block = new_block(arena, VW_BLOCK_FACTS);
    block->facts = facts;
    block->fact_count = sizeof facts / sizeof *facts;
    return block;
}

static const vw_block *signatures_block(vw_arena *arena)
{
    static const vw_signatory people[] = {
        {"Burgemeester", "A. Voorbeeld"}, {"Gemeentesecretaris", ""}, {"CISO", "B. Beveiliger"}};
    vw_block *block = new_block(arena, VW_BLOCK_SIGNATURES);
    block->signatories = people;
    block->signatory_count = 3;
    return block;
}

static const vw_block *chart_block(vw_arena *arena)
{
    static const vw_chart_bar bars[] = {
        {"Organisatorisch", {{1, 4, 6, 8, 2, 31, 3, 1}}},
        {"Mensgericht", {{0, 1, 0, 2, 0, 9, 0, 0}}},
        {"Fysiek", {{0, 0, 2, 3, 5, 12, 4, 0}}},
        {"Technologisch, met een lang opschrift dat niet past", {{0, 12, 9, 6, 3, 40, 2, 2}}},
        {"Zonder normen", {{0}}},
    };
    static const vw_chart chart = {.caption = "Conclusies per thema",
                                   .alternative = "Staafdiagram van conclusies per thema.",
                                   .bars = bars,
                                   .bar_count = 5};
    vw_block *block = new_block(arena, VW_BLOCK_CHART);
    block->id = "chart.themes";
    block->chart = &chart;
    return block;
}

static const vw_block *cover_block(vw_arena *arena, const char *title)
{
    static const char facts_intro[] =
        "Verklaring van het college over de beheersing van digitale veiligheidsrisico's.";
    block_list parts = {0};
    push(arena, &parts, paragraph(arena, facts_intro));
    push(arena, &parts, facts_block(arena));
    vw_run *run = VW_NEW(arena, vw_run);
    run->text = title;
    vw_block *block = new_block(arena, VW_BLOCK_COVER);
    block->id = "cover";
    block->runs = run;
    block->run_count = 1;
    set_children(block, &parts);
    return block;
}

/* ---- documents ----------------------------------------------------------------------------- */

static vw_document *new_document(vw_arena *arena, vw_lang lang)
{
    vw_document *document = VW_NEW(arena, vw_document);
    *document = (vw_document){
        .lang = lang,
        .lang_tag = lang == VW_NL ? "nl-NL" : "en-GB",
        .title = lang == VW_NL ? "Verantwoording digitale veiligheid"
                               : "Accountability for digital security",
        .subject = "BIO2 1.3",
        .author = "Gemeente Voorbeeldstad",
        .entity = "Gemeente Voorbeeldstad",
        .period = "2025",
        .version_line = "verantwoord 0.1.0 \xC2\xB7 evaluatie 7f3a9c2e41b0",
        .made_at = 1767225600,
        .draft = lang == VW_NL,
        .words = lang == VW_NL ? words_nl : words_en,
    };
    return document;
}

vw_document *sample_of(vw_arena *arena, const vw_block *const *blocks, size_t count)
{
    vw_document *document = new_document(arena, VW_NL);
    vw_block *root = new_block(arena, VW_BLOCK_DOCUMENT);
    root->children = blocks;
    root->child_count = count;
    document->root = root;
    document->draft = false;
    return document;
}

vw_document *sample_paragraph(vw_arena *arena, const char *text)
{
    block_list list = {0};
    push(arena, &list, paragraph(arena, text));
    return sample_of(arena, list.items, list.count);
}

vw_document *sample_table(vw_arena *arena, uint64_t rows, uint64_t paper_rows, bool total)
{
    block_list list = {0};
    push(arena, &list, table_block(arena, &words_nl, "outcomes", rows, paper_rows, total));
    return sample_of(arena, list.items, list.count);
}

static const char prose[] =
    "De gemeente beheerst haar digitale risico's met maatregelen die elk één keer worden getoetst "
    "en aan elk normenkader worden gespiegeld. Een conclusie steunt op bewijs uit de dossiers: "
    "wat niet is beoordeeld, staat er als niet beoordeeld, en telt mee in elke noemer. Waar een "
    "maatregel niet voldoet, staat de reden erbij en wat de volgende stap is. Deze tekst is lang "
    "genoeg om over regels te lopen, met aanhalingstekens (“zo”), streepjes – zoals hier – en "
    "afkortingen als BIO2 en NIS2.";

static void add_chapter_one(vw_arena *arena, block_list *list)
{
    push(arena, list, heading(arena, 1, "1", "Verklaring", "statement"));
    push(arena, list, paragraph(arena, prose));
    push(arena, list, styled_paragraph(arena));
    push(arena, list, container(arena, VW_BLOCK_QUOTE, prose));
    push(arena, list,
         container(arena, VW_BLOCK_NOTE,
                   "Let op: van 13 normen is de werking niet beoordeeld. De dekking is 86,4%."));
    push(arena, list, heading(arena, 2, "1.1", "Wat eerst moet", "first"));
    push(arena, list, list_block(arena, true, 1));
    push(arena, list, heading(arena, 3, "1.1.1", "Ondertekening", "signing"));
    push(arena, list, signatures_block(arena));
}

static void add_chapter_two(vw_arena *arena, block_list *list)
{
    push(arena, list, heading(arena, 1, "2", "Overzicht", "overview"));
    push(arena, list, paragraph(arena, prose));
    push(arena, list, chart_block(arena));
    push(arena, list, heading(arena, 4, "", "Kop van het vierde niveau", NULL));
    push(arena, list, facts_block(arena));
    push(arena, list, table_block(arena, &words_nl, "empty", 0, 0, false));
    push(arena, list, table_block(arena, &words_nl, "cut", 101, 8, true));
    for (int i = 0; i < 6; i++) {
        push(arena, list, paragraph(arena, prose));
    }
}

vw_document *sample_document(vw_arena *arena, vw_lang lang, uint64_t rows)
{
    vw_document *document = new_document(arena, lang);
    block_list list = {0};
    push(arena, &list, cover_block(arena, document->title));
    push(arena, &list, new_block(arena, VW_BLOCK_CONTENTS));
    add_chapter_one(arena, &list);
    add_chapter_two(arena, &list);
    push(arena, &list, new_block(arena, VW_BLOCK_PAGE_BREAK));
    push(arena, &list, heading(arena, 1, "3", "Uitkomsten", "outcomes"));
    push(arena, &list, texts_block(arena));
    static const char long_title[] =
        "Alle uitkomsten, met een kop die lang genoeg is om over twee regels te lopen";
    push(arena, &list, heading(arena, 2, "3.1", long_title, NULL));
    push(arena, &list, paragraph(arena, prose));
    push(arena, &list,
         table_block(arena, lang == VW_NL ? &words_nl : &words_en, "long", rows, 0, true));
    vw_block *root = new_block(arena, VW_BLOCK_DOCUMENT);
    set_children(root, &list);
    document->root = root;
    return document;
}
