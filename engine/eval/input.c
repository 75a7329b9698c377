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
    vw_hasher *hasher, *of_kind, *of_test;
    vw_stmt *heads;
    VW_VEC(imported) imports;
    /* A test is asked for at two marks, one after the other: [of_test] holds all that is no
     * evidence. */
    const vw_planned_test *test;
    vw_arena *kinds_arena;
    vw_rule_kind_list kinds;
};

static void free_kinds(void *inputs)
{
    vw_arena_free(((vw_inputs *)inputs)->kinds_arena);
}

vw_status vw_inputs_new(vw_inputs **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                        const vw_rule_frame *frame, const vw_exceptions *exceptions)
{
    vw_inputs *inputs = VW_NEW(arena, vw_inputs);
    *inputs = (vw_inputs){.arena = arena,
                          .frame = frame,
                          .exceptions = exceptions,
                          .hasher = vw_hasher_new(arena),
                          .of_kind = vw_hasher_new(arena),
                          .of_test = vw_hasher_new(arena),
                          .kinds_arena = vw_arena_new()};
    vw_arena_on_free(arena, free_kinds, inputs);
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
    vw_hasher_add_text(inputs->of_test, VW_VERSION);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char text[11];
        vw_date_format(text, dates[i]);
        vw_hasher_add_text(inputs->of_test, text);
    }
    frame.mark = 0;
    vw_hasher_add_text(inputs->of_test, vw_rule_sql(arena, rule, &frame));
    vw_hasher_add_text(inputs->of_test, vw_rule_collected_sql(arena, rule, &frame));
    vw_hasher_add_text(inputs->of_test, vw_rule_complete_sql(arena, rule, &frame));
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
    for (size_t i = vw_exceptions_first(all, test);
         i < all->count && strcmp(all->items[i].test, test) == 0; i++) {
        VW_PUSH(arena, own, &all->items[i]);
    }
    if (own.count > 0) {
        qsort(own.items, own.count, sizeof *own.items, by_exception);
    }
    for (size_t i = 0; i < own.count; i++) {
        char number[24];
        snprintf(number, sizeof number, "%lld", (long long)own.items[i]->exception);
        vw_hasher_add_text(inputs->of_test, number);
        vw_hasher_add_text(inputs->of_test, own.items[i]->subject_kind);
        vw_hasher_add_text(inputs->of_test, own.items[i]->subject_key);
    }
    vw_hasher_add_text(inputs->of_test, NULL);
}

static void hash_test(vw_inputs *inputs, const vw_planned_test *test)
{
    vw_arena_reset(inputs->kinds_arena);
    vw_arena *scratch = vw_arena_new();
    vw_hasher_start(inputs->of_test);
    add_rule(inputs, scratch, test->rule);
    add_exceptions(inputs, scratch, test->test->id);
    vw_rule_kinds(&inputs->kinds, inputs->kinds_arena, test->rule);
    inputs->test = test;
    vw_arena_free(scratch);
}

vw_status vw_input_of(const char **hex, vw_inputs *inputs, vw_arena *arena, vw_diags *diags,
                      const vw_planned_test *test, int64_t mark)
{
    vw_status status = VW_OK;
    if (inputs->test != test) {
        hash_test(inputs, test);
    }
    vw_hasher_copy(inputs->hasher, inputs->of_test);
    for (size_t i = 0; i < inputs->kinds.count && status == VW_OK; i++) {
        status = add_imports(inputs, diags, inputs->kinds.items[i]->name, mark);
    }
    vw_digest digest = vw_hasher_end(inputs->hasher);
    char *text = vw_alloc(arena, 65);
    vw_digest_hex(text, &digest);
    *hex = text;
    return status;
}
