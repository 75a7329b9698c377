/* SPDX-License-Identifier: EUPL-1.2 */
/* Who signed off a document: only who approved the text that it has. */
#include "reports/build/build.h"
#include "reports/report.h"

#include <string.h>

/* A name under a role of one's own making approves nothing: the document says who adopts it. */
static vw_sign_off_standing standing_of(const vw_report *r, const vw_sign_off *one,
                                        const vw_signed_document *document, bool has_places)
{
    const vw_sign_off_standing standing = vw_sign_off_stands(one, document);
    return standing == VW_SIGN_OFF_HOLDS && has_places &&
                   !vw_report_has_place(vw_dossier_head_of(r->dossier)->type, one->role)
               ? VW_SIGN_OFF_NO_PLACE
               : standing;
}

/* Somebody who signed off anew, or signed off this text, needs no reminder of another time. */
static bool is_reminded(const vw_report *r, const vw_sign_offs *all, size_t index,
                        const vw_signed_document *document, bool has_places)
{
    for (size_t i = 0; i < all->count; i++) {
        const vw_sign_off *other = &all->items[i];
        if (strcmp(other->person, all->items[index].person) == 0 &&
            (i > index || standing_of(r, other, document, has_places) == VW_SIGN_OFF_HOLDS)) {
            return false;
        }
    }
    return true;
}

vw_status vw_report__sign_offs(vw_report *r, const vw_signed_document *document, bool has_places)
{
    vw_sign_offs all = {0};
    char on[11];
    vw_status status = vw_sign_offs_load(&all, r->dossier, r->arena, r->diags,
                                         document->template_name, document->lang);
    for (size_t i = 0; i < all.count; i++) {
        const vw_sign_off *one = &all.items[i];
        const vw_sign_off_standing standing = standing_of(r, one, document, has_places);
        if (standing == VW_SIGN_OFF_HOLDS) {
            VW_PUSH(r->arena, r->signed_off, *one);
        } else if (is_reminded(r, &all, i, document, has_places)) {
            vw_date_format(on, one->on);
            VW_DIAG(r->diags, E113, (vw_place){0}, one->name, on,
                    vw_diag_both(r->arena, vw_sign_off_standing_label(standing)));
        }
    }
    return status;
}

/* Of what cannot be built there is none: building it once more tells why. */
static vw_status find_text(vw_read_text *out, vw_dossier *dossier, const vw_evaluation *evaluation,
                           const vw_plan *plan, const vw_report_options *options, vw_arena *arena,
                           vw_diags *diags)
{
    const vw_document *before = NULL;
    char *hex = vw_alloc(arena, 65);
    vw_status status = vw_report__build(&before, dossier, evaluation, plan, options, NULL, arena,
                                        vw_diags_new(arena));
    if (status != VW_OK) {
        return VW_OK;
    }
    status = vw_document_text_hash(hex, before, arena, diags);
    *out = (vw_read_text){hex, vw_report_places(arena, before) != NULL};
    return status;
}

vw_status vw_report_build(const vw_document **out, vw_dossier *dossier,
                          const vw_evaluation *evaluation, const vw_plan *plan,
                          const vw_report_options *options, vw_arena *arena, vw_diags *diags)
{
    vw_sign_offs all = {0};
    vw_read_text text = {0};
    vw_status status = VW_OK;
    if (!options->unsigned_off && options->form != VW_FORM_ONLY) {
        status =
            vw_sign_offs_load(&all, dossier, arena, diags, options->template_name, options->lang);
    }
    if (status == VW_OK && all.count > 0) {
        status = find_text(&text, dossier, evaluation, plan, options, arena, diags);
    }
    return status == VW_OK
               ? vw_report__build(out, dossier, evaluation, plan, options, &text, arena, diags)
               : status;
}
