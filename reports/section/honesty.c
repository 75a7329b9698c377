/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/section/honesty.h"

#include "reports/build/named.h"
#include "reports/build/templates.h"
#include "reports/section/section.h"

#include <string.h>

/* ---- the funnel ---------------------------------------------------------------------------- */

static void check_step(vw_report *r, uint64_t part, vw_text part_name, uint64_t whole,
                       vw_text whole_name)
{
    if (part > whole) {
        VW_DIAG(r->diags, T140, ((vw_place){.file = vw_dossier_path(r->dossier)}),
                vw_show_number(r, part), vw_diag_both(r->arena, part_name),
                vw_show_number(r, whole), vw_diag_both(r->arena, whole_name));
    }
}

/* A recorded figure beside records that say otherwise: one of the two is wrong. */
static void check_twice_counted(vw_report *r, const vw_funnel *funnel)
{
    const struct {
        const char *counted;
        uint64_t records;
    } both[] = {{"incidents", funnel->incidents},
                {"breaches", funnel->breaches},
                {"breaches_notified", funnel->notified},
                {"significant", funnel->significant}};
    vw_section_figure figure;
    for (size_t i = 0; i < COUNT(both) && !funnel->recorded; i++) {
        if (vw_section__figure(&figure, r, both[i].counted, VW_OVER_PERIOD) &&
            (uint64_t)figure.value != both[i].records) {
            VW_DIAG(r->diags, T143, ((vw_place){.file = vw_dossier_path(r->dossier)}),
                    both[i].counted, vw_show_number(r, (uint64_t)figure.value),
                    vw_show_number(r, both[i].records));
        }
    }
}

static void check_funnel(vw_report *r)
{
    static const vw_text reports = {"meldingen", "reports"},
                         incidents = {"incidenten", "incidents"},
                         breaches = {"datalekken", "personal data breaches"},
                         notified = {"gemelde datalekken", "notified breaches"},
                         significant = {"significante incidenten", "significant incidents"};
    vw_funnel funnel;
    if (!vw_section__funnel_of(&funnel, r)) {
        return;
    }
    if (funnel.has_reports) {
        check_step(r, funnel.incidents, incidents, funnel.reports, reports);
    }
    check_step(r, funnel.breaches, breaches, funnel.incidents, incidents);
    check_step(r, funnel.notified, notified, funnel.breaches, breaches);
    check_step(r, funnel.significant, significant, funnel.incidents, incidents);
    if (funnel.notified_no_breach > 0) {
        VW_DIAG(r->diags, T141, ((vw_place){.file = vw_dossier_path(r->dossier)}),
                vw_show_number(r, funnel.notified_no_breach));
    }
    check_twice_counted(r, &funnel);
}

static void check_judgement(vw_report *r)
{
    const vw_counts all = vw_count_requirements(r);
    const uint64_t lacking = all.of[VW_NOT_MET] + all.of[VW_PARTLY_MET] + all.of[VW_NOT_ASSESSED] +
                             all.of[VW_RESULT_ERROR];
    if (lacking > 0 && vw_section__claims_control(r)) {
        VW_DIAG(r->diags, T147, ((vw_place){.file = vw_dossier_path(r->dossier)}),
                vw_show_number(r, lacking));
    }
}

/* ---- what was taken over from last year ------------------------------------------------------ */

static void check_against(vw_report *r, const vw_own_text *own, const char *text,
                          const char *earlier, vw_arena *scratch)
{
    const double alike = vw_similar(text, earlier, scratch);
    if (alike >= VW_SIMILAR_FROM) {
        VW_DIAG(r->diags, T142, ((vw_place){.file = vw_dossier_path(r->dossier)}),
                vw_named__where(r, own), vw_show_share(r, alike));
    }
    vw_arena_reset(scratch);
}

/* What holds for years may be said in the same words for years; what happened this year did not
 * happen in last year's words. */
static bool tells_of_an_event(const vw_report *r, const vw_own_text *own)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, own->kind);
    return kind != NULL && kind->nature == VW_EVENT;
}

static vw_status read_earlier_texts(vw_report *r)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < r->own_texts->count && status == VW_OK; i++) {
        const vw_own_text *own = &r->own_texts->items[i];
        const vw_records_query query = {
            .kind = own->kind, .when = VW_OVER_ALL, .fields = {own->field}, .needs = own->field};
        vw_records all;
        bool first = true;
        for (size_t j = 0; j < i; j++) {
            first = first && (strcmp(r->own_texts->items[j].kind, own->kind) != 0 ||
                              strcmp(r->own_texts->items[j].field, own->field) != 0);
        }
        if (first && tells_of_an_event(r, own)) {
            status = vw_records_read(&all, r->previous, &query);
        }
    }
    return status;
}

static void check_copied(vw_report *r, const vw_honesty *honesty, vw_arena *scratch)
{
    for (size_t i = 0; i < r->own_texts->count; i++) {
        const vw_own_text *own = &r->own_texts->items[i];
        if (!tells_of_an_event(r, own)) {
            continue;
        }
        for (size_t j = 0; r->previous != NULL && j < r->previous->own_texts->count; j++) {
            const vw_own_text *then = &r->previous->own_texts->items[j];
            if (strcmp(then->kind, own->kind) == 0 && strcmp(then->field, own->field) == 0 &&
                strcmp(then->key, own->key) != 0) {
                check_against(r, own, own->text, then->text, scratch);
            }
        }
        for (size_t j = 0; honesty->earlier != NULL && j < honesty->earlier->count; j++) {
            check_against(r, own, own->text, honesty->earlier->items[j], scratch);
        }
    }
    for (size_t i = 0; honesty->literal != NULL && i < honesty->literal->count; i++) {
        for (size_t j = 0; honesty->earlier != NULL && j < honesty->earlier->count; j++) {
            check_against(r, NULL, honesty->literal->items[i], honesty->earlier->items[j], scratch);
        }
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

vw_status vw_honesty_check(vw_report *r, const vw_block *root, const vw_honesty *honesty)
{
    const size_t errors = vw_diags_count(r->diags, VW_ERROR);
    check_funnel(r);
    check_judgement(r);
    /* Who reads a confidential document may read names. */
    vw_status status = vw_named_in_texts(r, root);
    /* What the document itself says, whoever wrote it: a template may name a system too. */
    if (status == VW_OK && vw_diags_count(r->diags, VW_ERROR) == errors) {
        status = vw_named_in_blocks(r, root, honesty->own_template);
    }
    if (status == VW_OK && r->previous != NULL) {
        status = read_earlier_texts(r);
    }
    vw_arena *scratch = vw_arena_new();
    if (status == VW_OK) {
        check_copied(r, honesty, scratch);
    }
    vw_arena_free(scratch);
    if (status == VW_OK && vw_diags_count(r->diags, VW_ERROR) > errors) {
        status = VW_ERR_INPUT;
    }
    return status;
}

/* What somebody wrote into a template of their own; ours is the same each year, and may be. */
static const vw_paragraphs *literal_of(const vw_report *r, const vw_source *source)
{
    vw_paragraphs all = {0};
    vw_paragraphs *literal = VW_NEW(r->arena, vw_paragraphs);
    vw_paragraphs_split(&all, source->text, r->arena);
    for (size_t i = 0; i < all.count; i++) {
        if (strstr(all.items[i], "{{") == NULL && !vw_templates_hold(all.items[i])) {
            VW_PUSH(r->arena, *literal, all.items[i]);
        }
    }
    return literal;
}

static vw_status check_names(vw_report *r, const vw_block *root, bool own_template)
{
    const size_t errors = vw_diags_count(r->diags, VW_ERROR);
    vw_status status = vw_named_in_texts(r, root);
    if (status == VW_OK && vw_diags_count(r->diags, VW_ERROR) == errors) {
        status = vw_named_in_blocks(r, root, own_template);
    }
    return status == VW_OK && vw_diags_count(r->diags, VW_ERROR) > errors ? VW_ERR_INPUT : status;
}

vw_status vw_honesty_of(vw_report *r, const vw_block *root, const vw_source *source,
                        bool own_template, const vw_report_options *options)
{
    const vw_report_earlier *given = options->earlier;
    vw_paragraphs earlier = {0};
    if (!r->is_section) {
        return root->audience == VW_PUBLIC || own_template ? check_names(r, root, own_template)
                                                           : VW_OK;
    }
    if (vw_diags_count(r->diags, VW_ERROR) > 0) { /* a sentence could not be made */
        return VW_ERR_STORE;
    }
    for (size_t i = 0; given != NULL && i < given->text_count; i++) {
        vw_status status = vw_paragraphs_read(&earlier, given->texts[i], r->arena, r->diags);
        if (status != VW_OK) {
            return status;
        }
    }
    const vw_honesty honesty = {
        .earlier = &earlier, .literal = literal_of(r, source), .own_template = own_template};
    return vw_honesty_check(r, root, &honesty);
}
