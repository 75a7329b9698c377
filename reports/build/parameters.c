/* SPDX-License-Identifier: EUPL-1.2 */
/* The values that the tests ran under: which, whose, and from where. */
#include "model/label.h"
#include "reports/build/build.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef VW_VEC(vw_value_in_force) values;

static bool same(const vw_value_in_force *a, const vw_value_in_force *b)
{
    return a->parameter == b->parameter && a->framework == b->framework;
}

/* Each once: of the parameters in the order of the set, first where no framework sets one. */
static values values_of(const vw_report *r)
{
    const vw_set *set = r->plan->set;
    values all = {0}, sorted = {0};
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_planned_test *planned = &r->plan->tests[i];
        for (size_t j = 0; j < planned->value_count; j++) {
            bool known = false;
            for (size_t k = 0; k < all.count && !known; k++) {
                known = same(&all.items[k], &planned->values[j]);
            }
            if (!known) {
                VW_PUSH(r->arena, all, planned->values[j]);
            }
        }
    }
    for (size_t i = 0; i < set->parameter_count; i++) {
        for (size_t f = 0; f <= r->plan->framework_count; f++) {
            const vw_framework *framework = f > 0 ? r->plan->frameworks[f - 1] : NULL;
            const vw_value_in_force wanted = {.parameter = &set->parameters[i],
                                              .framework = framework};
            for (size_t k = 0; k < all.count; k++) {
                if (same(&all.items[k], &wanted)) {
                    VW_PUSH(r->arena, sorted, all.items[k]);
                }
            }
        }
    }
    return sorted;
}

const char *vw_show_value(const vw_report *r, const vw_parameter *parameter,
                          vw_parameter_value value)
{
    return vw_say(r, vw_parameter_value_shown(r->arena, parameter->type, value));
}

static const char *setter(const vw_report *r, const vw_value_in_force *value)
{
    static const vw_text by_default = {"standaard", "default"},
                         by_organisation = {"de organisatie", "the organisation"};
    return value->set_by == VW_SET_BY_DEFAULT        ? vw_say(r, by_default)
           : value->set_by == VW_SET_BY_ORGANISATION ? vw_say(r, by_organisation)
                                                     : vw_say(r, value->framework->title);
}

const char *vw_show_value_source(const vw_report *r, const vw_value_in_force *value)
{
    return value->set_by == VW_SET_BY_ORGANISATION
               ? value->source
               : vw_reference_in(r->arena, value->source, r->lang);
}

vw_status vw_blocks_parameters(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"parameter", {"Parameter", "Parameter"}, VW_CELL_TEXT, 2, VW_COLUMN_CODE | VW_COLUMN_DATA},
        {"label", {"Waarvoor", "What for"}, VW_CELL_TEXT, 4, 0},
        {"value", {"Waarde", "Value"}, VW_CELL_TEXT, 1.4, 0},
        {"set_by", {"Gesteld door", "Set by"}, VW_CELL_TEXT, 1.8, 0},
        {"default", {"Standaard", "Default"}, VW_CELL_TEXT, 1.4, 0},
        {"source", {"Bron of reden", "Source or reason"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "parameters",
        .caption = {"Waarden waarmee de toetsen zijn uitgevoerd",
                    "Values under which the tests were run"},
        .sheet_id = "parameters",
        .sheet = {"Parameters", "Parameters"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Geen toets heeft een parameter.", "No test has a parameter."},
    };
    (void)level;
    const values all = values_of(r);
    vw_cells cells = {0};
    for (size_t i = 0; i < all.count; i++) {
        const vw_value_in_force *value = &all.items[i];
        const vw_parameter *parameter = value->parameter;
        VW_PUSH(r->arena, cells, vw_text_cell(parameter->name));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, parameter->label)));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_show_value(r, parameter, value->value)));
        VW_PUSH(r->arena, cells, vw_text_cell(setter(r, value)));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_show_value(r, parameter, parameter->shipped)));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_show_value_source(r, value)));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return vw_blocks_own_sets(r, out);
}

void vw_report__own_values(const vw_report *r, vw_buf *out)
{
    static const vw_text told = {" Door de organisatie zelf gekozen: {0}: {1}, in plaats van {2} "
                                 "({3}).",
                                 " Chosen by the organisation itself: {0}: {1}, instead of {2} "
                                 "({3})."};
    const values all = values_of(r);
    for (size_t i = 0; i < all.count; i++) {
        const vw_value_in_force *value = &all.items[i];
        const vw_parameter *parameter = value->parameter;
        if (value->set_by == VW_SET_BY_ORGANISATION &&
            !vw_parameter_value_equal(value->value, parameter->shipped)) {
            vw_buf_add(out,
                       VW_FILL(r, told, vw_say(r, parameter->label),
                               vw_show_value(r, parameter, value->value),
                               vw_show_value(r, parameter, parameter->shipped), value->source));
        }
    }
}
