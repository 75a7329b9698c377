/* SPDX-License-Identifier: EUPL-1.2 */
/* What a test found, subject by subject: who was looked at, and of whom the outcome is no pass.
 *
 * outcome_set(id, base_id, count, sha256, outcomes), outcome_row(set_id, subject, outcome,
 * exception)
 *
 * A set is shared by every finding that has the same outcomes, of whatever test or evaluation.
 * [outcomes] is the text of them all, in order of subject: for each the difference with the subject
 * before (the first: with 0) times four plus the outcome (0 fail, 2 unknown, 3 excepted), and of an
 * excepted one its exception, as LEB128 in as few bytes as can be. [count] is their number and
 * [sha256] (hex) is over that text: there is one text for a set, so the hash stands for it. What is
 * read again while evaluating is the text; an outcome takes a byte or two.
 *
 * The same stands in outcome_row, where SQL finds it. A set without a base has a row for each. One
 * with a base, which itself has none, has a row for each subject whose outcome differs: outcome 1
 * says that what the base says of the subject holds no more.
 *
 * A set that an earlier program wrote has no text: its hash is over subject, exception (0: none)
 * and outcome of each, in order of subject, as numbers of eight bytes, low byte first.
 *
 * subject_set(id, sha256, count, subjects)
 *
 * [subjects] holds the numbers of a whole population, pass or no pass, in order, as runs of numbers
 * without a gap: for each run how many numbers were skipped since the last one (the first run:
 * since 0) and how many follow its first, both as LEB128. [sha256] (hex) is over those bytes. A
 * population has one such text, so the hash stands for it; the passes are the subjects of it that
 * have no outcome in the outcome set. */
#ifndef VW_STORE_OUTCOMES_H
#define VW_STORE_OUTCOMES_H

#include "base/hash.h"
#include "model/result.h"
#include "store/dossier.h"

/* ---- who was looked at ---- */

typedef struct {
    const unsigned char *bytes;
    size_t length;
    uint64_t count;
    vw_digest sha256;
} vw_subjects;

/* Collects numbers in rising order; zero-initialise, set [bytes.arena]. */
typedef struct {
    vw_buf bytes;
    int64_t first, last; /* of the run at hand; 0: none */
    int64_t before;      /* the last number of the run before */
    uint64_t count;
} vw_subjects_builder;

void vw_subjects_add(vw_subjects_builder *builder, int64_t subject);
/* [out->bytes] is owned by the builder's arena. */
void vw_subjects_end(vw_subjects *out, vw_subjects_builder *builder);

/* Walks through them: zero-initialise, set [subjects]. */
typedef struct {
    const vw_subjects *subjects;
    size_t at;
    int64_t next, left; /* of the run at hand */
} vw_subjects_cursor;

/* False at the end, or where the bytes are no such text. */
bool vw_subjects_next(vw_subjects_cursor *cursor, int64_t *subject);
uint64_t vw_subjects_counted(const vw_subjects *subjects);

typedef struct {
    int64_t subject;
    bool belongs;
} vw_subject_now;

/* [before], with what is said [now] of some subjects, in order, whether they belonged or not. False
 * when that is what was said before; [out] then borrows from it. */
bool vw_subjects_change(vw_subjects *out, vw_arena *arena, const vw_subjects *before,
                        const vw_subject_now *now, size_t count);

/* ---- of whom the outcome is no pass ---- */

typedef struct {
    int64_t subject, exception; /* 0: no exception */
    vw_outcome outcome;
} vw_outcome_row;

typedef struct {
    const unsigned char *bytes; /* NULL: there is none */
    size_t length;
} vw_outcome_text;

/* The hash of a set without a text. */
void vw_outcomes_hash(vw_hasher *hasher, const vw_outcome_row *rows, size_t count);

/* The text of outcomes, in order of subject, none a pass; owned by [out]'s arena. */
void vw_outcomes_write(vw_buf *out, const vw_outcome_row *rows, size_t count);

/* Walks through a text; zero-initialise, set [at] and [end]. */
typedef struct {
    const unsigned char *at, *end;
    int64_t subject; /* the last one */
    bool odd;        /* it ended where the bytes are no such text */
} vw_outcome_cursor;

/* False at the end. */
bool vw_outcomes_read(vw_outcome_row *out, vw_outcome_cursor *cursor);

/* Reads one set after another, in order of subject: the text, or where there is none the rows, base
 * and differences put together. Rows of a set and its base are held in memory, nine bytes each,
 * until others are read. */
typedef struct vw_outcome_reader vw_outcome_reader;
VW_MUST_USE vw_status vw_outcome_reader_new(vw_outcome_reader **out, vw_dossier *dossier,
                                            vw_arena *arena, vw_diags *diags);
/* From now on the rows are read, also where there is a text, and no set is intact of which the two
 * differ: for whoever looks at all that is stored. */
void vw_outcome_reader_see_rows(vw_outcome_reader *reader);
/* Number 0, or one that does not exist, is an empty set. */
VW_MUST_USE vw_status vw_outcomes_open(vw_outcome_reader *reader, vw_diags *diags, int64_t set);
/* False at the end. */
bool vw_outcomes_next(vw_outcome_row *out, vw_outcome_reader *reader);
/* Is the set what its hash says? The text where it is read; where rows are, they and the number
 * too: a difference that repeats its base, or takes away what is not there, is none that this
 * program writes. Sets found intact are remembered. */
VW_MUST_USE vw_status vw_outcomes_intact(bool *intact, vw_outcome_reader *reader, vw_diags *diags,
                                         int64_t set);
/* Lets go of what was being read. */
void vw_outcomes_close(vw_outcome_reader *reader);

/* The subjects of a set; [*intact] false when it is not there or not what its hash and its count
 * say. */
VW_MUST_USE vw_status vw_subjects_load(vw_subjects *out, bool *intact, vw_dossier *dossier,
                                       vw_arena *arena, vw_diags *diags, int64_t set);

/* ---- writing ---- */

typedef struct vw_outcome_writer vw_outcome_writer;
VW_MUST_USE vw_status vw_outcome_writer_new(vw_outcome_writer **out, vw_dossier *dossier,
                                            vw_arena *arena, vw_diags *diags);
/* What it reads with: whoever takes part in writing reads with the same, so that what one of both
 * found intact, or has in memory, need not be read again. */
vw_outcome_reader *vw_outcome_writer_reader(const vw_outcome_writer *writer);
/* Before the dossier is closed. */
void vw_outcome_writer_close(vw_outcome_writer *writer);
typedef struct {
    const vw_outcome_row *rows; /* in order of subject, none a pass */
    size_t count;
    vw_outcome_text text;
    vw_digest sha256; /* over the text; without one, as vw_outcomes_hash */
} vw_outcome_list;

/* [*set] holds the outcomes. It is an earlier set where one is the same; it has a base where
 * [earlier] (0: none) differs little; and all of this only after what is stored was seen to be
 * intact. Inside the caller's transaction. */
VW_MUST_USE vw_status vw_outcomes_put(int64_t *set, vw_outcome_writer *writer, vw_diags *diags,
                                      const vw_outcome_list *outcomes, int64_t earlier);
VW_MUST_USE vw_status vw_subjects_put(int64_t *set, vw_outcome_writer *writer, vw_diags *diags,
                                      const vw_subjects *subjects);

typedef struct {
    uint64_t sets, rows;
    bool intact;
} vw_sets_check;

/* Every set is what its hash says (E050, E051), and some finding refers to it (E052). Differences
 * are told in [diags]; VW_OK then too. */
VW_MUST_USE vw_status vw_sets_verify(vw_sets_check *out, vw_dossier *dossier, vw_diags *diags);

#endif
