/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of the PDF share. */
#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int pdf_setup(void **state)
{
    pdf_fixture *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return 1;
    }
    self->arena = vw_arena_new();
    self->diags = vw_diags_new(self->arena);
    strcpy(self->folder, "/tmp/verantwoord-pdf-XXXXXX");
    if (mkdtemp(self->folder) == NULL) {
        return 1;
    }
    self->path = vw_printf(self->arena, "%s/out.pdf", self->folder);
    *state = self;
    return 0;
}

/* Removes what the tests made, and tells how many files that were. */
static int empty_folder(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2) {
            char file[400];
            snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
            unlink(file);
            count++;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return count;
}

int pdf_teardown(void **state)
{
    pdf_fixture *self = *state;
    empty_folder(self->folder);
    rmdir(self->folder);
    vw_arena_free(self->arena);
    free(self);
    return 0;
}

const char *pdf_read_stream(vw_arena *arena, FILE *in, size_t *length)
{
    vw_buf text = {.arena = arena};
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, in)) > 0;) {
        vw_buf_addn(&text, block, got);
    }
    if (length != NULL) {
        *length = text.length;
    }
    return vw_buf_text(&text);
}

const char *pdf_bytes_of(vw_arena *arena, const char *path, size_t *length)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    const char *bytes = pdf_read_stream(arena, in, length);
    fclose(in);
    return bytes;
}

const char *pdf_text_of(const pdf_fixture *self, const char *options)
{
    const char *command =
        vw_printf(self->arena, "pdftotext -enc UTF-8 %s %s -", options, self->path);
    FILE *in = popen(command, "r");
    assert_non_null(in);
    const char *text = pdf_read_stream(self->arena, in, NULL);
    assert_int_equal(pclose(in), 0);
    return text;
}

void pdf_render(const pdf_fixture *self, const vw_document *document)
{
    vw_status status = vw_pdf_render(document, self->path, self->arena, self->diags);
    if (status != VW_OK) {
        vw_diags_print(self->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
}

/* How often [needle] stands in [text], up to [end] when it is not NULL. */
int pdf_count_in(const char *text, const char *end, const char *needle)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, needle)) != NULL; at += strlen(needle)) {
        if (end != NULL && at >= end) {
            break;
        }
        count++;
    }
    return count;
}

bool pdf_has_diag(const pdf_fixture *self, vw_msg msg)
{
    for (size_t i = 0; i < vw_diags_kept(self->diags); i++) {
        if (vw_diags_get(self->diags, i)->msg == msg) {
            return true;
        }
    }
    return false;
}

void pdf_expect_no_file(const pdf_fixture *self)
{
    assert_int_equal(empty_folder(self->folder), 0);
}
