/* SPDX-License-Identifier: EUPL-1.2 */
/* Figures beside those of the year before, each with what it rests on, and a warning where the way
 * of counting changed. Without the earlier evaluation or a recorded figure there is no figure. */
#include "reports/section/section.h"

#include "eval/changes.h"

#include <string.h>

/* The comparison is made once, when the first block asks for it. */
typedef struct {
    bool made, there;
    vw_changes changes;
} compared;

static const vw_changes *changes_of(vw_report *r)
{
    if (r->previous == NULL) {
        return NULL;
    }
    if (r->compared == NULL) {
        const vw_compared before = {r->previous->dossier, r->previous->evaluation};
        const vw_compared after = {r->dossier, r->evaluation};
        compared *made = VW_NEW(r->arena, compared);
        made->there = vw_changes_load(&made->changes, before, after, r->arena, r->diags) == VW_OK;
        r->compared = made;
    }
    const compared *made = r->compared;
    return made->there ? &made->changes : NULL;
}

static const char *year_before(const vw_report *r)
{
    return vw_printf(r->arena, "%d",
                     r->previous != NULL ? vw_dossier_head_of(r->previous->dossier)->year
                                         : vw_dossier_head_of(r->dossier)->year - 1);
}

const char *vw_section__earlier_year(vw_report *r)
{
    return year_before(r);
}

/* ---- what is asked ------------------------------------------------------------------------- */

static const char *title_of(const vw_report *r, const char *framework)
{
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        if (strcmp(r->plan->frameworks[i]->id, framework) == 0) {
            return vw_say(r, r->plan->frameworks[i]->title);
        }
    }
    return framework;
}

static const char *framework_change(const vw_report *r, const vw_framework_change *change)
{
    const char *title = title_of(r, change->framework);
    if (change->version_before == NULL) {
        return VW_FILL(r, ((vw_text){"{0} is nieuw", "{0} is new"}), title);
    }
    if (change->version_after == NULL) {
        return VW_FILL(r, ((vw_text){"{0} is vervallen", "{0} was dropped"}), title);
    }
    return strcmp(change->version_before, change->version_after) == 0
               ? NULL
               : VW_FILL(r,
                         ((vw_text){"{0} ging van versie {1} naar {2}",
                                    "{0} went from version {1} to {2}"}),
                         title, change->version_before, change->version_after);
}

static uint64_t tests_counted_otherwise(const vw_changes *changes)
{
    static const uint32_t way = (1u << VW_BECAUSE_RULE) | (1u << VW_BECAUSE_PARAMETER);
    uint64_t count = 0;
    for (size_t i = 0; i < changes->test_count; i++) {
        count += (changes->tests[i].because & way) != 0 ? 1 : 0;
    }
    return count;
}

static bool is_asked_otherwise(const vw_report *r, const vw_changes *changes)
{
    for (size_t i = 0; i < changes->framework_count; i++) {
        if (framework_change(r, &changes->frameworks[i]) != NULL) {
            return true;
        }
    }
    return tests_counted_otherwise(changes) > 0;
}

const char *vw_section__frames(vw_report *r)
{
    const vw_changes *changes = changes_of(r);
    if (changes == NULL) {
        return vw_section__open(
            r,
            (vw_text){"of een normenkader of de wijze van toetsen sinds vorig jaar wijzigde",
                      "whether a framework or the way of testing changed since last year"},
            (vw_text){"de CISO, met het dossier van vorig jaar",
                      "the CISO, with last year's dossier"});
    }
    vw_buf text = {.arena = r->arena};
    size_t count = 0;
    for (size_t i = 0; i < changes->framework_count; i++) {
        const char *change = framework_change(r, &changes->frameworks[i]);
        if (change != NULL) {
            vw_buf_addf(&text, "%s%s", count++ == 0 ? "" : "; ", change);
        }
    }
    const char *frames =
        count == 0 ? vw_say(r, (vw_text){"geen normenkader wijzigde", "no framework changed"})
                   : vw_buf_text(&text);
    return VW_FILL(r,
                   ((vw_text){"Sinds {0}: {1}. Toetsen waarvan de regel of een grens veranderde: "
                              "{2}.",
                              "Since {0}: {1}. Tests of which the rule or a limit changed: {2}."}),
                   year_before(r), frames, vw_show_number(r, tests_counted_otherwise(changes)));
}

/* ---- figures ------------------------------------------------------------------------------- */

typedef struct {
    bool known;
    double value;
    const char *basis; /* "dossier 2024", or the source of a figure */
    const char *counted_how;
    bool complete; /* of records: the list was declared complete */
    bool from_records;
    uint64_t undecided; /* of how many records nobody recorded whether they count */
} measured;

typedef struct {
    vw_text name;
    const char *kind, *where, *needs; /* NULL kind: a share */
    const char *decided;              /* SQL: it is on record whether it counts; NULL: always */
    const char *figure;               /* what a recorded figure calls it, or NULL */
    bool notified;                    /* and told to the authority */
} row_kind;

static const row_kind rows[] = {
    {.name = {"Beveiligingsincidenten", "Security incidents"},
     .kind = "incident",
     .where = "1",
     .needs = "",
     .figure = "incidents"},
    {.name = {"Waarvan datalekken", "Of which personal data breaches"},
     .kind = "incident",
     .where = "e.personal_data_breach = 1",
     .decided = "e.personal_data_breach IS NOT NULL",
     .needs = "personal_data_breach",
     .figure = "breaches"},
    {.name = {"Waarvan gemeld bij de toezichthouder", "Of which notified to the authority"},
     .kind = "incident",
     .where = "e.personal_data_breach = 1",
     .needs = "personal_data_breach authority_notified_at",
     .figure = "breaches_notified",
     .notified = true},
    {.name = {"Significante incidenten", "Significant incidents"},
     .kind = "incident",
     .where = "e.significant = 1",
     .decided = "e.significant IS NOT NULL",
     .needs = "significant",
     .figure = "significant"},
    {.name = {"Hersteltesten", "Restore tests"},
     .kind = "restore_test",
     .where = "1",
     .needs = "",
     .figure = "restore_tests"},
    {.name = {"Gevolgde trainingen", "Trainings attended"},
     .kind = "training",
     .where = "1",
     .needs = "",
     .figure = "trainings"},
    {.name = {"Meldingen en signalen", "Reports and signals"}, .figure = "reports"},
};

static void measure_records(measured *out, vw_report *r, const row_kind *row)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, row->kind);
    vw_kind_knowledge known = {0};
    if (kind == NULL || vw_kind_known(&known, r, kind) != VW_OK || !known.collected) {
        return;
    }
    const vw_partial_query own = {
        .kind = row->kind,
        .yes = row->where,
        .known = row->decided,
        .needs = row->needs,
    };
    const vw_partial_query query = row->notified ? vw_section__notified(r) : own;
    vw_partial counted;
    if (vw_partial_read(&counted, r, &query) != VW_OK) {
        return;
    }
    *out = (measured){
        .known = counted.unknown == 0 || counted.unknown < counted.all,
        .value = (double)counted.amount,
        .basis = VW_FILL(r, ((vw_text){"dossier {0}", "dossier {0}"}),
                         vw_printf(r->arena, "%d", vw_dossier_head_of(r->dossier)->year)),
        .complete = known.complete,
        .from_records = true,
        .undecided = counted.unknown,
    };
}

static void measure_figure(measured *out, vw_report *r, const row_kind *row, vw_records_when when)
{
    vw_section_figure figure;
    if (row->figure != NULL && vw_section__figure(&figure, r, row->figure, when)) {
        *out = (measured){.known = true,
                          .value = figure.value,
                          .basis = figure.source,
                          .counted_how = figure.counted_how};
    }
}

/* This year: records, else a figure. A year ago: that year's dossier by the same rules, else a
 * figure that was recorded about it. */
static void measure(measured *now, measured *before, vw_report *r, const row_kind *row)
{
    *now = *before = (measured){0};
    if (row->kind != NULL) {
        measure_records(now, r, row);
    }
    if (!now->from_records) {
        measure_figure(now, r, row, VW_OVER_PERIOD);
    }
    if (r->previous != NULL && row->kind != NULL) {
        measure_records(before, r->previous, row);
    }
    if (!before->known && !before->from_records && r->previous != NULL) {
        measure_figure(before, r->previous, row, VW_OVER_PERIOD);
    }
    if (!before->known && !before->from_records) {
        measure_figure(before, r, row, VW_OVER_YEAR_AGO);
    }
}

static bool same_text(const char *left, const char *right)
{
    return (left == NULL && right == NULL) ||
           (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* Why two figures cannot be set side by side just like that; NULL: no reason is known. */
static const char *why_otherwise(const vw_report *r, const measured *now, const measured *before)
{
    if (!now->known || !before->known) {
        return NULL;
    }
    if (now->from_records != before->from_records) {
        return vw_say(r, (vw_text){"anders geteld: een van beide is opgegeven, niet geteld",
                                   "counted otherwise: one of the two was given, not counted"});
    }
    if (!same_text(now->counted_how, before->counted_how)) {
        return now->counted_how != NULL
                   ? VW_FILL(r, ((vw_text){"anders geteld: {0}", "counted otherwise: {0}"}),
                             now->counted_how)
                   : vw_say(r, (vw_text){"wijze van tellen niet vastgelegd",
                                         "way of counting not recorded"});
    }
    return now->from_records && now->complete != before->complete
               ? vw_say(r, (vw_text){"slechts van een van beide jaren is de lijst volledig",
                                     "the list is complete for only one of the two years"})
               : NULL;
}

/* Also of how many incidents it is not known whether they count. */
static const char *note_on(const vw_report *r, const measured *now, const measured *before)
{
    static const vw_text this_year = {"dit jaar van {0} niet vastgelegd",
                                      "this year not on record for {0}"};
    static const vw_text earlier = {"toen van {0} niet vastgelegd", "then not on record for {0}"};
    const char *why = why_otherwise(r, now, before);
    vw_buf text = {.arena = r->arena};
    vw_buf_add(&text, why != NULL ? why : "");
    if (now->known && now->undecided > 0) {
        vw_buf_addf(&text, "%s%s", text.length > 0 ? "; " : "",
                    VW_FILL(r, this_year, vw_show_number(r, now->undecided)));
    }
    if (before->known && before->undecided > 0) {
        vw_buf_addf(&text, "%s%s", text.length > 0 ? "; " : "",
                    VW_FILL(r, earlier, vw_show_number(r, before->undecided)));
    }
    return text.length > 0 ? vw_buf_text(&text) : NULL;
}

static const char *figure_shown(const vw_report *r, const measured *one)
{
    return one->known ? vw_show_number(r, (uint64_t)(one->value + 0.5))
                      : vw_say(r, (vw_text){"niet vastgesteld", "not established"});
}

static vw_cell figure_cell(const vw_report *r, const measured *one)
{
    return one->known ? vw_number_cell((int64_t)(one->value + 0.5))
                      : vw_text_cell(figure_shown(r, one));
}

static const char *no_basis(const vw_report *r)
{
    return vw_say(
        r, (vw_text){"[nog in te vullen, met bron]", "[still to be filled in, with its source]"});
}

static vw_cell share_cell(double share)
{
    return (vw_cell){.is = VW_CELL_SHARE, .number = share};
}

static void add_row(const vw_report *r, vw_cells *cells, const char *name, vw_cell now,
                    vw_cell before, const char *basis, const char *note)
{
    VW_PUSH(r->arena, *cells, vw_text_cell(name));
    VW_PUSH(r->arena, *cells, now);
    VW_PUSH(r->arena, *cells, before);
    VW_PUSH(r->arena, *cells, vw_text_cell(basis));
    VW_PUSH(r->arena, *cells, vw_text_cell(note));
}

static void add_shares(vw_report *r, vw_cells *cells, const vw_changes *changes)
{
    const vw_counts *now = &r->figures.all;
    const vw_counts *before = r->previous != NULL ? &r->previous->figures.all : NULL;
    const char *note =
        changes != NULL && is_asked_otherwise(r, changes)
            ? vw_say(r, (vw_text){"anders geteld: normenkader, regel of grens veranderde",
                                  "counted otherwise: a framework, rule or limit changed"})
            : NULL;
    if (changes != NULL && changes->all.hollow) {
        note = vw_say(
            r, (vw_text){"stijgt terwijl minder is beoordeeld", "rises while less was assessed"});
    }
    const char *basis = before == NULL
                            ? NULL
                            : VW_FILL(r, ((vw_text){"dossier {0}", "dossier {0}"}), year_before(r));
    add_row(r, cells, vw_say(r, (vw_text){"Aandeel voldoet", "Share met"}),
            share_cell(vw_counts_share_met(now)),
            before != NULL ? share_cell(vw_counts_share_met(before)) : vw_text_cell(no_basis(r)),
            basis, note);
    add_row(r, cells, vw_say(r, (vw_text){"Dekking", "Coverage"}),
            share_cell(vw_counts_coverage(now)),
            before != NULL ? share_cell(vw_counts_coverage(before)) : vw_text_cell(no_basis(r)),
            basis, note);
}

static const char *shares_line(vw_report *r)
{
    static const vw_text line = {"Over {0} voldeed {1} bij een dekking van {2}; {3}.",
                                 "Over {0}, {1} was met at a coverage of {2}; {3}."};
    static const vw_text now = {"nu voldoet {0} bij een dekking van {1}",
                                "now {0} is met at a coverage of {1}"};
    const vw_changes *changes = changes_of(r);
    const vw_counts *before = &r->previous->figures.all;
    const char *said =
        VW_FILL(r, line, year_before(r), vw_show_share(r, vw_counts_share_met(before)),
                vw_show_share(r, vw_counts_coverage(before)),
                VW_FILL(r, now, vw_show_share(r, vw_counts_share_met(&r->figures.all)),
                        vw_show_share(r, vw_counts_coverage(&r->figures.all))));
    said = vw_section__joined(r, vw_section__predecessor(r), said);
    if (changes != NULL && is_asked_otherwise(r, changes)) {
        said = vw_section__joined(
            r, said,
            vw_say(r, (vw_text){"Let op: er is anders geteld, want een normenkader, regel of grens "
                                "veranderde.",
                                "Note: it was counted otherwise, since a framework, rule or limit "
                                "changed."}));
    }
    if (changes != NULL && changes->all.hollow) {
        said = vw_section__joined(
            r, said,
            vw_say(r, (vw_text){"Let op: het aandeel stijgt terwijl minder is beoordeeld.",
                                "Note: the share rises while less was assessed."}));
    }
    return said;
}

const char *vw_section__trend(vw_report *r)
{
    static const vw_text line = {"Incidenten: {0}, over {3} {1:was|waren} het er {1} ({2}).",
                                 "Incidents: {0}, over {3} there {1:was|were} {1} ({2})."};
    measured now, before;
    vw_buf text = {.arena = r->arena};
    measure(&now, &before, r, &rows[0]);
    if (r->previous != NULL) {
        vw_buf_add(&text, shares_line(r));
    }
    if (before.known && now.known) {
        const char *why = why_otherwise(r, &now, &before);
        vw_buf_addf(&text, "%s%s", r->previous != NULL ? " " : "",
                    VW_FILL(r, line, figure_shown(r, &now), figure_shown(r, &before),
                            before.basis != NULL ? before.basis : no_basis(r), year_before(r)));
        if (why != NULL) {
            vw_buf_addf(&text, " %s: %s.", vw_say(r, (vw_text){"Let op", "Note"}), why);
        }
    }
    if (r->previous == NULL && !before.known) {
        return vw_section__open(r,
                                (vw_text){"cijfers van vorig jaar, en of de meetwijze veranderde",
                                          "figures of last year, and whether the measure changed"},
                                (vw_text){"de CISO, met het dossier van vorig jaar",
                                          "the CISO, with last year's dossier"});
    }
    return vw_buf_text(&text);
}

vw_status vw_blocks_trend(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"figure", {"Cijfer", "Figure"}, VW_CELL_TEXT, 3, 0},
        {"now", {"Dit jaar", "This year"}, VW_CELL_INTEGER, 1.2, 0},
        {"before", {"Vorig jaar", "Last year"}, VW_CELL_INTEGER, 1.6, 0},
        {"basis", {"Waar dat op steunt", "What that rests on"}, VW_CELL_TEXT, 2, 0},
        {"note", {"Let op", "Note"}, VW_CELL_TEXT, 2.6, 0},
    };
    static const vw_table_words words = {
        .id = "trend",
        .caption = {"Cijfers naast die van vorig jaar", "Figures beside those of last year"},
        .sheet_id = "trend",
        .sheet = {"Vorig jaar", "Last year"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__trend(r));
    add_shares(r, &cells, changes_of(r));
    for (size_t i = 0; i < COUNT(rows); i++) {
        measured now, before;
        measure(&now, &before, r, &rows[i]);
        add_row(r, &cells, vw_say(r, rows[i].name), figure_cell(r, &now),
                before.known ? figure_cell(r, &before) : vw_text_cell(no_basis(r)),
                before.known ? before.basis : NULL, note_on(r, &now, &before));
    }
    /* A dossier of another year is not last year's. */
    const char *year = year_before(r);
    const bool is_last =
        strcmp(year, vw_printf(r->arena, "%d", vw_dossier_head_of(r->dossier)->year - 1)) == 0;
    vw_column_words named[COUNT(columns)];
    memcpy(named, columns, sizeof columns);
    vw_table_words said = words;
    if (!is_last) {
        named[2].title = (vw_text){year, year};
        said.columns = named;
        said.caption = (vw_text){vw_printf(r->arena, "Cijfers naast die van %s", year),
                                 vw_printf(r->arena, "Figures beside those of %s", year)};
    }
    vw_table *table = vw_table_new(r, &said);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}
