/* SPDX-License-Identifier: EUPL-1.2 */
/* A folder of its own for each test of the PDF, and ways to read what was written there. */
#ifndef PDF_FIXTURE_H
#define PDF_FIXTURE_H

#include "sample_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    char folder[64];
    const char *path;
} pdf_fixture;

int pdf_setup(void **state);
int pdf_teardown(void **state);
const char *pdf_read_stream(vw_arena *arena, FILE *in, size_t *length);
const char *pdf_bytes_of(vw_arena *arena, const char *path, size_t *length);
const char *pdf_text_of(const pdf_fixture *self, const char *options);
void pdf_render(const pdf_fixture *self, const vw_document *document);
int pdf_count_in(const char *text, const char *end, const char *needle);
bool pdf_has_diag(const pdf_fixture *self, vw_msg msg);
void pdf_expect_no_file(const pdf_fixture *self);

#define TEST(name) cmocka_unit_test_setup_teardown(name, pdf_setup, pdf_teardown)

#endif
