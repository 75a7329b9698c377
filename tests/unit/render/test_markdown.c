/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown is read back by a CommonMark parser: the text that went in must come out. */
#include "reports/markdown/markdown_text.h"
#include "sample_tables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <md4c.h>

static int on_block(MD_BLOCKTYPE type, void *detail, void *to)
{
    (void)detail;
    (void)to;
    /* Anything but a plain paragraph means that the text was read as markup. */
    return type == MD_BLOCK_DOC || type == MD_BLOCK_P ? 0 : -1;
}

static int on_span(MD_SPANTYPE type, void *detail, void *to)
{
    (void)type;
    (void)detail;
    (void)to;
    return -1;
}

static int on_text(MD_TEXTTYPE type, const char *text, MD_SIZE size, void *to)
{
    if (type == MD_TEXT_HTML && size == 4 && memcmp(text, "<br>", 4) == 0) {
        vw_buf_add(to, "\n");
    } else if (type == MD_TEXT_NORMAL) {
        vw_buf_addn(to, text, size);
    } else {
        return -1;
    }
    return 0;
}

static int ignore(MD_BLOCKTYPE type, void *detail, void *to)
{
    (void)type;
    (void)detail;
    (void)to;
    return 0;
}

static int ignore_span(MD_SPANTYPE type, void *detail, void *to)
{
    (void)type;
    (void)detail;
    (void)to;
    return 0;
}

static const char *escaped(vw_arena *arena, const char *text)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&bytes, &length);
    vw_markdown__escape(out, text, true, "<br>");
    fclose(out);
    const char *kept = vw_strdup(arena, bytes);
    free(bytes);
    return kept;
}

/* "" when the parser found markup. */
static const char *parsed(vw_arena *arena, const char *markdown)
{
    const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
                              .enter_block = on_block,
                              .leave_block = ignore,
                              .enter_span = on_span,
                              .leave_span = ignore_span,
                              .text = on_text};
    vw_buf out = {.arena = arena};
    const int failed = md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, &out);
    return failed == 0 ? vw_buf_text(&out) : "(markup)";
}

/* Blanks at the start of each line are layout in Markdown, and at the end they do not show. */
static const char *without_layout(vw_arena *arena, const char *text)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        const bool line_start = out.length == 0 || out.text[out.length - 1] == '\n';
        vw_buf_addn(&out, at, line_start && (*at == ' ' || *at == '\t') ? 0 : 1);
    }
    while (out.length > 0 && strchr(" \t", out.text[out.length - 1]) != NULL) {
        out.text[--out.length] = '\0';
    }
    return vw_buf_text(&out);
}

static void hostile_text_is_read_back_as_itself(void **state)
{
    vw_arena *arena = *state;
    static const char *const more[] = {
        "===",
        "---",
        "* * *",
        "1) een",
        "12. twee",
        "+ plus",
        "    code",
        "```c\nx\n```",
        "~~weg~~",
        "<b>",
        "a & b &lt;",
        "!",
        "![x](y)",
        "[x]: /url",
        "_a_ a_b_c",
        "**vet** *x*",
        "https://x/_y_",
        "\\*",
        "| a |\n|---|\n| b |",
        "#",
        "a #",
        "\t#",
        "<!-- x -->",
        "&copy;",
    };
    for (size_t i = 0; i < SAMPLE_HOSTILE + sizeof more / sizeof *more; i++) {
        vw_buf text = {.arena = arena};
        vw_render_text(&text, i < SAMPLE_HOSTILE ? sample_hostile[i] : more[i - SAMPLE_HOSTILE]);
        const char *expected = without_layout(arena, vw_buf_text(&text));
        assert_string_equal(parsed(arena, escaped(arena, vw_buf_text(&text))), expected);
    }
}

static void a_text_without_escapes_would_be_found_out(void **state)
{
    assert_string_equal(parsed(*state, "# kop"), "(markup)");
    assert_string_equal(parsed(*state, "een *ster*"), "(markup)");
}

static int set_up(void **state)
{
    *state = vw_arena_new();
    return 0;
}

static int tear_down(void **state)
{
    vw_arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hostile_text_is_read_back_as_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_without_escapes_would_be_found_out, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
