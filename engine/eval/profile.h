/* SPDX-License-Identifier: EUPL-1.2 */
/* What is known of the organisation, and conditions over it: for whom something applies. */
#ifndef VW_EVAL_PROFILE_H
#define VW_EVAL_PROFILE_H

#include "model/regime.h"
#include "rules/rules.h"
#include "store/dossier.h"

typedef enum {
    VW_FACT_UNKNOWN,
    VW_FACT_RECORDED,
    VW_FACT_DERIVED, /* from other facts: controls/regimes/, derived_facts */
    VW_FACT_DOSSIER  /* the type of organisation that `init` was told; nothing is recorded */
} vw_fact_source;

typedef struct vw_fact vw_fact;
struct vw_fact {
    const vw_field *field;
    vw_fact_source source;
    const char *value;   /* as a rule writes it, without quotes; NULL: unknown */
    const char *literal; /* the same in SQL; "NULL" */
    /* Of a field that can be derived: the line that holds, or NULL; on which facts that hangs, or
     * which ones are missing for it. */
    const vw_derived_value *derived;
    const vw_fact *const *from;
    size_t from_count;
    const vw_fact *const *known; /* what bounds it all the same, when it is unknown */
    size_t known_count;
    /* Of one that is unknown, and that can be derived: the values that it can still have; 0: any.
     */
    const char *const *possible;
    size_t possible_count;
    /* What is recorded contradicts what is derived. The heavier counts: when that is the derived
     * one, [value] is unknown. */
    const char *recorded; /* NULL: no contradiction */
    /* Recorded, and nothing else that is recorded confirms it, while the facts that would decide
     * it could make it a heavier one: the organisation's own word. */
    bool stated;
};

typedef struct {
    const vw_set *set;
    const vw_kind *kind; /* organisation; NULL: the catalogue has none */
    vw_rule_frame frame;
    vw_dossier *dossier;
    vw_arena *arena;
    const char *key;   /* of the record; of several, all of them; NULL: there is none */
    size_t records;    /* that hold on the reference date */
    int64_t subject;   /* of the only one, or 0 */
    int64_t import_id; /* of the first of them */
    int64_t row_no;
    const char *file_name;
    vw_fact *facts; /* in order of kind->fields */
} vw_profile;

/* The organisation as recorded at frame->mark, as far as it holds on frame->as_of. Of several
 * organisations only that counts in which they agree. [arena] must outlive the profile. */
VW_MUST_USE vw_status vw_profile_load(vw_profile *out, vw_dossier *dossier, vw_arena *arena,
                                      vw_diags *diags, const vw_set *set,
                                      const vw_rule_frame *frame);
/* The same organisation, were [field] to have [value] (NULL: unknown), written as in a rule. */
VW_MUST_USE vw_status vw_profile_with(vw_profile *out, const vw_profile *profile, vw_arena *arena,
                                      vw_diags *diags, const char *field, const char *value);
const vw_fact *vw_profile_fact(const vw_profile *profile, const char *field);
/* Several organisations, and facts that contradict each other: a warning each. */
void vw_profile_warn(const vw_profile *profile, vw_diags *diags);

typedef struct {
    vw_truth truth;
    /* On which it hangs; when it is unknown, those that must be known to tell. */
    const vw_fact *const *facts;
    size_t count;
} vw_answer;

/* VW_ERR_INPUT when the condition is not well-formed, reported at its place. A text that is absent
 * always holds. */
VW_MUST_USE vw_status vw_profile_ask(vw_answer *out, const vw_profile *profile, vw_arena *arena,
                                     vw_diags *diags, const vw_rule_text *when);

/* "size_class = large (<- staff = 412)": in the words of the rule language, with what it was
 * derived from; of one that is only stated, "size_class = small (stated; staff is unknown)". */
const char *vw_fact_text(vw_arena *arena, const vw_fact *fact);
/* Several, with the record that they come from: "type = bank [NV-1; import 2 #3]". */
const char *vw_facts_text(vw_arena *arena, const vw_profile *profile, const vw_fact *const *facts,
                          size_t count);

#endif
