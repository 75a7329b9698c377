/* SPDX-License-Identifier: EUPL-1.2 */
/* The outcomes of many tests at once, handed out one test at a time. */
#include "eval/source.h"

#include "eval/columns/columns.h"
#include "store/db.h"

enum { PORTION = 1024 };
#define NOT_AMONG SIZE_MAX

struct vw_columns_source {
    vw_arena *arena;
    vw_db *db;
    const vw_plan *plan;
    const vw_rule_frame *frame;
    vw_source_bounds bounds;
    const bool *wanted;  /* by test of the plan; NULL: all */
    vw_columns *columns; /* NULL: not run yet, or that failed */
    size_t *rule_of;     /* by test of the plan: which rule of the columns it is, or NOT_AMONG */
    size_t *test_of;     /* by rule */
    vw_earlier *earlier; /* NULL: nothing is known of any test */
    const vw_finding *const *known; /* by test of the plan */
    bool ran;
    size_t at; /* the rule that has begun */
    vw_columns_reader reader;
    vw_found found[PORTION];
};

vw_columns_source *vw_columns_source_new(vw_arena *arena, vw_dossier *dossier, const vw_plan *plan,
                                         const vw_rule_frame *frame, const bool *wanted)
{
    vw_columns_source *source = VW_NEW(arena, vw_columns_source);
    source->arena = arena;
    source->db = vw_dossier_db(dossier);
    source->plan = plan;
    source->frame = frame;
    source->wanted = wanted;
    source->rule_of = VW_NEW_ARRAY(arena, plan->test_count, size_t);
    source->test_of = VW_NEW_ARRAY(arena, plan->test_count, size_t);
    return source;
}

void vw_columns_source_bound(vw_columns_source *source, vw_source_bounds bounds)
{
    source->bounds = bounds;
}

void vw_columns_source_since(vw_columns_source *source, vw_earlier *earlier,
                             const vw_finding *const *known)
{
    source->earlier = earlier;
    source->known = known;
}

/* Those of [subjects] that are in a set, both in order. */
static size_t keep_common(uint32_t *subjects, size_t count, const vw_subjects *set)
{
    vw_subjects_cursor cursor = {.subjects = set};
    int64_t number = 0;
    size_t kept = 0;
    bool more = vw_subjects_next(&cursor, &number);
    for (size_t i = 0; i < count && more; i++) {
        while (more && number < subjects[i]) {
            more = vw_subjects_next(&cursor, &number);
        }
        if (more && number == subjects[i]) {
            subjects[kept++] = subjects[i];
        }
    }
    return kept;
}

static vw_status belonged(void *what, bool *known, size_t rule, uint32_t *subjects, size_t *count)
{
    vw_columns_source *s = what;
    vw_arena *scratch = vw_arena_new();
    vw_subjects set = {0};
    vw_status status = vw_earlier_population(&set, known, s->earlier, scratch,
                                             vw_diags_new(scratch), s->known[s->test_of[rule]]);
    if (status == VW_OK && *known) {
        *count = keep_common(subjects, *count, &set);
    }
    vw_arena_free(scratch);
    return status;
}

static void tell_known(vw_columns_source *s, vw_columns_options *options)
{
    vw_columns_earlier *earlier = VW_NEW(s->arena, vw_columns_earlier);
    const vw_tally **tallies = VW_NEW_ARRAY(s->arena, s->plan->test_count, const vw_tally *);
    for (size_t i = 0; i < s->plan->test_count; i++) {
        if (s->rule_of[i] != NOT_AMONG && s->known[i] != NULL) {
            tallies[s->rule_of[i]] = &s->known[i]->tally;
            options->since = true;
        }
    }
    *earlier = (vw_columns_earlier){.tallies = tallies, .belonged = belonged, .what = s};
    options->earlier_mark = vw_earlier_mark(s->earlier);
    options->earlier = earlier;
}

/* A failure leaves every test to its own SQL, which tells what is wrong and in which test. */
static void run(vw_columns_source *s)
{
    const vw_rule **rules = VW_NEW_ARRAY(s->arena, s->plan->test_count, const vw_rule *);
    vw_diags *ignored = vw_diags_new(s->arena);
    vw_columns_options *options = VW_NEW(s->arena, vw_columns_options);
    size_t count = 0;
    for (size_t i = 0; i < s->plan->test_count; i++) {
        bool among = s->wanted == NULL || s->wanted[i];
        s->rule_of[i] = among ? count : NOT_AMONG;
        if (among) {
            s->test_of[count] = i;
            rules[count++] = s->plan->tests[i].rule;
        }
    }
    if (s->earlier != NULL) {
        tell_known(s, options);
    }
    vw_db_on_progress(s->db, s->bounds.goes_on, s->bounds.what);
    vw_db_map(s->db, true);
    vw_status status =
        vw_columns_run(&s->columns, s->db, rules, count, s->frame, options, s->arena, ignored);
    vw_db_map(s->db, false);
    vw_db_on_progress(s->db, NULL, NULL);
    if (status != VW_OK) {
        s->columns = NULL;
    }
    s->ran = true;
}

static vw_status begin(void *self, bool *able, vw_diags *diags, size_t index, const char *sql)
{
    vw_columns_source *s = self;
    (void)diags;
    (void)sql;
    if (!s->ran) {
        run(s);
    }
    size_t rule = s->rule_of[index];
    *able = s->columns != NULL && rule != NOT_AMONG && vw_columns_left(s->columns, rule) == NULL;
    s->at = rule;
    if (*able && vw_columns_part_of(s->columns, rule) != VW_COLUMNS_SAME) {
        vw_columns_read(&s->reader, s->columns, rule, true);
    }
    return VW_OK;
}

static vw_found_part part(void *self)
{
    static const vw_found_part parts[] = {[VW_COLUMNS_WHOLE] = VW_FOUND_WHOLE,
                                          [VW_COLUMNS_TOUCHED] = VW_FOUND_TOUCHED,
                                          [VW_COLUMNS_SAME] = VW_FOUND_SAME};
    const vw_columns_source *s = self;
    return parts[vw_columns_part_of(s->columns, s->at)];
}

static vw_status next(void *self, vw_diags *diags, const vw_found **found, size_t *count)
{
    vw_columns_source *s = self;
    (void)diags;
    *found = s->found;
    *count = 0;
    if (part(self) == VW_FOUND_SAME) {
        return VW_OK;
    }
    while (*count < PORTION &&
           vw_columns_next(&s->reader, &s->found[*count].subject, &s->found[*count].outcome)) {
        s->found[(*count)++].outside = !s->reader.belongs;
    }
    return VW_OK;
}

static void end(void *self)
{
    (void)self;
}

vw_outcome_source vw_columns_source_of(vw_columns_source *source)
{
    return (vw_outcome_source){
        .begin = begin, .next = next, .end = end, .self = source, .part = part};
}
