/* SPDX-License-Identifier: EUPL-1.2 */
/* Many tests read the same few kinds, so what was imported of a kind is hashed once. */
#include "eval/input.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *kind;
    int64_t mark;
    vw_digest digest;
} imported;

struct vw_inputs {
    vw_arena *arena;
    const vw_rule_frame *frame;
    const vw_exceptions *exceptions;
    vw_hasher *hasher, *of_kind;
    vw_stmt *heads;
    VW_VEC(imported) imports;
};

vw_status vw_inputs_new(vw_inputs **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                        const vw_rule_frame *frame, const vw_exceptions *exceptions)
{
    vw_inputs *inputs = VW_NEW(arena, vw_inputs);
    *inputs = (vw_inputs){.arena = arena,
                          .frame = frame,
                          .exceptions = exceptions,
                          .hasher = vw_hasher_new(arena),
                          .of_kind = vw_hasher_new(arena)};
    *out = inputs;
    return vw_stmt_new(&inputs->heads, vw_dossier_db(dossier), arena, diags,
                       "SELECT head_sha256 FROM import WHERE kind = ?1 AND id <= ?2 ORDER BY id");
}

static vw_status hash_imports(vw_digest *out, vw_inputs *inputs, vw_diags *diags, const char *kind,
                              int64_t mark)
{
    bool row = true;
    vw_status status = VW_OK;
    vw_hasher_start(inputs->of_kind);
    vw_hasher_add_text(inputs->of_kind, kind);
    vw_stmt_bind_text(inputs->heads, 1, kind);
    vw_stmt_bind_int(inputs->heads, 2, mark);
    while (status == VW_OK && (status = vw_stmt_step(inputs->heads, diags, &row)) == VW_OK && row) {
        vw_hasher_add_text(inputs->of_kind, vw_stmt_text(inputs->heads, 0));
    }
    vw_stmt_reset(inputs->heads);
    vw_hasher_add_text(inputs->of_kind, NULL);
    *out = vw_hasher_end(inputs->of_kind);
    return status;
}

static vw_status add_imports(vw_inputs *inputs, vw_diags *diags, const char *kind, int64_t mark)
{
    size_t i = 0;
    while (i < inputs->imports.count && (inputs->imports.items[i].mark != mark ||
                                         strcmp(inputs->imports.items[i].kind, kind) != 0)) {
        i++;
    }
    if (i == inputs->imports.count) {
        imported found = {.kind = kind, .mark = mark};
        vw_status status = hash_imports(&found.digest, inputs, diags, kind, mark);
        if (status != VW_OK) {
            return status;
        }
        VW_PUSH(inputs->arena, inputs->imports, found);
    }
    vw_hasher_add(inputs->hasher, inputs->imports.items[i].digest.bytes,
                  sizeof inputs->imports.items[i].digest.bytes);
    return VW_OK;
}

static void add_rule(vw_inputs *inputs, vw_arena *arena, const vw_rule *rule)
{
    vw_rule_frame frame = *inputs->frame;
    const vw_date dates[] = {frame.as_of, frame.period_from, frame.period_until};
    vw_hasher_add_text(inputs->hasher, VW_VERSION);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char text[11];
        vw_date_format(text, dates[i]);
        vw_hasher_add_text(inputs->hasher, text);
    }
    frame.mark = 0;
    vw_hasher_add_text(inputs->hasher, vw_rule_sql(arena, rule, &frame));
    vw_hasher_add_text(inputs->hasher, vw_rule_collected_sql(arena, rule, &frame));
    vw_hasher_add_text(inputs->hasher, vw_rule_complete_sql(arena, rule, &frame));
}

/* The first of a test, by which they are in order. */
static size_t first_exception(const vw_exceptions *exceptions, const char *test)
{
    size_t low = 0, high = exceptions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(exceptions->items[middle].test, test) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int by_exception(const void *a, const void *b)
{
    const vw_exception *const *left = a, *const *right = b;
    return ((*left)->exception > (*right)->exception) - ((*left)->exception < (*right)->exception);
}

/* By what they say, since a subject that one names may get its number from a later import. */
static void add_exceptions(vw_inputs *inputs, vw_arena *arena, const char *test)
{
    const vw_exceptions *all = inputs->exceptions;
    VW_VEC(const vw_exception *) own = {0};
    for (size_t i = first_exception(all, test);
         i < all->count && strcmp(all->items[i].test, test) == 0; i++) {
        VW_PUSH(arena, own, &all->items[i]);
    }
    if (own.count > 0) {
        qsort(own.items, own.count, sizeof *own.items, by_exception);
    }
    for (size_t i = 0; i < own.count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)own.items[i]->exception);
        vw_hasher_add_text(inputs->hasher, number);
        vw_hasher_add_text(inputs->hasher, own.items[i]->subject_kind);
        vw_hasher_add_text(inputs->hasher, own.items[i]->subject_key);
    }
    vw_hasher_add_text(inputs->hasher, NULL);
}

vw_status vw_input_of(const char **hex, vw_inputs *inputs, vw_arena *arena, vw_diags *diags,
                      const vw_planned_test *test, int64_t mark)
{
    vw_arena *scratch = vw_arena_new();
    vw_rule_kind_list kinds;
    vw_status status = VW_OK;
    vw_hasher_start(inputs->hasher);
    add_rule(inputs, scratch, test->rule);
    add_exceptions(inputs, scratch, test->test->id);
    vw_rule_kinds(&kinds, scratch, test->rule);
    for (size_t i = 0; i < kinds.count && status == VW_OK; i++) {
        status = add_imports(inputs, diags, kinds.items[i]->name, mark);
    }
    vw_digest digest = vw_hasher_end(inputs->hasher);
    char *text = vw_alloc(arena, 65);
    vw_digest_hex(text, &digest);
    *hex = text;
    vw_arena_free(scratch);
    return status;
}
