/* SPDX-License-Identifier: EUPL-1.2 */
/* The numbers of subjects that were looked up lately. */
#ifndef VW_STORE_EVIDENCE_SUBJECTS_H
#define VW_STORE_EVIDENCE_SUBJECTS_H

#include "base/arena.h"

/* Remembers what it has room for, in memory of a fixed size, and may forget at any time: who finds
 * nothing asks the dossier. */
typedef struct vw_subjects vw_subjects;

vw_subjects *vw_subjects__new(vw_arena *arena);
/* What stands for a subject below; [kind] is any number that stands for a kind. */
typedef struct {
    const char *key;
    size_t length;
    uint64_t hash;
    uint32_t kind;
} vw_sought;

void vw_subjects__seek(vw_sought *out, uint32_t kind, const char *key, size_t length);
/* These say that [sought] will be asked for soon: the first before the second, each for some
 * subjects at a time. Memory that is far away comes in while something else is done. */
void vw_subjects__fetch_set(const vw_subjects *subjects, const vw_sought *sought);
void vw_subjects__fetch_key(const vw_subjects *subjects, const vw_sought *sought);
/* 0: not known here. */
int64_t vw_subjects__find(const vw_subjects *subjects, const vw_sought *sought);
void vw_subjects__remember(vw_subjects *subjects, const vw_sought *sought, int64_t id);
void vw_subjects__forget(vw_subjects *subjects);

#endif
