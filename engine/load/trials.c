/* SPDX-License-Identifier: EUPL-1.2 */
/* The examples beside a test: read as they are typed, without a look at the catalogue. */
#include "load/fields.h"

#include <string.h>

/* Where an example does not say otherwise, so that it comes out the same in every year. */
static const char usual_as_of[] = "2025-12-31";

static bool is_mapping(vw_loader *loader, const vw_node *node, const char *what)
{
    if (node->type != VW_NODE_MAPPING && node->type != VW_NODE_REFUSED) {
        VW_DIAG(loader->diags, Y021, vw_load__place(loader->arena, node), what);
    }
    return node->type == VW_NODE_MAPPING;
}

static bool is_blank(const vw_node *node)
{
    return node->type == VW_NODE_SCALAR && strspn(node->text, " \t\r\n") == node->text_length;
}

static vw_trial_row read_row(vw_loader *loader, const vw_node *node)
{
    VW_VEC(vw_trial_cell) cells = {0};
    for (size_t i = 0; i < node->count; i++) {
        const vw_node *column = node->entries[i].key, *value = node->entries[i].value;
        if (is_blank(value)) { /* as an empty cell */
            continue;
        }
        vw_trial_cell cell = {.column = column->text,
                              .value = vw_load__string_at(loader, value, column->text),
                              .column_place = vw_load__place(loader->arena, column),
                              .value_place = vw_load__place(loader->arena, value)};
        if (cell.value != NULL) {
            VW_PUSH(loader->arena, cells, cell);
        }
    }
    return (vw_trial_row){cells.items, cells.count, vw_load__place(loader->arena, node)};
}

typedef VW_VEC(vw_trial_table) table_vec;

static void read_tables(vw_fields *fields, table_vec *tables)
{
    vw_loader *loader = fields->loader;
    const vw_node *evidence = vw_load__get(fields, "evidence", VW_OPTIONAL);
    if (evidence == NULL || !is_mapping(loader, evidence, "evidence")) {
        return;
    }
    for (size_t i = 0; i < evidence->count; i++) {
        const vw_node *kind = evidence->entries[i].key, *list = evidence->entries[i].value;
        VW_VEC(vw_trial_row) rows = {0};
        if (list->type != VW_NODE_LIST) {
            if (list->type != VW_NODE_REFUSED) {
                VW_DIAG(loader->diags, Y020, vw_load__place(loader->arena, list), kind->text);
            }
            continue;
        }
        for (size_t j = 0; j < list->count; j++) {
            if (is_mapping(loader, list->items[j], kind->text)) {
                VW_PUSH(loader->arena, rows, read_row(loader, list->items[j]));
            }
        }
        vw_trial_table table = {.kind = kind->text,
                                .rows = rows.items,
                                .count = rows.count,
                                .place = vw_load__place(loader->arena, kind)};
        VW_PUSH(loader->arena, *tables, table);
    }
}

/* A kind may be complete without a single record: then there are none. */
static void read_complete(vw_fields *fields, table_vec *tables)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "complete", VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *kind = vw_load__string_at(loader, list->items[i], "complete");
        vw_trial_table *found = NULL;
        for (size_t j = 0; kind != NULL && j < tables->count; j++) {
            if (strcmp(tables->items[j].kind, kind) == 0) {
                found = &tables->items[j];
            }
        }
        if (found != NULL) {
            found->complete = true;
        } else if (kind != NULL) {
            vw_trial_table table = {.kind = kind,
                                    .complete = true,
                                    .place = vw_load__place(loader->arena, list->items[i])};
            VW_PUSH(loader->arena, *tables, table);
        }
    }
}

static void read_expected(vw_fields *fields, vw_trial *trial)
{
    static const char *const words[] = {[VW_TRIED_FAIL] = "fail",
                                        [VW_TRIED_PASS] = "pass",
                                        [VW_TRIED_UNKNOWN] = "unknown",
                                        [VW_TRIED_OUTSIDE] = "outside"};
    vw_loader *loader = fields->loader;
    VW_VEC(vw_trial_expected) all = {0};
    const vw_node *node = vw_load__get(fields, "expect", VW_NEEDED);
    if (node == NULL || !is_mapping(loader, node, "expect")) {
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const vw_node *key = node->entries[i].key;
        int word = vw_load__word_at(loader, node->entries[i].value, key->text, words,
                                    sizeof words / sizeof *words);
        if (word >= 0) {
            vw_trial_expected one = {key->text, (vw_tried)word, vw_load__place(loader->arena, key)};
            VW_PUSH(loader->arena, all, one);
        }
    }
    trial->expected = all.items;
    trial->expected_count = all.count;
}

/* The calendar year of the reference date, unless `period` says otherwise. */
static void read_period(vw_fields *fields, vw_trial *trial)
{
    vw_fields period;
    if (!vw_load__date(&trial->as_of, fields, "as_of", VW_OPTIONAL)) {
        (void)vw_date_parse(&trial->as_of, usual_as_of);
    }
    trial->period_from = vw_date_of(vw_date_year(trial->as_of), 1, 1);
    trial->period_until = vw_date_of(vw_date_year(trial->as_of), 12, 31);
    const vw_node *node = vw_load__get(fields, "period", VW_OPTIONAL);
    if (node == NULL || !vw_load__open(&period, fields->loader, node, "period")) {
        return;
    }
    vw_date from, until;
    bool both = vw_load__date(&from, &period, "from", VW_NEEDED);
    both = vw_load__date(&until, &period, "until", VW_NEEDED) && both;
    vw_load__close(&period);
    if (both && until < from) {
        VW_DIAG(fields->loader->diags, Y080, vw_load__place_of(&period, "until"), NULL);
    } else if (both) {
        trial->period_from = from;
        trial->period_until = until;
    }
}

void vw_load__trials(const vw_trial **out, size_t *count, vw_fields *of_test, vw_need need)
{
    vw_loader *loader = of_test->loader;
    const vw_node *list = vw_load__list(of_test, "examples", need);
    VW_VEC(vw_trial) trials = {0};
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_fields fields;
        vw_trial trial = {.title = {"", ""}};
        table_vec tables = {0};
        if (!vw_load__open(&fields, loader, list->items[i], "examples")) {
            continue;
        }
        trial.place = vw_load__place(loader->arena, list->items[i]);
        trial.title = vw_load__text(&fields, "title", VW_OPTIONAL);
        trial.framework = vw_load__string(&fields, "framework", VW_OPTIONAL);
        trial.framework_place = vw_load__place_of(&fields, "framework");
        read_period(&fields, &trial);
        read_tables(&fields, &tables);
        read_complete(&fields, &tables);
        read_expected(&fields, &trial);
        vw_load__close(&fields);
        trial.tables = tables.items;
        trial.table_count = tables.count;
        VW_PUSH(loader->arena, trials, trial);
    }
    *out = trials.items;
    *count = trials.count;
}
