/* SPDX-License-Identifier: EUPL-1.2 */
/* What a test found, subject by subject: who was looked at, and of whom the outcome is no pass.
 *
 * outcome_set(id, base_id, count, sha256), outcome_row(set_id, subject, outcome, exception)
 *
 * A set is shared by every finding that has the same outcomes, of whatever test or evaluation. One
 * without a base holds them all. One with a base, which itself has none, holds the subjects whose
 * outcome differs: outcome 1 says that what the base says of the subject holds no more. [count] and
 * [sha256] (hex) are of all outcomes of the set, those of its base that still hold included:
 * SHA-256 of subject, exception (0: none) and outcome (0 fail, 2 unknown, 3 excepted) of each, in
 * order of subject, as numbers of eight bytes, low byte first.
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

void vw_outcomes_hash(vw_hasher *hasher, const vw_outcome_row *rows, size_t count);

/* Reads one set after another, in order of subject, base and differences put together. The rows of
 * a set and its base are held in memory, nine bytes each, until others are read. */
typedef struct vw_outcome_reader vw_outcome_reader;
VW_MUST_USE vw_status vw_outcome_reader_new(vw_outcome_reader **out, vw_dossier *dossier,
                                            vw_arena *arena, vw_diags *diags);
/* Number 0, or one that does not exist, is an empty set. */
VW_MUST_USE vw_status vw_outcomes_open(vw_outcome_reader *reader, vw_diags *diags, int64_t set);
/* False at the end. */
bool vw_outcomes_next(vw_outcome_row *out, vw_outcome_reader *reader);
/* Is the set what its hash says? A difference that repeats its base, or takes away what is not
 * there, is none that this program writes. Sets found intact are remembered. */
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
/* [*set] holds [rows], in order of subject, which [sha256] is over. It is an earlier set where one
 * is the same; it has a base where [earlier] (0: none) differs little; and all of this only after
 * what is stored was seen to be intact. Inside the caller's transaction. */
VW_MUST_USE vw_status vw_outcomes_put(int64_t *set, vw_outcome_writer *writer, vw_diags *diags,
                                      const vw_outcome_row *rows, size_t count,
                                      const vw_digest *sha256, int64_t earlier);
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
