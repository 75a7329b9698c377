/* SPDX-License-Identifier: EUPL-1.2 */
/* Inside columns/ only.
 *
 * A rule becomes nodes: values of the rows of one table, each made of other nodes of that table.
 * Equal nodes are one node, over all rules. What crosses from one table to another is an output:
 *
 *   dense    a field of every record of a table, found again by the number of its subject
 *   gathered for every subject of a table, whether the records that refer to it meet a condition
 *   any      the same of all records of a table together
 *   picked   the same of the newest or the oldest of them only
 *   keyed    the same for whatever they name, to be found by the number of its subject
 *   verdict  the outcomes of one rule
 *
 * A scan of a table computes outputs from its columns and from outputs that were made before. */
#ifndef VW_EVAL_COLUMNS_PRIVATE_H
#define VW_EVAL_COLUMNS_PRIVATE_H

#include "eval/columns/columns.h"
#include "rules/tree.h"
#include "store/take.h"

#define VW_NOTHING UINT32_MAX

/* The values of a node; besides those, VW_TAKE_SUBJECT also serves for places. */
typedef vw_take_type vw_col_type;

typedef VW_VEC(uint32_t) vw_col_list;

/* ---- tables ------------------------------------------------------------------------------------
 */

/* A set of numbers of subjects, each with its place: how many smaller ones there are. */
typedef struct {
    int64_t first; /* the subject of bit 0 */
    uint64_t range;
    uint64_t *bits;
    uint32_t *before; /* of each word of bits: how many in the words before it */
    uint32_t count;
} vw_places;

/* Which records a scan sees: those of the wider extent, or of the one that a kind has by itself. */
typedef enum { VW_COL_NARROW, VW_COL_WIDE, VW_COL_EXTENTS } vw_col_extent;

typedef struct {
    const vw_kind *kind;
    bool surveyed;
    uint64_t rows;    /* at the mark */
    vw_places places; /* of the subjects that have a record at the mark */
    int64_t first_row;
    uint64_t row_range;
    uint64_t *superseded; /* by row, from [first_row]; NULL: none */
    bool twice; /* numbered as the program never does: all that needs it is left to the SQL */
    bool seen[VW_COL_EXTENTS]; /* a record that counts was met */
    int complete;              /* declared complete: -1 not asked yet */
    /* At the earlier mark, now; 1 yes, -1 no, 0 not asked. */
    int8_t recorded[VW_COL_EXTENTS][2], collected[VW_COL_EXTENTS][2];
    /* Of a run since an earlier mark, in order: subjects with new records; those that are read, for
     * their own condition or since a record looks at a field of theirs. */
    vw_col_list changed, looked;
    uint32_t *looked_rows; /* of each that is looked at the row that counts, or 0 */
    bool restricted;       /* no more than is looked at is read */
    /* What counts of a changed record stands among the rows that came in since, from this one on:
     * they are read one after another, and only those of the others are looked up. */
    int64_t first_new, last_row;
    bool compared; /* changed records with what they were at the earlier mark */
} vw_col_table;

/* ---- nodes -------------------------------------------------------------------------------------
 */

typedef enum {
    VW_COL_FIELD,       /* a = field */
    VW_COL_CONSTANT,    /* number */
    VW_COL_PLACE,       /* of the subject in node a among those of table b */
    VW_COL_GATHER,      /* at the place in node a: dense output b; [op] 1: nothing there means no */
    VW_COL_GATHERED,    /* of the record's own subject: exists-output b */
    VW_COL_COUNTED,     /* the same of a count: [op] [number] */
    VW_COL_ANY,         /* any-output b */
    VW_COL_ANY_COUNTED, /* any-output b: [op] [number] */
    VW_COL_PICKED,      /* of the record's own subject: latest- or earliest-output b */
    VW_COL_ANY_PICKED,  /* the same of all records together */
    VW_COL_KEYED_AT,    /* of the subject in node a: keyed output b */
    VW_COL_KNOWN,
    VW_COL_COMPARE, /* a [op] b */
    VW_COL_AND,
    VW_COL_OR,
    VW_COL_NOT,
    VW_COL_ADD_DAYS, /* a + [number]; unknown beyond the year 9999 */
    VW_COL_ADD_MONTHS,
    VW_COL_ADD_SECONDS,
    VW_COL_DAY_OF, /* of a second */
    VW_COL_NEGATIVE,
    VW_COL_ARITHMETIC, /* a [op] b */
} vw_col_node_kind;

/* What makes a node that node: two with the same are one. No padding, so that it can be compared
 * byte by byte. */
typedef struct {
    uint32_t table;
    uint16_t kind; /* vw_col_node_kind */
    uint16_t type; /* vw_col_type of its own values */
    uint32_t op;   /* vw_token_kind */
    uint32_t a, b;
    uint32_t unused;
    int64_t number; /* of a constant that is a double: its bytes */
} vw_col_key;

typedef struct {
    vw_col_key key;
    bool odd; /* a value could not be held: whoever uses it is left to the SQL */
    /* Of a place, in a run since an earlier mark: the records that look from it at a changed one.
     */
    bool looking_known;
    vw_col_list looking;
    /* During a scan. */
    bool needed;
    void *vector;
} vw_col_node;

/* What is selected of a table. */
typedef struct {
    uint32_t table;
    vw_col_type type;
    const char *sql; /* of a row "e" */
    bool odd;
} vw_col_field;

/* ---- outputs -----------------------------------------------------------------------------------
 */

typedef enum {
    VW_COL_DENSE,
    VW_COL_EXISTS,
    VW_COL_COUNT,
    VW_COL_LATEST,
    VW_COL_EARLIEST,
    VW_COL_KEYED,
    VW_COL_VERDICT
} vw_col_output_kind;

/* Of a run since an earlier mark, of an output of all records of a table: can few of them tell? */
typedef enum {
    VW_COL_HOPE_UNKNOWN,
    VW_COL_FROM_ALL,     /* there are few */
    VW_COL_FROM_TOUCHED, /* if one of those meets the condition */
    VW_COL_HOPELESS
} vw_col_hope;

typedef struct {
    vw_col_output_kind kind;
    uint32_t table; /* that is scanned for it */
    vw_col_extent extent;
    uint32_t node; /* of DENSE: the field; else the condition */
    /* EXISTS, COUNT, LATEST, EARLIEST: the node with the parent's place, or VW_NOTHING: any. KEYED:
     * the node with the subject that the record names. */
    uint32_t to;
    uint32_t parent;    /* its table */
    uint32_t rule;      /* VERDICT */
    uint32_t member;    /* VERDICT: a node, or VW_NOTHING */
    uint32_t then;      /* LATEST, EARLIEST: what is asked of the one that is picked */
    uint32_t day;       /* and by what it is picked */
    vw_col_list needs;  /* outputs that must be done before */
    vw_col_list places; /* from which it looks at fields of other records */
    /* Of a run since an earlier mark, in order: subjects of which the condition may differ; those
     * that it is computed of, or of a dense one the field is read. */
    vw_col_list touched, judged;
    bool touched_known;
    /* DENSE: changed records of which it differs, if that is known. */
    bool compared;
    vw_col_list altered;
    /* Of a gathered one: for whom what is gathered of touched records may differ. */
    vw_col_list touched_parents;
    bool parents_known;
    vw_col_hope hope;
    vw_col_list all;      /* VW_COL_FROM_ALL: the subjects of its table */
    bool none_met;        /* none met the condition at the earlier mark */
    bool none_surely_met; /* the same, but of some it may have been unknown */
    bool wanted, done, active;
    bool odd; /* could not be made: whoever uses it is left to the SQL */
    /* DENSE: a value for each place. EXISTS: two bits for each place, 1 some yes, 2 some unknown.
     * COUNT: for each place a vw_col_count. LATEST, EARLIEST: for each place a vw_col_ends; of any,
     * for all together. KEYED: slots of vw_col_keyed. VERDICT: two bits, as VW_COL_PASS. */
    void *array;
    bool any_yes, any_unknown; /* EXISTS of any. KEYED: some may be yes; that for any subject */
    uint64_t yes_rows, unknown_rows; /* COUNT of any. KEYED: slots that are taken */
} vw_col_output;

typedef struct {
    uint16_t yes, unknown;
} vw_col_count;
/* Counters stop here: what is compared with them is smaller. */
enum { VW_COL_COUNT_MAX = UINT16_MAX };

/* The last days of the records that may be meant: of those that surely are, and of those that are
 * not surely, or not surely not, as is asked. A day is counted backwards where the oldest is
 * picked. VW_COL_NEVER: of none. */
typedef struct {
    int32_t certain, not_met, not_unmet;
} vw_col_ends;
#define VW_COL_NEVER INT32_MIN

/* Of a subject that records name: bit 1 some yes, 2 some unknown. */
typedef struct {
    uint32_t subject; /* 0: a free slot */
    uint32_t bits;
} vw_col_keyed;

enum { VW_COL_OUTSIDE, VW_COL_FAIL, VW_COL_PASS, VW_COL_UNKNOWN };

/* Along a reference: who names some records, in any version; what those name, in any version, or in
 * the one that counts now. */
typedef enum { VW_COL_BACK, VW_COL_FORTH, VW_COL_FORTH_NOW } vw_col_way;

/* A way that was gone before, and where it led. */
typedef struct {
    uint32_t field;
    vw_col_way way;
    vw_col_list given, found;
} vw_col_followed;

typedef struct vw_col_rule vw_col_rule;
struct vw_col_rule {
    const vw_rule *rule;
    const char *left; /* vw_columns_left */
    uint32_t output;
    bool collected, member_collected;
    bool collected_alike; /* of a run since an earlier mark: as it was */
    vw_columns_part part;
    uint32_t whole;      /* VW_COLUMNS_WHOLE of a run since a mark: its number in [whole] */
    vw_col_list touched; /* subjects of which the outcome can differ */
    /* Of a run since an earlier mark: who belongs to the population is told by a record's own
     * fields, and of those with new records these do. */
    bool tells_who_belongs;
    vw_col_list belongs_now;
    uint64_t tally[4]; /* by code */
    vw_places places;  /* of its population */
    const uint8_t *codes;
};

struct vw_columns {
    vw_db *db;
    const vw_rule_frame *frame;
    vw_arena *arena; /* what is kept */
    vw_arena *work;  /* until the end of the run */
    vw_diags *diags;
    vw_words *words;
    size_t bytes_most;
    VW_VEC(vw_col_table) tables;
    VW_VEC(vw_col_node) nodes; /* each behind those that it is made of */
    VW_VEC(vw_col_field) fields;
    VW_VEC(vw_col_output) outputs;
    uint32_t *node_slots; /* by hash, 1 more than the node's number */
    size_t node_slot_count;
    VW_VEC(vw_col_followed) followed;
    const vw_columns_options *options;
    bool too_much;     /* of a run since a mark: it is a run in full */
    vw_columns *whole; /* rules that a run since a mark had to find whole */
    vw_col_rule *rules;
    size_t rule_count;
};

/* ---- nodes.c: made once each -------------------------------------------------------------------
 */
uint32_t vw_columns__table(vw_columns *c, const vw_kind *kind);
uint32_t vw_columns__node(vw_columns *c, vw_col_key key);
uint32_t vw_columns__field(vw_columns *c, uint32_t table, vw_col_type type, const char *sql);
/* The output of [wanted] with the same kind, table, extent, node, to and parent. */
uint32_t vw_columns__output(vw_columns *c, vw_col_output wanted);
static inline vw_col_key vw_columns__key(vw_col_node_kind kind, vw_col_type type, uint32_t table)
{
    return (vw_col_key){.table = table, .kind = (uint16_t)kind, .type = (uint16_t)type};
}

/* ---- compile.c: rules to nodes -----------------------------------------------------------------
 */
void vw_columns__compile(vw_columns *c, uint32_t rule);

/* ---- tables.c: which rows and subjects there are -----------------------------------------------
 */
VW_MUST_USE vw_status vw_columns__survey(vw_columns *c, vw_col_table *table);
/* VW_NOTHING: it has no record at the mark. */
uint32_t vw_columns__place(const vw_places *places, uint32_t subject);
bool vw_columns__superseded(const vw_col_table *table, int64_t row);
/* How some subjects of a table are read. */
typedef struct {
    vw_col_list subjects;  /* in order */
    vw_col_list unchanged; /* those of them without new records */
    bool looked_up;        /* one by one, as they are few; many are met while all are read */
} vw_col_some;
vw_col_some vw_columns__some(vw_arena *arena, const vw_col_table *table,
                             const vw_col_list *subjects);
/* A number of a rule as SQLite reads it; false when it is none that a double holds. */
bool vw_columns__real(double *out, vw_columns *c, const char *text);
VW_MUST_USE vw_status vw_columns__complete(vw_columns *c, vw_col_table *table, bool *complete);
/* At a mark: does a record count in the extent? */
VW_MUST_USE vw_status vw_columns__recorded(vw_columns *c, vw_col_table *table, vw_col_extent extent,
                                           int64_t mark, bool *recorded);
/* At a mark: does one, or was there declared to be no more? */
VW_MUST_USE vw_status vw_columns__collected(vw_columns *c, vw_col_table *table,
                                            vw_col_extent extent, int64_t mark, bool *collected);
/* SQL: does row "e" of the table lie in the extent? */
const char *vw_columns__counts(vw_columns *c, vw_arena *arena, const vw_col_table *table,
                               vw_col_extent extent);

static inline uint64_t vw_columns__words(uint64_t range)
{
    return range / 64 + 1;
}

/* ---- follow.c: sets of subjects, in order, each once --------------------------------------------
 */
void vw_columns__add_all(vw_arena *arena, vw_col_list *to, const vw_col_list *more);
void vw_columns__put_in_order(vw_col_list *list);
bool vw_columns__holds(const vw_col_list *set, uint32_t subject);
/* Where it stands in the set; [set->count]: it does not. */
size_t vw_columns__find(const vw_col_list *set, uint32_t subject);
/* Numbers of subjects that a SELECT gives, added to a set. */
VW_MUST_USE vw_status vw_columns__collect(vw_columns *c, vw_col_list *into, const char *number,
                                          const char *from, const vw_col_list *given);
/* Records whose place [place] is that of one of [targets]. */
VW_MUST_USE vw_status vw_columns__back(vw_columns *c, vw_col_list *into, uint32_t place,
                                       const vw_col_list *targets);
/* The subjects at place [place] of [records]; [way] is forth. */
VW_MUST_USE vw_status vw_columns__forth(vw_columns *c, vw_col_list *into, uint32_t place,
                                        const vw_col_list *records, vw_col_way way);

/* ---- touched.c: what new records can have changed
 * ------------------------------------------------
 */
/* What came in since, of every table; notes where that is too much. */
VW_MUST_USE vw_status vw_columns__find_changed(vw_columns *c);
/* Finds the subjects of which the condition of an output can differ, and of those it needs. */
VW_MUST_USE vw_status vw_columns__touch(vw_columns *c, uint32_t output);

/* ---- altered.c: whether that can be seen --------------------------------------------------------
 */
/* Compares the changed records of a table with what they were; once. Makes the touched parents of
 * outputs that its records' own fields decide. */
VW_MUST_USE vw_status vw_columns__compare(vw_columns *c, uint32_t table);
/* Of the changed records of the table at which others look from [place], those of which something
 * that is looked at there may differ. */
VW_MUST_USE vw_status vw_columns__altered(vw_columns *c, vw_col_list *altered, uint32_t place);

/* ---- since.c: which rules that concerns --------------------------------------------------------
 */
bool vw_columns__has_parent(const vw_col_output *output);
/* Tells the rules apart that are the same, touched and whole; finds who is touched. */
VW_MUST_USE vw_status vw_columns__tell_apart(vw_columns *c);
/* Rules that touched records were to settle and did not become whole again. */
void vw_columns__give_up_hope(vw_columns *c);

/* ---- restrict.c: what has to be read for it -----------------------------------------------------
 */
/* Of wanted outputs. [*again]: it would be too much; some rules are found whole now, and what is
 * wanted has to be told anew. */
VW_MUST_USE vw_status vw_columns__restrict(vw_columns *c, bool *again);

/* ---- kernels.c: a batch of values --------------------------------------------------------------
 */
/* Is it the same for every row? */
bool vw_columns__same(const vw_col_node *node);
/* [own]: the places of the rows' own subjects. */
void vw_columns__compute(vw_columns *c, vw_col_node *node, const uint32_t *own, size_t rows);

/* ---- layout.c: what of a row is read and computed ----------------------------------------------
 */
typedef struct {
    vw_col_list nodes; /* to be computed, in order */
    vw_take_column columns[VW_TAKE_COLUMNS_MAX];
    uint32_t fields[VW_TAKE_COLUMNS_MAX]; /* of each column, or VW_NOTHING */
    size_t column_count;
} vw_col_layout;
/* Marks a node and those that it is made of; counts the fields that are new. */
size_t vw_columns__need(vw_columns *c, uint32_t node, vw_col_list *marked, vw_arena *arena);
void vw_columns__need_no_more(vw_columns *c, const vw_col_list *marked);
/* The field of a dense output is a node too, so that it is read once for all. */
uint32_t vw_columns__field_node(vw_columns *c, uint32_t field);
void vw_columns__add_column(vw_col_layout *layout, const char *sql, vw_take_type type, void *into,
                            uint32_t field);
/* The nodes that are needed in their order, each with room for its values. */
void vw_columns__lay_out(vw_columns *c, vw_col_layout *layout, vw_arena *arena);
/* [own]: the places of the rows' own subjects. */
void vw_columns__compute_all(vw_columns *c, const vw_col_layout *layout, const uint32_t *own,
                             size_t rows);

/* ---- scan.c: one reading of a table ------------------------------------------------------------
 */
/* Computes the active outputs of a table, and notes which of them are done. */
VW_MUST_USE vw_status vw_columns__scan(vw_columns *c, uint32_t table);

/* ---- columns.c ---------------------------------------------------------------------------------
 */
/* Bytes of an output's array. */
size_t vw_columns__output_bytes(const vw_columns *c, const vw_col_output *output);

/* What an output reads of others; anew where it was given another node. */
void vw_columns__find_needs(vw_columns *c, vw_col_output *output);

/* How many slots a keyed output has, a power of two: more than twice what records can name. */
size_t vw_columns__keyed_slots(const vw_columns *c, const vw_col_output *output);
/* The slot of a subject, which is not 0, or the free one where it belongs. */
vw_col_keyed *vw_columns__keyed_slot(const vw_columns *c, const vw_col_output *output,
                                     uint32_t subject);

/* The nodes that a node is made of: up to two, VW_NOTHING behind them. */
void vw_columns__parts(uint32_t parts[2], const vw_col_key *key);
/* The nodes that an output takes from its own scan, of a dense one none; some may be VW_NOTHING. */
typedef struct {
    uint32_t items[4];
} vw_col_taken;
vw_col_taken vw_columns__taken(const vw_col_output *output);
static inline bool vw_columns__picks(const vw_col_output *output)
{
    return output->kind == VW_COL_LATEST || output->kind == VW_COL_EARLIEST;
}
/* Is it of the records of one table that refer to one of another, or of all of them together? */
static inline bool vw_columns__relates(const vw_col_output *output)
{
    return output->kind == VW_COL_EXISTS || output->kind == VW_COL_COUNT ||
           vw_columns__picks(output);
}
/* The output of another scan that a node reads, or VW_NOTHING. */
uint32_t vw_columns__reads(const vw_col_key *key);

#endif
