/* SPDX-License-Identifier: EUPL-1.2 */
/* A small sound set, and files that are loaded next to it to see what is said of them. */
#ifndef VW_TESTS_LOAD_FIXTURE_H
#define VW_TESTS_LOAD_FIXTURE_H

#include "load/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_set_files files;
    const vw_set *set;
} fixture;

/* cmocka's setup and teardown: a fixture with the sound set's files, not loaded yet. */
int fixture_new(void **state);
int fixture_free(void **state);

void add_file(fixture *f, const char *path, const char *text);
/* Loads what was added; asserts that there is a set exactly when the status says so. */
vw_status load(fixture *f);
/* "3:5 Y017(label)" for each diagnostic, one a line, in order; the file in front when it is not
 * t.yaml. */
const char *problems(fixture *f);

/* Loads [text] as t.yaml beside the sound set and compares what is said of it. */
void assert_problems(void **state, const char *text, const char *expected);
/* For what stands inside a kind's field, a measure's test, a requirement: the rest is sound. */
void assert_field_problems(void **state, const char *lines, const char *expected);
void assert_test_problems(void **state, const char *lines, const char *expected);
void assert_requirement_problems(void **state, const char *lines, const char *expected);

#define SENTENCE(test) cmocka_unit_test_setup_teardown(test, fixture_new, fixture_free)

#endif
