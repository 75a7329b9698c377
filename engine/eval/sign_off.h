/* SPDX-License-Identifier: EUPL-1.2 */
/* Sign-offs: that a person approved the document of a template on the results of an evaluation.
 *
 * A record of kind `sign_off` with an entry of its own in the ledger, as a judgement has
 * (decision 0022). It holds for one text of the document, on one result, by one text of the
 * template, in one language and by one version of the program: what anybody would read differently
 * was not approved (decision 0042). */
#ifndef VW_EVAL_SIGN_OFF_H
#define VW_EVAL_SIGN_OFF_H

#include "eval/enter.h"

/* What a document is made of. */
typedef struct {
    const char *template_name;
    vw_lang lang;
    const char *template_sha256, *result_sha256; /* hex */
    const char *text_sha256; /* hex, of all that the document says before anybody signed off */
} vw_signed_document;

typedef struct {
    vw_signed_document document;
    const char *by, *prepared_by; /* keys of persons: two */
    const char *role;
    const char *decision;    /* key of a board decision, or NULL */
    vw_date reference, made; /* the reference date of the evaluation, and the day it was made on */
} vw_signing_off;

/* A new record, or a new version of one that was withdrawn. Both persons are recorded and in office
 * on [e->on], and are not one (E115), and the result was there
 * (E140); E114 when it was signed off already. */
VW_MUST_USE vw_status vw_enter_sign_off(vw_record_entered *out, const vw_entering *e,
                                        const vw_signing_off *signing);
/* A new version of the newest sign-off of this person that was not withdrawn yet; E116: none. */
VW_MUST_USE vw_status vw_withdraw_sign_off(vw_record_entered *out, const vw_entering *e,
                                           const char *template_name, vw_lang lang, const char *by,
                                           const char *reason);

typedef enum {
    VW_SIGN_OFF_HOLDS,
    VW_SIGN_OFF_WITHDRAWN,
    VW_SIGN_OFF_OTHER_RESULT,
    VW_SIGN_OFF_OTHER_TEMPLATE,
    VW_SIGN_OFF_OTHER_PROGRAM,
    VW_SIGN_OFF_OTHER_TEXT,
    VW_SIGN_OFF_NO_PLACE /* of vw_report_build alone, which knows the places to sign */
} vw_sign_off_standing;

typedef struct {
    const char *key, *template_name, *language;
    const char *person, *name; /* its key; its name, the key when it has none */
    const char *role;
    vw_date on;
    const char *withdrawn_on; /* NULL: it was not */
    const char *result_sha256, *template_sha256, *program;
    const char *text_sha256; /* NULL: made by a version that did not keep it */
} vw_sign_off;
typedef VW_VEC(vw_sign_off) vw_sign_offs;

/* The newest version of each that was entered by the command, in the order of entry; of all
 * templates when [template_name] is NULL. A dossier that knows no sign-offs has none. */
VW_MUST_USE vw_status vw_sign_offs_load(vw_sign_offs *out, vw_dossier *dossier, vw_arena *arena,
                                        vw_diags *diags, const char *template_name, vw_lang lang);
/* Of a document as it is now. */
vw_sign_off_standing vw_sign_off_stands(const vw_sign_off *sign_off,
                                        const vw_signed_document *document);
/* Why it does not hold. */
vw_text vw_sign_off_standing_label(vw_sign_off_standing standing);

#endif
