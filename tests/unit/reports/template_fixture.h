/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates written in a test, with data of which each value is its own name. */
#ifndef VW_TESTS_REPORTS_TEMPLATE_FIXTURE_H
#define VW_TESTS_REPORTS_TEMPLATE_FIXTURE_H

#include "base/source.h"
#include "reports/render/render.h"
#include "reports/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const char *entity; /* what {{entity}} stands for */
    unsigned asked;     /* how often blocks were asked for */
    size_t item;        /* what a repeated part is about */
    const char *said;   /* the argument "framework" of the last placeholder, or NULL */
    vw_audience part;   /* in which the last block stands */
} fixture;

int setup(void **state);
int teardown(void **state);

const vw_source *source_of(fixture *f, const char *text);
vw_status check(fixture *f, const char *text);
vw_template_data data_of(fixture *f);
const vw_block *expand(fixture *f, const char *text);
const char *text_of(fixture *f, const vw_block *block);
/* The only problem of [text] is this one, at this place. */
const vw_diag *only_problem(fixture *f, const char *text, vw_msg msg, unsigned line,
                            unsigned column);

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
