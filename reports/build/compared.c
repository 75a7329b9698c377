/* SPDX-License-Identifier: EUPL-1.2 */
/* The results inside a document, beside what its pages say and what a dossier would embed now. */
#include "reports/build/attached.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 20 }; /* differences: who changed more changed all */

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
    size_t told;
} comparing;

static json_t *load(const comparing *c, const vw_report_inside *file, const char *format)
{
    json_error_t error;
    json_t *object = json_loadb(file->bytes, file->length, JSON_REJECT_DUPLICATES, &error);
    const char *says = json_string_value(json_object_get(object, "format"));
    if (says == NULL || strcmp(says, format) != 0) {
        VW_DIAG(c->diags, S029, c->place, file->name, object == NULL ? error.text : format);
        json_decref(object);
        return NULL;
    }
    return object;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static bool is(const json_t *object, const char *key, const char *text)
{
    return strcmp(text_of(object, key), text) == 0;
}

/* ---- the pages ---------------------------------------------------------------------------- */

/* Blanks of any sort are one: a line may end there. */
static const char *plain(vw_arena *arena, const char *text, bool without_blanks)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        const bool wide = strncmp(at, "\xC2\xA0", 2) == 0;
        if (!wide && !isspace((unsigned char)*at)) {
            vw_buf_addn(&out, at, 1);
        } else if (!without_blanks) {
            vw_buf_add(&out, " ");
        }
        at += wide ? 1 : 0;
    }
    return vw_buf_text(&out);
}

/* [figure] as a whole, not as part of a longer number. */
static bool says(const char *text, const char *figure)
{
    const size_t length = strlen(figure);
    for (const char *at = strstr(text, figure); at != NULL; at = strstr(at + 1, figure)) {
        const bool begins = at == text || !isalnum((unsigned char)at[-1]);
        const char *behind = at + length;
        const bool goes_on =
            isalnum((unsigned char)*behind) ||
            (strchr(".,", *behind) != NULL && *behind != '\0' && isdigit((unsigned char)behind[1]));
        if (begins && !goes_on) {
            return true;
        }
    }
    return false;
}

vw_status vw_report_pages_agree(bool *agree, const vw_report_inside *results, const char *pages,
                                vw_place place, vw_arena *arena, vw_diags *diags)
{
    const comparing c = {arena, diags, place, 0};
    json_t *object = load(&c, results, VW_RESULTS_FORMAT);
    *agree = object != NULL;
    if (object == NULL) {
        return VW_OK;
    }
    const char *words = plain(arena, pages, false), *letters = plain(arena, pages, true);
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(object, "shown"), name, value)
    {
        const char *figure = json_string_value(value);
        /* A hash is broken at the end of a line, a figure is not. */
        const bool hash = strstr(name, "-hash") != NULL;
        if (figure == NULL || (hash ? strstr(letters, plain(arena, figure, true)) == NULL
                                    : !says(words, plain(arena, figure, false)))) {
            *agree = false;
            VW_DIAG(diags, S032, place, name, figure);
        }
    }
    /* The foot of each page. */
    const char *short_hash = vw_strndup(arena, text_of(object, "result_sha256"), 12);
    if (strlen(short_hash) != 12 || strstr(letters, short_hash) == NULL) {
        *agree = false;
        VW_DIAG(diags, S032, place, "result_sha256", short_hash);
    }
    json_decref(object);
    return VW_OK;
}

/* ---- the dossier -------------------------------------------------------------------------- */

static const char *shown(const comparing *c, const json_t *value)
{
    if (value == NULL) {
        return "-";
    }
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    const char *kept = text != NULL ? vw_strdup(c->arena, text) : "?";
    free(text);
    return kept;
}

static void compare_values(comparing *c, const char *path, const json_t *inside, json_t *now);

/* Each member of [all] by its name; those that the other has besides are looked at by the second
 * call. */
static void compare_members(comparing *c, const char *path, json_t *all, const json_t *inside,
                            const json_t *now, bool only_missing)
{
    const char *name;
    json_t *value;
    json_object_foreach(all, name, value)
    {
        json_t *other = json_object_get(only_missing ? inside : now, name);
        const char *below =
            path[0] != '\0' ? vw_printf(c->arena, "%s.%s", path, name) : vw_strdup(c->arena, name);
        if (only_missing && other == NULL) {
            compare_values(c, below, NULL, value);
        } else if (!only_missing) {
            compare_values(c, below, value, other);
        }
    }
}

static void compare_values(comparing *c, const char *path, const json_t *inside, json_t *now)
{
    if (json_is_object(inside) && json_is_object(now)) {
        json_t *all = json_copy((json_t *)(uintptr_t)inside);
        compare_members(c, path, all, inside, now, false);
        json_decref(all);
        compare_members(c, path, now, inside, now, true);
    } else if (inside == NULL || now == NULL || !json_equal(inside, now)) {
        if (c->told++ < SHOWN_MAX) {
            VW_DIAG(c->diags, S031, c->place, path, shown(c, inside), shown(c, now));
        }
    }
}

/* The figures that the document says it shows, as this dossier would show them. */
static void ask_shown(vw_report *r, const json_t *results)
{
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(results, "shown"), name, value)
    {
        vw_report__note_shown(r, name, vw_report__value(r, name));
    }
    r->shows_counts = json_object_get(results, "key_figures") != NULL;
}

typedef struct {
    const char *entry_sha256; /* of the document */
    int64_t by_entry;         /* the evaluation with this entry, 0: none */
} entry_search;

static vw_status find_entry(void *what, const vw_ledger_entry *entry)
{
    entry_search *search = what;
    if (entry->what == VW_ENTRY_EVALUATION &&
        strcmp(entry->entry_sha256, search->entry_sha256) == 0) {
        search->by_entry = entry->number;
    }
    return VW_OK;
}

/* The one that the document names in the ledger; else one with the same results. */
static vw_status find_evaluation(const vw_evaluation **out, comparing *c, vw_dossier *dossier,
                                 const json_t *results)
{
    vw_evaluations all = {0};
    entry_search search = {text_of(json_object_get(results, "ledger"), "entry_sha256"), 0};
    vw_status status = vw_ledger_each(dossier, c->diags, find_entry, &search);
    if (status == VW_OK) {
        status = vw_evaluations_load(&all, dossier, c->arena, c->diags);
    }
    *out = NULL;
    for (size_t i = 0; i < all.count; i++) {
        const vw_evaluation *one = &all.items[i];
        if (is(results, "result_sha256", one->result_sha256) &&
            (*out == NULL || one->id == search.by_entry)) {
            *out = one;
        }
    }
    return status;
}

static void compare_index(comparing *c, vw_report *r, const vw_report_inside *index)
{
    vw_buf text = {.arena = c->arena};
    json_t *inside = load(c, index, VW_INDEX_FORMAT);
    if (inside == NULL || vw_report__evidence_index(r, &text, c->diags) != VW_OK) {
        c->told++;
        json_decref(inside);
        return;
    }
    json_t *now = json_loadb(vw_buf_text(&text), text.length, 0, NULL);
    json_t *ours = json_object_get(now, "imports"), *theirs = json_object_get(inside, "imports");
    const size_t most = json_array_size(ours) > json_array_size(theirs) ? json_array_size(ours)
                                                                        : json_array_size(theirs);
    for (size_t i = 0; i < most; i++) {
        const json_t *a = json_array_get(ours, i), *b = json_array_get(theirs, i);
        if ((a == NULL || b == NULL || !json_equal(a, b)) && c->told++ < SHOWN_MAX) {
            const json_t *number = json_object_get(a != NULL ? a : b, "import");
            VW_DIAG(c->diags, S033, c->place, shown(c, number));
        }
    }
    json_decref(now);
    json_decref(inside);
}

/* But for the sign-offs, and what came in since the evaluation: others may have come since. */
static void compare_results(comparing *c, const json_t *results, json_t *now)
{
    json_t *inside = json_copy((json_t *)(uintptr_t)results);
    (void)json_object_del(inside, "signed_off");
    (void)json_object_del(inside, "imports_since");
    (void)json_object_del(now, "signed_off");
    compare_values(c, "", inside, now);
    json_decref(inside);
}

static bool has_sign_off(const vw_sign_offs *all, const json_t *one, const char *result_sha256)
{
    for (size_t i = 0; i < all->count; i++) {
        const vw_sign_off *ours = &all->items[i];
        char on[11];
        vw_date_format(on, ours->on);
        if (ours->withdrawn_on == NULL && strcmp(ours->result_sha256, result_sha256) == 0 &&
            is(one, "role", ours->role) && is(one, "on", on)) {
            return true;
        }
    }
    return false;
}

static vw_status compare_sign_offs(comparing *c, vw_dossier *dossier, const json_t *results,
                                   vw_lang lang)
{
    vw_sign_offs all = {0};
    vw_status status =
        vw_sign_offs_load(&all, dossier, c->arena, c->diags, text_of(results, "template"), lang);
    const json_t *theirs = json_object_get(results, "signed_off");
    for (size_t i = 0; status == VW_OK && i < json_array_size(theirs); i++) {
        const json_t *one = json_array_get(theirs, i);
        if (!has_sign_off(&all, one, text_of(results, "result_sha256"))) {
            c->told++;
            VW_DIAG(c->diags, S034, c->place, text_of(one, "role"), text_of(one, "on"));
        }
    }
    return status;
}

static vw_status compare_evaluation(comparing *c, vw_dossier *dossier,
                                    const vw_evaluation *evaluation, const json_t *results,
                                    const vw_report_inside *index)
{
    const vw_plan *plan = NULL;
    vw_report r;
    const vw_report_options options = {.template_name = text_of(results, "template"),
                                       .lang = is(results, "lang", "nl") ? VW_NL : VW_EN};
    vw_status status = vw_evaluation_plan(&plan, dossier, evaluation, c->arena, c->diags);
    if (status == VW_OK) {
        status = vw_report__start(&r, dossier, evaluation, plan, &options, c->arena, c->diags);
    }
    if (status != VW_OK) {
        return status;
    }
    ask_shown(&r, results);
    json_t *now =
        vw_report__results(&r, options.template_name,
                           is(results, "audience", "confidential") ? VW_CONFIDENTIAL : VW_PUBLIC);
    if (now == NULL) {
        return VW_ERR_STORE;
    }
    compare_results(c, results, now);
    json_decref(now);
    status = compare_sign_offs(c, dossier, results, options.lang);
    if (status == VW_OK && index->bytes != NULL) {
        compare_index(c, &r, index);
    }
    return status;
}

vw_status vw_report_dossier_agrees(vw_report_comparison *out, vw_dossier *dossier,
                                   const vw_report_inside *results, const vw_report_inside *index,
                                   vw_place place, vw_arena *arena, vw_diags *diags)
{
    comparing c = {arena, diags, place, 0};
    const vw_evaluation *evaluation = NULL;
    json_t *object = load(&c, results, VW_RESULTS_FORMAT);
    *out = (vw_report_comparison){0};
    if (object == NULL) {
        return VW_OK;
    }
    vw_status status = find_evaluation(&evaluation, &c, dossier, object);
    if (status == VW_OK && evaluation == NULL) {
        VW_DIAG(diags, S030, place, text_of(object, "result_sha256"));
    } else if (status == VW_OK) {
        out->evaluation = evaluation->id;
        status = compare_evaluation(&c, dossier, evaluation, object, index);
        out->agrees = status == VW_OK && c.told == 0;
    }
    json_decref(object);
    return status;
}

bool vw_report_is_confidential(const vw_report_inside *results)
{
    json_t *object = json_loadb(results->bytes, results->length, 0, NULL);
    const bool confidential = is(object, "audience", "confidential");
    json_decref(object);
    return confidential;
}

const char *vw_report_draft_of(const vw_report_inside *results, vw_arena *arena)
{
    json_t *object = json_loadb(results->bytes, results->length, 0, NULL);
    const json_t *signed_off = json_object_get(object, "signed_off");
    const bool draft = is(object, "format", VW_RESULTS_FORMAT) && json_is_array(signed_off) &&
                       json_array_size(signed_off) == 0;
    const char *name = draft ? vw_strdup(arena, text_of(object, "template")) : NULL;
    json_decref(object);
    return name;
}
