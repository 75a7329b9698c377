/* SPDX-License-Identifier: EUPL-1.2 */
/* Regimes: laws and norms with the conditions under which they bind an organisation, and facts that
 * follow from other facts. Data of controls/regimes/, built by load/, never changed afterwards. */
#ifndef VW_MODEL_REGIME_H
#define VW_MODEL_REGIME_H

#include "model/framework.h"

/* As what a regime binds somebody. From "not at all" to the heaviest. */
typedef enum {
    VW_AS_OUT_OF_SCOPE,
    VW_AS_EXCLUDED,  /* the act itself excepts them, whatever their type says */
    VW_AS_GIVES_WAY, /* another act takes its place */
    VW_AS_IN_PART,   /* another act takes the place of some duties; the others stay */
    VW_AS_LIMITED,   /* some duties only */
    VW_AS_IN_SCOPE,
    VW_AS_SIMPLIFIED, /* DORA art. 16 */
    VW_AS_MICROENTERPRISE,
    VW_AS_IMPORTANT,
    VW_AS_ESSENTIAL,
    VW_AS_COUNT
} vw_regime_as;

/* One line of a decision list: the first whose condition holds decides. */
typedef struct {
    vw_rule_text when; /* over organisation; its text is NULL in the last line: whatever is left */
    vw_regime_as as;
    const vw_regime *follows; /* NULL, or: as what that regime binds */
    vw_text because;          /* with the article */
    const char *mark;         /* NULL, or "unverified", "draft", "derived" */
    vw_text mark_reason;
    vw_place place;
} vw_decision;

/* Who supervises; the first line whose condition holds. Texts may be "". */
typedef struct {
    vw_rule_text when;
    vw_text authority, inspectorate, csirt;
    const char *reference; /* may be NULL */
    const char *mark;
    vw_text mark_reason;
    vw_place place;
} vw_supervision;

/* A part of a law that applies from a day of its own. */
typedef struct {
    vw_text part;
    vw_date applies_from;
    vw_place place;
} vw_phase;

struct vw_regime {
    const char *id;
    vw_text title;
    const char *reference; /* number in the journal: "Directive (EU) 2022/2555" */
    vw_text target;        /* whom it is about; may be "" */
    vw_text note;          /* may be "" */
    /* VW_DATE_NONE where not known: it entered into force, its duties count, it was repealed. */
    vw_date in_force, applies_from, until;
    const vw_regime *through; /* NULL, or: the national law through which a directive binds */
    /* Where its duties begin in parts, in order of their days; [applies_from] is that of the first.
     */
    const vw_phase *phases;
    size_t phase_count;
    const char *mark;
    vw_text mark_reason;
    const vw_decision *decisions; /* none: the profile has not what decides it */
    size_t decision_count;
    const vw_supervision *supervision;
    size_t supervision_count;
    vw_place place;
};

/* A value that a field of organisation has when its condition holds, and none before it does. */
typedef struct {
    const char *value; /* of an enum; "true" or "false" */
    vw_rule_text when; /* text NULL in the last */
    vw_text because;
    vw_place place;
} vw_derived_value;

/* A fact that follows from others: the heaviest value first, so that a recorded one can be
 * compared with it. */
typedef struct vw_derivation {
    const vw_field *field;
    const vw_derived_value *values;
    size_t value_count;
    vw_place place;
} vw_derivation;

const vw_regime *vw_set_regime(const vw_set *set, const char *id);
/* The day from which its duties count, or else that it entered into force; VW_DATE_NONE: neither.
 */
vw_date vw_regime_since(const vw_regime *regime);

/* "out_of_scope", "essential" ... */
const char *vw_regime_as_name(vw_regime_as as);
vw_text vw_regime_as_label(vw_regime_as as);
/* Whether duties follow from it. */
bool vw_regime_as_binds(vw_regime_as as);

/* How facts as text mark one that rests on the organisation's own statement. */
#define VW_FACTS_STATED " (stated; "
bool vw_facts_stated(const char *facts);
vw_text vw_facts_stated_label(void); /* the sentence that then stands beside them */

#endif
