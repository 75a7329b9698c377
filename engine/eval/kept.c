/* SPDX-License-Identifier: EUPL-1.2 */
#include "eval/kept.h"

void vw_kept_begin(vw_kept *k, vw_arena *arena, vw_hasher *hasher, const vw_exceptions *exceptions,
                   const char *test)
{
    *k = (vw_kept){.arena = arena,
                   .hasher = hasher,
                   .exceptions = exceptions,
                   .test = test,
                   .subjects = {.bytes = {.arena = arena}}};
}

void vw_kept_expect(vw_kept *k, uint64_t rows)
{
    k->rows.capacity = (size_t)rows;
    k->rows.items = VW_NEW_ARRAY(k->arena, (size_t)rows, vw_outcome_row);
}

void vw_kept_add_row(vw_kept *k, const vw_outcome_row *row)
{
    k->tally.fail += row->outcome == VW_FAIL;
    k->tally.unknown += row->outcome == VW_UNKNOWN;
    k->tally.excepted += row->outcome == VW_EXCEPTED;
    VW_PUSH(k->arena, k->rows, *row);
}

void vw_kept_add_outcome(vw_kept *k, const vw_found *found)
{
    vw_outcome_row row = {.subject = found->subject, .outcome = found->outcome};
    if (found->outcome == VW_PASS) {
        return;
    }
    if (found->outcome == VW_FAIL) {
        row.exception = vw_exceptions_find(k->exceptions, k->test, row.subject);
        row.outcome = row.exception != 0 ? VW_EXCEPTED : VW_FAIL;
    }
    vw_kept_add_row(k, &row);
}

void vw_kept_add(vw_kept *k, const vw_found *found)
{
    vw_subjects_add(&k->subjects, found->subject);
    vw_kept_add_outcome(k, found);
}

void vw_kept_end(vw_outcomes *out, vw_kept *k)
{
    *out = (vw_outcomes){.list = {.rows = k->rows.items, .count = k->rows.count}};
    if (k->without_text) {
        vw_hasher_start(k->hasher);
        vw_outcomes_hash(k->hasher, k->rows.items, k->rows.count);
        out->list.sha256 = vw_hasher_end(k->hasher);
    } else {
        vw_buf text = {.arena = k->arena};
        vw_outcomes_write(&text, k->rows.items, k->rows.count);
        out->list.text = (vw_outcome_text){(const unsigned char *)vw_buf_text(&text), text.length};
        out->list.sha256 = vw_hash(out->list.text.bytes, text.length);
    }
    if (k->population != NULL) {
        out->subjects = *k->population;
        out->same_subjects = k->same_subjects;
    } else {
        vw_subjects_end(&out->subjects, &k->subjects);
    }
    k->tally.pass = out->subjects.count - k->rows.count;
}

vw_status vw_kept_collect(vw_kept *k, const vw_outcome_source *source, vw_diags *diags)
{
    vw_status status = VW_OK;
    for (size_t count = 1; status == VW_OK && count > 0;) {
        const vw_found *found = NULL;
        status = source->next(source->self, diags, &found, &count);
        for (size_t i = 0; status == VW_OK && i < count; i++) {
            vw_kept_add(k, &found[i]);
        }
    }
    source->end(source->self);
    return status;
}
