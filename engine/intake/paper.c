/* SPDX-License-Identifier: EUPL-1.2 */
/* What a working paper must hold to be relied on, whatever file it came from: who did what and
 * when, and that who reviews is somebody else (ISA 230, 8 and 9). */
#include "intake/paper.h"

#include "base/utf8.h"

#include <string.h>

static const char *said(const vw_paper *paper, const char *name)
{
    const vw_field *field = vw_kind_field(paper->kind, name);
    return field != NULL ? paper->values[field - paper->kind->fields].text : NULL;
}

/* What stands there and cannot be read is not missing. */
static bool lacks(const vw_paper *paper, const vw_field *field)
{
    return said(paper, field->name) == NULL && !paper->unread[field - paper->kind->fields];
}

/* Fields that ask for another. */
static const char *const pairs[][2] = {
    {"reviewed_by", "reviewed_on"},   {"reviewed_on", "reviewed_by"},
    {"review_extent", "reviewed_by"}, {"conclusion", "reason"},
    {"change_reason", "changed_by"},  {"change_reason", "changed_on"},
};

static void check_pairs(const vw_paper *paper, vw_arena *arena, vw_diags *diags)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const vw_field *one = vw_kind_field(paper->kind, pairs[i][0]);
        const vw_field *other = vw_kind_field(paper->kind, pairs[i][1]);
        if (one != NULL && other != NULL && said(paper, one->name) != NULL && lacks(paper, other)) {
            VW_DIAG(diags, W041, paper->place, vw_diag_both(arena, one->label),
                    vw_diag_both(arena, other->label));
        }
    }
}

void vw_intake__check_paper(const vw_paper *paper, vw_arena *arena, vw_diags *diags)
{
    const char *performed_by = said(paper, "performed_by"), *performed = said(paper, "occurred_on");
    const char *reviewed_by = said(paper, "reviewed_by"), *reviewed = said(paper, "reviewed_on");
    const char *procedure = said(paper, "procedure"), *conclusion = said(paper, "conclusion");
    check_pairs(paper, arena, diags);
    if (performed_by != NULL && reviewed_by != NULL &&
        vw_utf8_compare_letters(performed_by, strlen(performed_by), reviewed_by,
                                strlen(reviewed_by)) == 0) {
        VW_DIAG(diags, W040, paper->place, reviewed_by);
    }
    if (performed != NULL && reviewed != NULL && strcmp(reviewed, performed) < 0) {
        VW_DIAG(diags, W042, paper->place, reviewed, performed);
    }
    if (procedure != NULL && conclusion != NULL && strcmp(procedure, "inquiry") == 0 &&
        strcmp(conclusion, "met") == 0) {
        VW_DIAG(diags, W043, paper->place, NULL);
    }
}

/* What may change without a new review: the review itself, what says why, and what is stamped. */
static bool is_of_work(const char *name)
{
    static const char *const others[] = {"reviewed_by",   "reviewed_on", "review_extent",
                                         "change_reason", "changed_by",  "changed_on",
                                         "evaluation"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i], name) == 0) {
            return false;
        }
    }
    return true;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

void vw_intake__check_review(const vw_kind *kind, const char *const *before,
                             const char *const *after, vw_place place, vw_arena *arena,
                             vw_diags *diags)
{
    const vw_field *by = vw_kind_field(kind, "reviewed_by"),
                   *on = vw_kind_field(kind, "reviewed_on");
    if (by == NULL || on == NULL || before[by - kind->fields] == NULL ||
        after[by - kind->fields] == NULL ||
        !same(before[on - kind->fields], after[on - kind->fields])) {
        return;
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        if (is_of_work(kind->fields[i].name) && !same(before[i], after[i])) {
            VW_DIAG(diags, W044, place, vw_diag_both(arena, kind->fields[i].label),
                    before[by - kind->fields], before[on - kind->fields]);
            return;
        }
    }
}
