/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue of one framework: what it is, for whom, and all that it lists. */
#include "reports/build/norms.h"

#include "model/label.h"
#include "model/regime.h"

#include <string.h>

const vw_test *vw_norms__test(const vw_report *r, const vw_framework *framework,
                              const vw_test *test)
{
    const vw_planned_test *planned = vw_plan_test_for(r->plan, test, framework);
    return planned != NULL ? planned->test : test;
}

const char *vw_norms__name(const vw_requirement *requirement, const vw_framework *framework)
{
    return requirement->framework == framework ? requirement->id : requirement->full_id;
}

const char *vw_norms__was(const vw_report *r, const vw_requirement *requirement)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < requirement->was_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", requirement->was[i]);
    }
    return vw_buf_text(&out);
}

/* ---- the head ------------------------------------------------------------------------------- */

static vw_norm_counts count(const vw_framework *framework)
{
    vw_norm_counts counts = {0};
    for (size_t i = 0; i < framework->listed_count; i++) {
        const vw_requirement *requirement = framework->listed[i];
        counts.status[requirement->status]++;
        counts.marked += requirement->mark != NULL;
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            if (requirement->status == VW_STATUS_ACTIVE && requirement->demands[aspect]) {
                counts.covered[aspect][vw_requirement_coverage(requirement, aspect)]++;
            }
        }
    }
    return counts;
}

/* The type of organisation as the catalogue of evidence calls it. */
static const char *type_shown(const vw_report *r, const char *type)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "organisation");
    for (size_t i = 0; kind != NULL && i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        for (size_t j = 0; strcmp(field->name, "type") == 0 && j < field->value_count; j++) {
            if (strcmp(field->values[j].value, type) == 0) {
                return vw_say(r, field->values[j].label);
            }
        }
    }
    return type;
}

static const char *for_whom(const vw_report *r, const vw_framework *framework)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < framework->applies_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", type_shown(r, framework->applies_to[i]));
    }
    const bool bound_by = framework->regime != NULL && framework->regime->decision_count > 0;
    if (bound_by) {
        static const vw_text bound = {"wie gebonden is aan: {0}", "whoever is bound by: {0}"};
        vw_buf_add(&out, framework->applies_count > 0 ? "; " : "");
        vw_buf_add(&out, VW_FILL(r, bound, vw_say(r, framework->regime->title)));
    } else if (framework->applies_count == 0) {
        vw_buf_add(&out,
                   vw_say(r, (vw_text){"elke soort organisatie", "any type of organisation"}));
    }
    if (framework->applies_when.text != NULL) {
        vw_buf_add(&out, vw_say(r, (vw_text){", op een voorwaarde", ", on a condition"}));
    }
    return vw_buf_text(&out);
}

/* The days from which what it holds applies, part by part where they differ. "" when unknown. */
static const char *applies_from(const vw_report *r, const vw_framework *framework)
{
    const vw_regime *regime = framework->regime;
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; regime != NULL && i < regime->phase_count; i++) {
        vw_buf_addf(&out, "%s%s: %s", i > 0 ? "; " : "",
                    vw_show_date(r, regime->phases[i].applies_from),
                    vw_say(r, regime->phases[i].part));
    }
    if (regime != NULL && regime->phase_count == 0 && regime->applies_from != VW_DATE_NONE) {
        vw_buf_add(&out, vw_show_date(r, regime->applies_from));
    }
    return out.length > 0 ? vw_buf_text(&out) : "";
}

static const vw_block *facts_block(const vw_report *r, const vw_framework *framework,
                                   const char *set_sha256)
{
    const vw_fact all[] = {
        {vw_say(r, (vw_text){"Normenkader", "Framework"}), vw_text_cell(framework->id)},
        {vw_say(r, (vw_text){"Versie", "Version"}), vw_text_cell(framework->version)},
        {vw_say(r, (vw_text){"Datum van die versie", "Date of that version"}),
         {.is = VW_CELL_DATE, .date = framework->date}},
        {vw_say(r, (vw_text){"Voorbehoud bij versie en datum", "Mark of version and date"}),
         vw_text_cell(vw_show_head_mark(r, framework))},
        {vw_say(r, (vw_text){"Voor wie", "For whom"}), vw_text_cell(for_whom(r, framework))},
        {vw_say(r, (vw_text){"Voorwaarde, in de regeltaal", "Condition, in the rule language"}),
         vw_text_cell(framework->applies_when.text != NULL ? framework->applies_when.text : "")},
        {vw_say(r, (vw_text){"Toegepast vanaf", "Applies from"}),
         vw_text_cell(applies_from(r, framework))},
        {vw_say(r, (vw_text){"Waarom het geldt", "Why it applies"}),
         vw_text_cell(vw_say(r, framework->applies_because))},
        {vw_say(r, (vw_text){"Wat het is", "What it is"}),
         vw_text_cell(vw_say(r, framework->explain))},
        {vw_say(r, (vw_text){"Waarop het steunt", "What it rests on"}),
         vw_text_cell(vw_say(r, framework->attribution))},
        {vw_say(r, (vw_text){"Programma", "Program"}), vw_text_cell("verantwoord " VW_VERSION)},
        {vw_say(r, (vw_text){"Kenmerk van de control sets", "Hash of the control sets"}),
         vw_text_cell(vw_strndup(r->arena, set_sha256, 12))},
    };
    const size_t most = sizeof all / sizeof *all;
    vw_fact *facts = VW_NEW_ARRAY(r->arena, most, vw_fact);
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_FACTS, .id = "cover-facts", .facts = facts};
    for (size_t i = 0; i < most; i++) {
        if (all[i].cell.is != VW_CELL_EMPTY) {
            facts[block->fact_count++] = all[i];
        }
    }
    return block;
}

static const vw_block *cover(const vw_report *r, const vw_framework *framework,
                             const char *set_sha256)
{
    vw_run *title = VW_NEW(r->arena, vw_run);
    title->text = vw_say(r, framework->title);
    const vw_block **children = VW_NEW_ARRAY(r->arena, 1, const vw_block *);
    children[0] = facts_block(r, framework, set_sha256);
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_COVER,
                        .runs = title,
                        .run_count = 1,
                        .children = children,
                        .child_count = 1};
    return block;
}

static void add_notes(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts,
                      bool shipped)
{
    static const vw_text own = {
        "De control sets zijn niet die welke bij verantwoord {0} horen: normen kunnen zijn "
        "toegevoegd, gewijzigd of weggelaten.",
        "The control sets are not those shipped with verantwoord {0}: requirements may have been "
        "added, changed or left out."};
    static const vw_text marked = {
        "Normen met een voorbehoud: {0}. Het voorbehoud en de reden staan bij elk van die normen.",
        "Requirements with a mark: {0}. The mark and its reason stand at each of them."};
    if (!shipped) {
        vw_add_note(r, out, VW_FILL(r, own, VW_VERSION));
    }
    if (counts->marked > 0) {
        vw_add_note(r, out, VW_FILL(r, marked, vw_show_number(r, (uint64_t)counts->marked)));
    }
}

static void add_head(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts,
                     bool shipped)
{
    static const vw_text how = {
        "Bij elke norm staat welke aspecten zij vraagt en wat elk daarvan beslist: toetsen van een "
        "maatregel die de norm volledig of deels dekt, een vraag aan een persoon, of niets, met de "
        "reden. Een aspect dat niet meer dan deels gedekt is, kan alleen een mens tot “voldoet” "
        "brengen. "
        "Kopjes en vrijgehouden, verplaatste en vervallen nummers staan erbij en tellen nergens "
        "mee.",
        "Each requirement tells which aspects it demands and what decides each: tests of a measure "
        "that covers it in full or in part, a question to a person, or nothing, with the reason. "
        "An aspect that is covered no more than in part only a person can bring to “met”. "
        "Headings, "
        "placeholders and numbers that moved or lapsed are listed, and count nowhere."};
    vw_add_heading(r, out, 1, "about",
                   vw_say(r, (vw_text){"Over dit normenkader", "About this framework"}));
    add_notes(r, out, counts, shipped);
    vw_add_paragraph(r, out, vw_say(r, how));
    vw_norms__summary(r, out, counts);
}

/* ---- the document --------------------------------------------------------------------------- */

static size_t lines_of(const vw_block_list *blocks, int level)
{
    size_t lines = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        lines += blocks->items[i]->is == VW_BLOCK_HEADING && blocks->items[i]->level <= level;
    }
    return lines;
}

/* The themes, and what stands under them as far as it fits a page, or two where there is but one
 * theme. The bookmarks lead to each requirement. */
static const vw_block *contents(const vw_report *r, const vw_block_list *rest)
{
    enum { PAGE = 36, DEEPEST = 3, ABOUT_AND_ONE_THEME = 2 };
    const size_t most = lines_of(rest, 1) > ABOUT_AND_ONE_THEME ? PAGE : 2 * PAGE;
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_CONTENTS, .level = 1};
    for (int level = 2; level <= DEEPEST; level++) {
        block->level = lines_of(rest, level) <= most ? level : block->level;
    }
    return block;
}

static const vw_block *make_root(const vw_report *r, const vw_framework *framework,
                                 const char *set_sha256, bool shipped)
{
    vw_block_list blocks = {0}, rest = {0};
    const vw_norm_counts counts = count(framework);
    add_head(r, &rest, &counts, shipped);
    vw_norms__listed(r, &rest, framework);
    vw_norms__sheets(r, &rest, framework);
    vw_norms__left_out(r, &rest, framework);
    VW_PUSH(r->arena, blocks, cover(r, framework, set_sha256));
    VW_PUSH(r->arena, blocks, contents(r, &rest));
    for (size_t i = 0; i < rest.count; i++) {
        VW_PUSH(r->arena, blocks, rest.items[i]);
    }
    vw_block *root = VW_NEW(r->arena, vw_block);
    *root =
        (vw_block){.is = VW_BLOCK_DOCUMENT, .children = blocks.items, .child_count = blocks.count};
    return root;
}

const vw_document *vw_report_catalogue(const vw_plan *plan, const vw_framework *framework,
                                       const char *set_sha256, bool shipped, vw_lang lang,
                                       vw_arena *arena, vw_diags *diags)
{
    static const vw_text subject = {"Catalogus van normen", "Catalogue of requirements"};
    static const vw_text period = {"versie {0}", "version {0}"};
    vw_words *words = VW_NEW(arena, vw_words);
    *words = vw_report__words(lang);
    vw_report *r = VW_NEW(arena, vw_report);
    *r = (vw_report){.arena = arena, .diags = diags, .plan = plan, .lang = lang, .words = words};
    vw_document *document = VW_NEW(arena, vw_document);
    *document = (vw_document){
        .root = make_root(r, framework, set_sha256, shipped),
        .lang = lang,
        .lang_tag = lang == VW_NL ? "nl-NL" : "en-GB",
        .title = vw_say(r, framework->title),
        .subject = vw_say(r, subject),
        .author = "verantwoord",
        .entity = vw_say(r, subject),
        .period = VW_FILL(r, period, framework->version),
        .version_line = VW_FILL(
            r,
            ((vw_text){"verantwoord {0}, control sets {1}", "verantwoord {0}, control sets {1}"}),
            VW_VERSION, vw_strndup(arena, set_sha256, 12)),
        .made_at = vw_clock_now(),
        .words = *words,
    };
    return document;
}
