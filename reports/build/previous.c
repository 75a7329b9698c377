/* SPDX-License-Identifier: EUPL-1.2 */
/* The year before, read from a dossier of its own. */
#include "base/utf8.h"
#include "reports/build/people.h"
#include "reports/build/rows.h"

#include <string.h>

/* Evaluated later is not enough: what is earlier is the reference date. */
static bool is_earlier(const vw_report *r, const vw_report_earlier *earlier)
{
    char then[11], now[11];
    if (earlier->evaluation->as_of < r->evaluation->as_of) {
        return true;
    }
    vw_date_format(then, earlier->evaluation->as_of);
    vw_date_format(now, r->evaluation->as_of);
    VW_DIAG(r->diags, T148, (vw_place){0}, vw_dossier_path(earlier->dossier), then, now);
    return false;
}

typedef struct {
    vw_arena *arena;
    VW_VEC(const char *) texts;
} text_list;

static void keep_text(void *self, vw_stmt *stmt)
{
    text_list *list = self;
    const char *text = vw_stmt_text(stmt, 0);
    if (text != NULL && text[0] != '\0') {
        VW_PUSH(list->arena, list->texts, vw_strdup(list->arena, text));
    }
}

/* What is on record of the organisation in [field], of whatever time. */
static vw_status facts_of(text_list *out, vw_report *r, const char *field)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "organisation");
    *out = (text_list){.arena = r->arena};
    return kind == NULL || vw_kind_field(kind, field) == NULL
               ? VW_OK
               : vw_ask_rows(
                     r,
                     vw_printf(r->arena,
                               "SELECT DISTINCT e.%s FROM evaluation v JOIN ev_organisation "
                               "e ON e.import_id <= v.mark WHERE v.id = ?1 ORDER BY 1",
                               field),
                     keep_text, out);
}

static bool holds(const text_list *list, const char *text)
{
    for (size_t i = 0; i < list->texts.count; i++) {
        if (vw_utf8_compare_letters(list->texts.items[i], strlen(list->texts.items[i]), text,
                                    strlen(text)) == 0) {
            return true;
        }
    }
    return false;
}

/* Under the same name; else by a number that registers give once, or when this dossier knows an
 * organisation of that name: a new name, a merger. */
static vw_status find_predecessor(vw_report *r, vw_report *previous, bool *known)
{
    static const char *const numbers[] = {"registration_number", "lei"};
    const char *name = vw_dossier_head_of(previous->dossier)->name;
    const char *own = vw_dossier_head_of(r->dossier)->name;
    text_list now, then;
    *known = vw_utf8_compare_letters(name, strlen(name), own, strlen(own)) == 0;
    if (*known) {
        return VW_OK;
    }
    r->predecessor = name;
    vw_status status = facts_of(&now, r, "name");
    *known = status == VW_OK && holds(&now, name);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == VW_OK && !*known; i++) {
        status = facts_of(&now, r, numbers[i]);
        if (status == VW_OK) {
            status = facts_of(&then, previous, numbers[i]);
        }
        for (size_t j = 0; status == VW_OK && j < then.texts.count; j++) {
            *known = *known || holds(&now, then.texts.items[j]);
        }
    }
    return status;
}

vw_status vw_report__previous(vw_report *r, const vw_report_earlier *earlier)
{
    if (earlier == NULL || earlier->dossier == NULL) {
        return VW_OK;
    }
    if (!is_earlier(r, earlier)) {
        return VW_ERR_INPUT;
    }
    const int year = vw_dossier_head_of(r->dossier)->year;
    const int then = vw_dossier_head_of(earlier->dossier)->year;
    if (then != year - 1) {
        VW_DIAG(r->diags, T181, (vw_place){0}, vw_printf(r->arena, "%d", then),
                vw_printf(r->arena, "%d", year), vw_printf(r->arena, "%d", year - 1));
    }
    vw_report *previous = VW_NEW(r->arena, vw_report);
    *previous = (vw_report){
        .arena = r->arena,
        .diags = r->diags,
        .dossier = earlier->dossier,
        .evaluation = earlier->evaluation,
        .plan = earlier->plan,
        .lang = r->lang,
        .words = r->words,
        .frame = vw_evaluation_frame(earlier->evaluation),
        .audience = VW_PUBLIC,
        .own_texts = VW_NEW(r->arena, vw_own_texts),
        .passages = r->passages,
    };
    bool known = false;
    vw_status status = find_predecessor(r, previous, &known);
    if (status == VW_OK && !known) {
        VW_DIAG(r->diags, T149, (vw_place){0}, vw_dossier_head_of(earlier->dossier)->name,
                vw_dossier_head_of(r->dossier)->name);
        return VW_ERR_INPUT;
    }
    if (status == VW_OK) {
        status = vw_report__count(previous);
    }
    if (status == VW_OK) {
        status = vw_people_load(&previous->people, previous, false);
    }
    r->previous = previous;
    return status;
}
