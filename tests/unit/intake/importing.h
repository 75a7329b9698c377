/* SPDX-License-Identifier: EUPL-1.2 */
/* Importing a text as if it were a file. */
#ifndef VW_TESTS_INTAKE_IMPORTING_H
#define VW_TESTS_INTAKE_IMPORTING_H

#include "../store/fixture.h"

#include "base/limits.h"
#include "intake/intake.h"

typedef struct {
    vw_status status;
    vw_intake_result result;
} imported;

/* As asset.csv, collected on 31 December 2025; committed when fine, else rolled back. */
imported import_text(fixture *f, const char *text);
imported import_bytes(fixture *f, const char *name, const char *bytes, size_t length,
                      vw_intake_options options);
vw_intake_options default_options(void);

/* The import is refused with this message, among others or alone, at this row. */
void refused_at(fixture *f, const char *text, vw_msg msg, uint32_t row);

#endif
