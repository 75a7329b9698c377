/* SPDX-License-Identifier: EUPL-1.2 */
/* The numbers of subjects that were looked up lately. */
#ifndef VW_STORE_EVIDENCE_SUBJECTS_H
#define VW_STORE_EVIDENCE_SUBJECTS_H

#include "base/arena.h"

/* Remembers what it has room for, in memory of a fixed size, and may forget at any time: who finds
 * nothing asks the dossier. */
typedef struct vw_subjects vw_subjects;

vw_subjects *vw_subjects__new(vw_arena *arena);
/* 0: not known here. [kind] is any number that stands for a kind. */
int64_t vw_subjects__find(const vw_subjects *subjects, uint32_t kind, const char *key,
                          size_t length);
void vw_subjects__remember(vw_subjects *subjects, uint32_t kind, const char *key, size_t length,
                           int64_t id);
void vw_subjects__forget(vw_subjects *subjects);

#endif
