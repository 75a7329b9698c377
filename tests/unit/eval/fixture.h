/* SPDX-License-Identifier: EUPL-1.2 */
/* The real path in small: a control set as YAML, a dossier in a temporary folder, imports, one
 * evaluation, and questions to what was stored. Reference date 31 December 2025, period 2025. */
#ifndef VW_TESTS_EVAL_FIXTURE_H
#define VW_TESTS_EVAL_FIXTURE_H

#include "eval/evaluate.h"
#include "store/evidence.h"
#include "store/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    char *folder;
    const char *path; /* of the dossier */
    vw_set_files files;
    const vw_set *set;
    vw_dossier *dossier;
    const vw_plan *plan;
    vw_evaluation evaluation;
    vw_import *import;
    vw_import_head head;
    uint32_t row;
    const void *what; /* of a test that is run for each row of a table */
} fixture;

int fixture_setup(void **state);
int fixture_teardown(void **state);

/* One test of a measure. [terms] is more YAML of the test, a line each, or "". */
typedef struct {
    const char *id, *aspect, *population, *condition, *terms;
} test_text;

/* Parts of the control set, before fixture_ready. The kinds are there from the start:
 *   person (state: name, mfa, employed_from, employed_until), person_change (event: person, type),
 *   asset (state: criticality low or high, owner, users),
 *   restore_test (event: asset, result success or failure, duration), change (event: approved),
 *   exception and answer (as in controls/evidence), organisation (state: type). */
void add_measure(fixture *f, const char *id, const test_text *tests, size_t count);
/* [applies_to] is a list in YAML, or NULL for any organisation. */
void add_framework(fixture *f, const char *id, const char *applies_to);
/* [aspects] is a list in YAML; [maps] are pairs "measure coverage", separated by commas. */
void add_requirement(fixture *f, const char *framework, const char *id, const char *kind,
                     const char *aspects, const char *maps);
/* Loads the set, makes the dossier and opens it. */
void fixture_ready(fixture *f);
/* Framework "frame" with control "frame:1" of operation, met by measure backup.restore in full: its
 * test backup.restore.yearly wants a successful restore test of each critical asset. */
void usual_set(fixture *f, const char *terms);

/* One import: begin, rows, end. A row's fields are written "name=value name=value"; what is not
 * written is unknown, but for effective_from, occurred_on, approved_on of an exception and
 * reviewed_on of an answer, which then lie in 2025; "name=" makes one unknown. */
void begin(fixture *f, const char *kind);
void begin_complete(fixture *f, const char *kind, const char *from, const char *until);
void row(fixture *f, const char *key, const char *fields);
void end(fixture *f);
/* The same, for one row. */
void give(fixture *f, const char *kind, const char *key, const char *fields);
/* A01, A02 ... critical assets: first those with a successful restore test, then those with a
 * failed one, then those with one of unknown result. */
void people(fixture *f);
void systems(fixture *f, int pass, int fail, int unknown);
/* The usual set, and in the dossier nine systems that pass, A10 that does not, and people. */
void one_of_ten_fails(fixture *f);

/* Plans all frameworks that apply to the dossier's organisation and evaluates. */
vw_status try_evaluate(fixture *f);
/* The same; fails the test when the evaluation fails. */
void evaluate(fixture *f);

/* What is stored, by name: "met". "none" when there is nothing. */
const char *result_of(fixture *f, const char *test);
const char *conclusion_of(fixture *f, const char *requirement, vw_aspect aspect);
const char *status_of(fixture *f, const char *requirement);
vw_finding finding_of(fixture *f, const char *test);
vw_conclusion concluded(fixture *f, const char *requirement, vw_aspect aspect);
int64_t number_of(fixture *f, const char *sql);

bool has_message(const fixture *f, vw_msg msg);
/* True when a message with this code mentions [text]. */
bool has_message_about(const fixture *f, vw_msg msg, const char *text);
void clear_messages(fixture *f);

/* As somebody who knows SQLite would, outside the program: drops the triggers first and puts them
 * back afterwards, so that only the change itself shows. */
void tamper(const fixture *f, const char *sql);

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
