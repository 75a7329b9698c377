/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports on a small dossier, and what stands in them. */
#ifndef VW_TESTS_REPORTS_LOOK_H
#define VW_TESTS_REPORTS_LOOK_H

#include "../eval/fixture.h"

#include "reports/report.h"

/* A built-in template on the newest evaluation; fails the test when it cannot be built. */
/* The built-in templates that are for anybody and any framework, by number; NULL past the last. */
const char *general_template(fixture *f, size_t index);
const vw_document *build(fixture *f, const char *template_name, vw_lang lang);
/* The usual set, evaluated: seven systems pass, two fail, one is unknown. */
void ten_systems(fixture *f);

const vw_table *table_of(const vw_document *document, const char *id);
/* Every paragraph and heading, a line each. */
const char *prose_of(fixture *f, const vw_document *document);
/* Ids with a blank behind each, in order. */
const char *table_ids(fixture *f, const vw_document *document);
/* The rows as text: cells with "|" between them, a line each. */
const char *rows_of(fixture *f, const vw_document *document, const char *id);
void assert_has(const char *text, const char *part);

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

#endif
