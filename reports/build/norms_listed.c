/* SPDX-License-Identifier: EUPL-1.2 */
/* Each requirement of a catalogue: what it asks, of whom, and what decides it. */
#include "model/label.h"
#include "reports/build/norms.h"

#include <string.h>

enum { GROUP_LEVEL = 1, LEVEL_MOST = 4 };

typedef struct {
    const vw_report *r;
    const vw_framework *framework;
    const vw_requirement *requirement;
    vw_block_list items; /* of its list */
} entry;

/* ---- small makers ---------------------------------------------------------------------------- */

static const vw_block *kept(const vw_report *r, vw_block block)
{
    vw_block *made = VW_NEW(r->arena, vw_block);
    *made = block;
    return made;
}

/* "label: text (code)", the label strong; an absent part is NULL. */
static const vw_block *line(const vw_report *r, const char *label, const char *text,
                            const char *code)
{
    vw_run *runs = VW_NEW_ARRAY(r->arena, 5, vw_run);
    size_t count = 0;
    if (label != NULL) {
        runs[count++] = (vw_run){.text = vw_printf(r->arena, "%s:", label), .strong = true};
    }
    if (label != NULL && text != NULL) {
        runs[count++] = (vw_run){.text = " "};
    }
    if (text != NULL) {
        runs[count++] = (vw_run){.text = text};
    }
    if (code != NULL) {
        runs[count++] = (vw_run){.text = " "};
        runs[count++] = (vw_run){.text = code, .code = true};
    }
    return kept(r, (vw_block){.is = VW_BLOCK_PARAGRAPH, .runs = runs, .run_count = count});
}

static const vw_block *around(const vw_report *r, vw_block_kind is, const vw_block *first,
                              const vw_block *second)
{
    const vw_block **children = VW_NEW_ARRAY(r->arena, 2, const vw_block *);
    children[0] = first;
    children[1] = second;
    return kept(r,
                (vw_block){.is = is, .children = children, .child_count = second != NULL ? 2 : 1});
}

static const vw_block *list(const vw_report *r, const vw_block_list *items)
{
    return items->count == 0 ? NULL
                             : kept(r, (vw_block){.is = VW_BLOCK_LIST,
                                                  .children = items->items,
                                                  .child_count = items->count});
}

static void add_line(entry *e, vw_text label, const char *text, const char *code)
{
    if (text != NULL && *text != '\0') {
        VW_PUSH(e->r->arena, e->items,
                around(e->r, VW_BLOCK_ITEM, line(e->r, vw_say(e->r, label), text, code), NULL));
    }
}

static void add_inner(const vw_report *r, vw_block_list *items, vw_text label, const char *text,
                      const char *code)
{
    const char *said = label.nl != NULL ? vw_say(r, label) : NULL;
    VW_PUSH(r->arena, *items, around(r, VW_BLOCK_ITEM, line(r, said, text, code), NULL));
}

/* ---- what decides it ------------------------------------------------------------------------- */

static void add_measures(entry *e)
{
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    vw_block_list inner = {0};
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        static const vw_text full = {"{0}: volledig", "{0}: in full"};
        static const vw_text part = {"{0}: deels. {1}", "{0}: in part. {1}"};
        const char *title = vw_say(r, mapping->measure->title);
        add_inner(r, &inner, (vw_text){0},
                  VW_FILL(r, mapping->full ? full : part, title, vw_say(r, mapping->because)),
                  mapping->measure->id);
    }
    if (inner.count > 0) {
        const char *label = vw_say(r, (vw_text){"Maatregelen", "Measures"});
        VW_PUSH(r->arena, e->items,
                around(r, VW_BLOCK_ITEM, line(r, label, NULL, NULL), list(r, &inner)));
    }
}

/* What its tests are run with, such as how often something must be done. */
static void add_values(entry *e)
{
    const vw_report *r = e->r;
    const vw_norm_values values = vw_norms__values(r, e->requirement);
    vw_block_list inner = {0};
    for (size_t i = 0; i < values.count; i++) {
        add_inner(r, &inner, (vw_text){0}, vw_norms__value(r, values.items[i]),
                  values.items[i]->parameter->name);
    }
    if (inner.count > 0) {
        const char *label =
            vw_say(r, (vw_text){"Waarden waarmee wordt getoetst", "Values that it is tested with"});
        VW_PUSH(r->arena, e->items,
                around(r, VW_BLOCK_ITEM, line(r, label, NULL, NULL), list(r, &inner)));
    }
}

static void add_tests(const vw_report *r, vw_block_list *inner, const vw_requirement *requirement,
                      vw_aspect aspect)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_measure *measure = requirement->mappings[i].measure;
        for (size_t j = 0; j < measure->test_count; j++) {
            if (measure->tests[j].aspect == aspect && requirement->mappings[i].aspects[aspect]) {
                const vw_test *test = vw_norms__test(r, requirement->framework, &measure->tests[j]);
                add_inner(r, inner, (vw_text){"Toets", "Test"}, vw_say(r, test->title), test->id);
            }
        }
    }
}

static void add_aspect(entry *e, vw_aspect aspect)
{
    static const vw_text how[VW_COVERED_COUNT] = {
        [VW_COVERED_FULL] = {"toetsen beslissen", "tests decide"},
        [VW_COVERED_PARTLY] = {"toetsen beslissen een deel", "tests decide a part"},
        [VW_COVERED_JUDGED] = {"een persoon oordeelt", "a person judges"},
        [VW_COVERED_NOT] = {"niets beslist dit", "nothing decides this"},
        [VW_COVERED_UNKNOWN] = {"niets beslist dit, zonder reden",
                                "nothing decides this, without a reason"},
    };
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    vw_block_list inner = {0};
    add_tests(r, &inner, requirement, aspect);
    if (vw_norms__has(requirement->ask[aspect])) {
        add_inner(r, &inner, (vw_text){"Vraag", "Question"}, vw_say(r, requirement->ask[aspect]),
                  NULL);
    }
    if (vw_norms__has(requirement->not_covered[aspect])) {
        add_inner(r, &inner, (vw_text){"Niet gedekt", "Not covered"},
                  vw_say(r, requirement->not_covered[aspect]), NULL);
    }
    const char *label = vw_say(r, vw_aspect_label(aspect));
    char *raised = vw_strdup(r->arena, label);
    raised[0] = raised[0] >= 'a' && raised[0] <= 'z' ? (char)(raised[0] - 'a' + 'A') : raised[0];
    const char *decided = vw_say(r, how[vw_requirement_coverage(requirement, aspect)]);
    VW_PUSH(r->arena, e->items,
            around(r, VW_BLOCK_ITEM, line(r, raised, decided, NULL), list(r, &inner)));
}

/* ---- one requirement ------------------------------------------------------------------------- */

static void add_standing(entry *e)
{
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    const vw_requirement *now = vw_requirement_now(requirement);
    if (requirement->status == VW_STATUS_ACTIVE) {
        return;
    }
    add_line(e, (vw_text){"Telt niet mee", "Does not count"},
             vw_say(r, vw_requirement_status_label(requirement->status)), NULL);
    if (now != requirement) {
        add_line(
            e, (vw_text){"Staat nu bij", "Stands now at"},
            vw_printf(r->arena, "%s %s", vw_norms__name(now, e->framework), vw_say(r, now->title)),
            NULL);
    }
}

static void add_conditions(entry *e)
{
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    if (requirement->applies_when.text != NULL) {
        add_line(e, (vw_text){"Geldt alleen waar dit opgaat", "Applies only where this holds"},
                 vw_say(r, requirement->applies_because), requirement->applies_when.text);
    }
    if (e->framework->where_appropriate && requirement->status == VW_STATUS_ACTIVE) {
        static const vw_text yes = {"ja, waar dat past, met een reden op schrift",
                                    "yes, where appropriate, with a written reason"};
        static const vw_text no = {"nee", "no"};
        add_line(e, (vw_text){"Mag vervallen", "May lapse"},
                 vw_say(r, requirement->where_appropriate ? yes : no), NULL);
    }
}

static void add_mark(entry *e, vw_block_list *out)
{
    static const vw_text label = {"Voorbehoud", "Mark"};
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    if (requirement->mark != NULL) {
        const char *text =
            vw_printf(r->arena, "%s. %s", vw_say(r, vw_mark_label(requirement->mark)),
                      vw_say(r, requirement->mark_reason));
        VW_PUSH(r->arena, *out,
                around(r, VW_BLOCK_QUOTE, line(r, vw_say(r, label), text, NULL), NULL));
    }
}

static void add_requirement(entry *e, vw_block_list *out)
{
    const vw_report *r = e->r;
    const vw_requirement *requirement = e->requirement;
    add_mark(e, out);
    if (vw_norms__has(requirement->explain)) {
        vw_add_paragraph(r, out, vw_say(r, requirement->explain));
    }
    add_standing(e);
    add_line(e, (vw_text){"Soort", "Kind"}, vw_say(r, vw_requirement_kind_label(requirement->kind)),
             NULL);
    add_line(e, (vw_text){"Vindplaats", "Reference"},
             vw_reference_in(e->r->arena, requirement->reference, e->r->lang), NULL);
    if (requirement->parent != NULL) {
        add_line(e, (vw_text){"Onder", "Under"}, vw_norms__name(requirement->parent, e->framework),
                 NULL);
    }
    add_line(e, (vw_text){"Eerder", "Earlier"}, vw_norms__was(r, requirement), NULL);
    add_line(e, (vw_text){"Wie dit meestal doet", "Who usually does it"},
             vw_say(r, requirement->owner), NULL);
    add_conditions(e);
    add_measures(e);
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (requirement->status == VW_STATUS_ACTIVE && requirement->demands[aspect]) {
            add_aspect(e, aspect);
        }
    }
    add_values(e);
    const vw_block *all = list(r, &e->items);
    if (all != NULL) {
        VW_PUSH(r->arena, *out, all);
    }
}

/* ---- all of them ----------------------------------------------------------------------------- */

const char *vw_norms__theme(const vw_report *r, const char *theme)
{
    static const struct {
        const char *name;
        vw_text label;
    } themes[] = {
        {"organisational", {"Organisatorische normen", "Organisational requirements"}},
        {"people", {"Normen over mensen", "Requirements on people"}},
        {"physical", {"Fysieke normen", "Physical requirements"}},
        {"technological", {"Technologische normen", "Technological requirements"}},
    };
    for (size_t i = 0; theme != NULL && i < sizeof themes / sizeof *themes; i++) {
        if (strcmp(themes[i].name, theme) == 0) {
            return vw_say(r, themes[i].label);
        }
    }
    return theme != NULL ? theme : vw_say(r, (vw_text){"Normen", "Requirements"});
}

static bool same_theme(const char *one, const char *other)
{
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

/* [a-z0-9-.] of the id; its place in the list keeps it apart from "21.2" of "21(2)". */
static const char *anchor(const vw_report *r, const vw_requirement *requirement, size_t at)
{
    char *name = vw_strdup(r->arena, requirement->id);
    for (char *c = name; *c != '\0'; c++) {
        const bool upper = *c >= 'A' && *c <= 'Z';
        const bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '.';
        *c = (char)(upper ? *c - 'A' + 'a' : plain ? *c : '-');
    }
    return vw_printf(r->arena, "norm-%zu-%s", at + 1, name);
}

static int depth_of(const vw_requirement *requirement)
{
    int depth = 0;
    for (const vw_requirement *at = requirement->parent; at != NULL && depth < LEVEL_MOST;
         at = at->parent) {
        depth++;
    }
    return depth;
}

void vw_norms__listed(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    const char *theme = NULL;
    for (size_t i = 0; i < framework->listed_count; i++) {
        const vw_requirement *requirement = framework->listed[i];
        if (i == 0 || !same_theme(theme, requirement->theme)) {
            theme = requirement->theme;
            vw_add_heading(r, out, GROUP_LEVEL, vw_printf(r->arena, "group-%zu", i + 1),
                           vw_norms__theme(r, theme));
        }
        const int level = GROUP_LEVEL + 1 + depth_of(requirement);
        vw_add_heading(
            r, out, level < LEVEL_MOST ? level : LEVEL_MOST, anchor(r, requirement, i),
            vw_printf(r->arena, "%s  %s", requirement->id, vw_say(r, requirement->title)));
        entry e = {.r = r, .framework = framework, .requirement = requirement};
        add_requirement(&e, out);
    }
}
