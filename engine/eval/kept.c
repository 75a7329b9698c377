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
    vw_hasher_start(hasher);
}

static void add_row(vw_kept *k, const vw_outcome_row *row)
{
    k->tally.fail += row->outcome == VW_FAIL;
    k->tally.unknown += row->outcome == VW_UNKNOWN;
    k->tally.excepted += row->outcome == VW_EXCEPTED;
    vw_outcome_hash(k->hasher, row);
    VW_PUSH(k->arena, k->rows, *row);
}

void vw_kept_add(vw_kept *k, const vw_found *found)
{
    vw_outcome_row row = {.subject = found->subject, .outcome = found->outcome};
    vw_subjects_add(&k->subjects, found->subject);
    if (found->outcome == VW_PASS) {
        k->tally.pass++;
        return;
    }
    if (found->outcome == VW_FAIL) {
        row.exception = vw_exceptions_find(k->exceptions, k->test, row.subject);
        row.outcome = row.exception != 0 ? VW_EXCEPTED : VW_FAIL;
    }
    add_row(k, &row);
}

void vw_kept_add_stored(vw_kept *k, int64_t subject, const vw_outcome_row *row)
{
    vw_subjects_add(&k->subjects, subject);
    if (row == NULL) {
        k->tally.pass++;
    } else {
        add_row(k, row);
    }
}

void vw_kept_end(vw_outcomes *out, vw_kept *k)
{
    *out = (vw_outcomes){.rows = k->rows.items, .count = k->rows.count};
    out->sha256 = vw_hasher_end(k->hasher);
    vw_subjects_end(&out->subjects, &k->subjects);
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
