/* SPDX-License-Identifier: EUPL-1.2 */
/* The outcomes of many tests at once: each table is read once or twice, and every rule is computed
 * from columns, a thousand rows at a time (docs/adr/0019).
 *
 * What comes out is what the SQL of each rule (rules/rules.h) gives, which stays the measure: a
 * rule, or a value in the evidence, that this evaluator does not know to treat exactly so leaves
 * its test to the SQL, without a message. */
#ifndef VW_EVAL_COLUMNS_COLUMNS_H
#define VW_EVAL_COLUMNS_COLUMNS_H

#include "model/result.h"
#include "rules/rules.h"
#include "store/db.h"

typedef struct vw_columns vw_columns;
struct vw_col_rule;

/* Memory for all that is kept of tables and outcomes. Tests that would pass it are left to the SQL,
 * the last ones first. */
#define VW_COLUMNS_BYTES_MAX ((size_t)48 << 20)

/* Fewer are not worth reading all others for, however few those are. */
#define VW_COLUMNS_LOOK_UP_FREE ((size_t)10000)
#define VW_COLUMNS_FEW_RECORDS ((size_t)1000)

/* What came out of rules at an earlier mark. */
typedef struct {
    /* By rule, exceptions aside or not. A rule that has none is found whole. It saves reading a
     * table again of which nothing met a condition. */
    const vw_tally *const *tallies;
    /* Keeps of [subjects], which are in order, those that belonged to the population of the rule;
     * [*known] false: that cannot be told. It saves looking up what refers to the others. NULL: it
     * is never known. */
    vw_status (*belonged)(void *what, bool *known, size_t rule, uint32_t *subjects, size_t *count);
    void *what;
} vw_columns_earlier;

typedef struct {
    size_t bytes_most; /* 0: VW_COLUMNS_BYTES_MAX */
    /* Only what can differ from a run with the same rules and dates at an earlier mark, by records
     * that were imported after it. */
    bool since;
    int64_t earlier_mark;
    /* NULL: of no rule is it known what came out, and none is found whole for that. */
    const vw_columns_earlier *earlier;
    /* So many records are looked up whatever that costs; 0: VW_COLUMNS_LOOK_UP_FREE. When more
     * would be, and reading all takes less, rules are found whole of which only some outcomes can
     * differ. */
    size_t look_up_free;
    /* Where so few records of a kind there are, all of them are looked up; 0:
     * VW_COLUMNS_FEW_RECORDS. */
    size_t few_records;
} vw_columns_options;

/* Which outcomes of a rule are here. Without [since], always VW_COLUMNS_WHOLE. */
typedef enum {
    VW_COLUMNS_WHOLE,   /* of every subject */
    VW_COLUMNS_TOUCHED, /* of some; those of all others are what they were at the earlier mark */
    VW_COLUMNS_SAME     /* none: all are what they were */
} vw_columns_part;

/* Finds the outcomes of [rules] for every subject of their populations, inside the transaction that
 * the caller holds. Two runs on the same evidence give the same. Owned by [arena]; memory for
 * reading is given back before it returns. VW_ERR_STORE when the dossier cannot be read, or when
 * what is set by vw_db_on_progress stops it. */
VW_MUST_USE vw_status vw_columns_run(vw_columns **out, vw_db *db, const vw_rule *const *rules,
                                     size_t count, const vw_rule_frame *frame,
                                     const vw_columns_options *options, vw_arena *arena,
                                     vw_diags *diags);

/* Why rule [rule] was left to the SQL: a few words in English, for tests and the benchmark; NULL:
 * it was not, and its outcomes are here. */
const char *vw_columns_left(const vw_columns *columns, size_t rule);

vw_columns_part vw_columns_part_of(const vw_columns *columns, size_t rule);

/* Of a rule that was found whole and not left. Exceptions are not applied here: [excepted] is 0. */
vw_tally vw_columns_tally(const vw_columns *columns, size_t rule);
/* What vw_rule_collected_sql says; not of VW_COLUMNS_SAME. */
bool vw_columns_collected(const vw_columns *columns, size_t rule);

/* Goes through the outcomes of one rule by number of subject. */
typedef struct {
    const struct vw_col_rule *of;
    bool passes; /* false: those that pass are left out */
    /* Of VW_COLUMNS_TOUCHED each subject that is touched is met; false: it is not, or no longer, of
     * the population, and has no outcome. */
    bool belongs;
    size_t word; /* of the subjects */
    uint64_t bits;
    uint32_t place;
} vw_columns_reader;

void vw_columns_read(vw_columns_reader *reader, const vw_columns *columns, size_t rule,
                     bool passes);
/* False at the end. */
bool vw_columns_next(vw_columns_reader *reader, int64_t *subject, vw_outcome *outcome);

#endif
