/* SPDX-License-Identifier: EUPL-1.2 */
/* The examples beside a test held to the names of the catalogue. */
#include "load/loader.h"

#include <stdlib.h>
#include <string.h>

static const vw_trial_cell *cell_of(const vw_trial_row *row, const char *column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->cells[i].column, column) == 0) {
            return &row->cells[i];
        }
    }
    return NULL;
}

static const char *near_column(const vw_loader *loader, const vw_kind *kind, const char *wrong)
{
    const char **names = VW_NEW_ARRAY(loader->scratch, kind->field_count + 1, const char *);
    for (size_t i = 0; i < kind->field_count; i++) {
        names[i] = kind->fields[i].name;
    }
    names[kind->field_count] = kind->key;
    return vw_load__suggest(loader, wrong, names, kind->field_count + 1);
}

static void check_row(const vw_loader *loader, const vw_kind *kind, const vw_trial_row *row)
{
    if (cell_of(row, kind->key) == NULL) {
        VW_DIAG(loader->diags, Y017, row->place, kind->key, kind->name);
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].required && cell_of(row, kind->fields[i].name) == NULL) {
            VW_DIAG(loader->diags, Y017, row->place, kind->fields[i].name, kind->name);
        }
    }
    for (size_t i = 0; i < row->count; i++) {
        const vw_trial_cell *cell = &row->cells[i];
        if (strcmp(cell->column, kind->key) != 0 && vw_kind_field(kind, cell->column) == NULL) {
            VW_DIAG(loader->diags, Y018, cell->column_place, cell->column, kind->name,
                    near_column(loader, kind, cell->column));
        }
    }
}

static const char *near_kind(const vw_loader *loader, const vw_catalogue *catalogue,
                             const char *wrong)
{
    const char **names = VW_NEW_ARRAY(loader->scratch, catalogue->count, const char *);
    for (size_t i = 0; i < catalogue->count; i++) {
        names[i] = catalogue->kinds[i].name;
    }
    return vw_load__suggest(loader, wrong, names, catalogue->count);
}

void vw_load__link_trials(vw_loader *loader, const vw_catalogue *catalogue, const vw_test *test)
{
    for (size_t i = 0; i < test->trial_count; i++) {
        const vw_trial *trial = &test->trials[i];
        for (size_t j = 0; j < trial->table_count && !loader->unreadable; j++) {
            const vw_trial_table *table = &trial->tables[j];
            const vw_kind *kind = vw_catalogue_find(catalogue, table->kind);
            if (kind == NULL) {
                VW_DIAG(loader->diags, Y042, table->place, table->kind,
                        near_kind(loader, catalogue, table->kind));
            }
            for (size_t k = 0; kind != NULL && kind->key != NULL && k < table->count; k++) {
                check_row(loader, kind, &table->rows[k]);
            }
        }
    }
}
