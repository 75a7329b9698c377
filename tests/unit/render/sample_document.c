/* SPDX-License-Identifier: EUPL-1.2 */
/* The sample's tree of blocks. */
#include "sample_document.h"

#include "sample_tables.h"

#include <string.h>

typedef struct {
    vw_arena *arena;
    VW_VEC(const vw_block *) blocks;
} children;

static void add(children *to, vw_block block)
{
    vw_block *kept = VW_NEW(to->arena, vw_block);
    *kept = block;
    VW_PUSH(to->arena, to->blocks, kept);
}

/* [block] with [from] as its children. */
static vw_block around(vw_block block, children from)
{
    block.children = from.blocks.items;
    block.child_count = from.blocks.count;
    return block;
}

static vw_run *run(vw_arena *arena, vw_run value)
{
    vw_run *kept = VW_NEW(arena, vw_run);
    *kept = value;
    return kept;
}

static vw_block plain(vw_arena *arena, vw_block_kind is, const char *text)
{
    return (vw_block){.is = is, .runs = run(arena, (vw_run){.text = text}), .run_count = 1};
}

static void add_heading(children *to, int level, const char *number, const char *id,
                        const char *text)
{
    vw_block block = plain(to->arena, VW_BLOCK_HEADING, text);
    block.level = level;
    block.number = number;
    block.id = id;
    add(to, block);
}

static vw_block cover(vw_arena *arena)
{
    static const vw_fact facts[] = {
        {"Entiteit", {.is = VW_CELL_TEXT, .text = "Gemeente Voorbeeld & Co <nv>"}},
        {"Peildatum", {.is = VW_CELL_DATE, .date = 20453}},
        {"Normen", {.is = VW_CELL_INTEGER, .integer = 1234567}},
        {"Aandeel voldoet", {.is = VW_CELL_SHARE, .number = 2.0 / 3}},
        {"Dekking", {.is = VW_CELL_SHARE, .number = -1}},
        {"Eindoordeel", {.is = VW_CELL_RESULT, .result = VW_NOT_ASSESSED}},
        {"Toelichting",
         {.is = VW_CELL_TEXT,
          .text = "Een langere tekst die niet in een enkele kolom past: de verantwoording over de "
                  "beheersing van digitale risico's, zoals vastgesteld door het college."}},
    };
    children inside = {.arena = arena};
    add(&inside, plain(arena, VW_BLOCK_PARAGRAPH, "Verklaring van het college"));
    add(&inside, (vw_block){.is = VW_BLOCK_FACTS,
                            .id = "cover-facts",
                            .facts = facts,
                            .fact_count = sizeof facts / sizeof *facts});
    vw_block block = plain(arena, VW_BLOCK_COVER, "Verantwoording <2025> | *concept*");
    block.id = "cover";
    return around(block, inside);
}

static vw_block styled_paragraph(void)
{
    static const vw_run runs[] = {
        {.text = "Gewoon, "},
        {.text = "vet ", .strong = true},
        {.text = "schuin", .emphasis = true},
        {.text = " en "},
        {.text = "beide", .strong = true, .emphasis = true},
        {.text = ", "},
        {.text = "a|b`c<d>", .code = true},
        {.text = ", "},
        {.text = "fair play", .lang = "en-GB"},
        {.text = "", .line_break = true},
        {.text = "een verwijzing", .target = "#conclusions"},
        {.text = ", het web", .target = "https://example.org/?q=(a)&b=<c>"},
        {.text = ", en iets gevaarlijks", .target = "javascript:alert(1)"},
        {.text = ". 100 * 2 = 200; a_b_c; <script>alert(\"x\")</script> & \"klaar\"!"},
    };
    return (vw_block){.is = VW_BLOCK_PARAGRAPH,
                      .id = "styled",
                      .runs = runs,
                      .run_count = sizeof runs / sizeof *runs};
}

static vw_block list(vw_arena *arena)
{
    children deepest = {.arena = arena}, nested = {.arena = arena}, items = {.arena = arena};
    children first = {.arena = arena}, second = {.arena = arena};
    add(&deepest, plain(arena, VW_BLOCK_PARAGRAPH, "genest"));
    add(&nested, around((vw_block){.is = VW_BLOCK_ITEM}, deepest));
    add(&first, plain(arena, VW_BLOCK_PARAGRAPH, "1. geen nieuwe lijst"));
    add(&first, around((vw_block){.is = VW_BLOCK_LIST}, nested));
    add(&second, plain(arena, VW_BLOCK_PARAGRAPH, "twee"));
    add(&second, plain(arena, VW_BLOCK_PARAGRAPH, "nog een alinea van twee"));
    add(&items, around((vw_block){.is = VW_BLOCK_ITEM}, first));
    add(&items, around((vw_block){.is = VW_BLOCK_ITEM}, second));
    return around((vw_block){.is = VW_BLOCK_LIST, .ordered = true}, items);
}

static vw_block set_apart(vw_arena *arena, vw_block_kind is, const char *text)
{
    children inside = {.arena = arena};
    add(&inside, plain(arena, VW_BLOCK_PARAGRAPH, text));
    add(&inside, plain(arena, VW_BLOCK_PARAGRAPH, "# en een tweede alinea"));
    return around((vw_block){.is = is}, inside);
}

static vw_block shares_chart(vw_chart_kind is, const char *id)
{
    static const char *const points[] = {"2023", "2024 & <later>", "2025"};
    static const double met[] = {0.25, -1, 0.5}, coverage[] = {0.5, 1, 0.875};
    static const vw_chart_series series[] = {{"Aandeel | voldoet", met}, {"Dekking", coverage}};
    static vw_chart kept[2];
    vw_chart *one = &kept[is == VW_CHART_TREND];
    *one = (vw_chart){.is = is,
                      .caption = "Aandeel en dekking",
                      .alternative = "Het aandeel ging van 25,0% naar 50,0%; 2024 ontbreekt.",
                      .points = points,
                      .point_count = 3,
                      .series = series,
                      .series_count = 2};
    return (vw_block){.is = VW_BLOCK_CHART, .id = id, .chart = one};
}

static vw_block chart(vw_arena *arena, const sample *all)
{
    const size_t columns = all->summary.columns;
    vw_chart_bar *bars = VW_NEW_ARRAY(arena, all->summary.count, vw_chart_bar);
    for (size_t i = 0; i < all->summary.count; i++) {
        bars[i].label = all->summary.cells[i * columns].text;
        for (size_t r = 0; r < VW_RESULT_COUNT; r++) {
            bars[i].counts.of[r] = (uint64_t)all->summary.cells[i * columns + 1 + r].integer;
        }
    }
    vw_chart *kept = VW_NEW(arena, vw_chart);
    *kept = (vw_chart){.caption = "Uitkomsten in beeld",
                       .alternative = "Per normenkader het aantal van elke uitkomst, zoals in de "
                                      "tabel hierboven.",
                       .bars = bars,
                       .bar_count = all->summary.count};
    return (vw_block){.is = VW_BLOCK_CHART, .id = "chart", .chart = kept};
}

static void add_table(children *to, const vw_table *table, vw_audience audience)
{
    add(to,
        (vw_block){.is = VW_BLOCK_TABLE, .id = table->id, .table = table, .audience = audience});
}

static void add_chapters(children *to, const sample *all)
{
    static const vw_signatory signatories[] = {{"Burgemeester", "A. de \"Vries\""},
                                               {"Gemeentesecretaris", ""}};
    vw_arena *arena = to->arena;
    add_heading(to, 1, "1", "results", "Uitkomsten & <meer>");
    add(to, styled_paragraph());
    add(to, plain(arena, VW_BLOCK_PARAGRAPH, "# geen kop\n- geen lijst\n2) ook niet"));
    add_table(to, &all->summary_table, VW_PUBLIC);
    add_table(to, &all->requirements_table, VW_PUBLIC);
    add(to, chart(arena, all));
    add(to, shares_chart(VW_CHART_SHARES, "chart-shares"));
    add(to, shares_chart(VW_CHART_TREND, "chart-trend"));
    add(to, set_apart(arena, VW_BLOCK_NOTE, "Niet alles is beoordeeld: de dekking is onvolledig."));
    add(to, (vw_block){.is = VW_BLOCK_PAGE_BREAK});
    add_heading(to, 2, "1.1", NULL, "Zonder anker");
    add(to, list(arena));
    add(to, set_apart(arena, VW_BLOCK_QUOTE, "Het college verklaart."));
    add_heading(to, 4, "", "skipped", "Een overgeslagen niveau");
    add_table(to, &all->conclusions_table, VW_CONFIDENTIAL);
    add_table(to, &all->texts_table, VW_PUBLIC);
    add_table(to, &all->nothing_table, VW_PUBLIC);
    add_heading(to, 1, "2", "signing", "Ondertekening");
    add(to, (vw_block){.is = VW_BLOCK_SIGNATURES,
                       .signatories = signatories,
                       .signatory_count = sizeof signatories / sizeof *signatories});
}

sample *sample_new(vw_arena *arena, vw_lang lang)
{
    sample *all = VW_NEW(arena, sample);
    const vw_words words = sample_words(lang);
    sample__conclusions(all, arena);
    sample__summary(all, arena, &words);
    sample__requirements(all, arena);
    sample__texts(all, arena);
    sample__nothing(all, arena);
    children inside = {.arena = arena};
    add(&inside, cover(arena));
    add(&inside, (vw_block){.is = VW_BLOCK_CONTENTS});
    add_chapters(&inside, all);
    all->root = around((vw_block){.is = VW_BLOCK_DOCUMENT}, inside);
    all->document = (vw_document){.root = &all->root,
                                  .lang = lang,
                                  .lang_tag = lang == VW_NL ? "nl-NL" : "en-GB",
                                  .title = "Verantwoording <2025> & meer",
                                  .subject = "Digitale veiligheid",
                                  .author = "Gemeente Voorbeeld",
                                  .entity = "Gemeente Voorbeeld & Co <nv>",
                                  .period = "2025",
                                  .version_line = "verantwoord 0.1.0, evaluatie 12ab34cd",
                                  .made_at = 1767225600,
                                  .draft = true,
                                  .words = words,
                                  .json_facts = "{\"share_met\": 0.1, \"met\": 3}"};
    return all;
}
