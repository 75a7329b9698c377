/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts, numbers, tables, colours and the progress bar. */
#include "base/utf8.h"
#include "base/wording.h"
#include "cli/cli.h"
#include "model/label.h"
#include "model/list.h"
#include "reports/render/render.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void vw_cli_say(const vw_cli *cli, const char *nl, const char *en, ...)
{
    const char *args[10] = {0};
    va_list list;
    va_start(list, en);
    for (size_t i = 0; i < 10; i++) {
        args[i] = va_arg(list, const char *);
        if (args[i] == NULL) {
            break;
        }
    }
    va_end(list);
    for (const char *at = cli->lang == VW_NL ? nl : en; *at != '\0';) {
        vw_placeholder found;
        if (!vw_placeholder_read(&found, at, 10)) {
            putchar(*at++);
            continue;
        }
        const char *value = args[found.argument];
        if (found.forms.text != NULL) {
            const vw_wording word = vw_wording_counted(found.forms, value);
            fwrite(word.text, 1, word.length, stdout);
        } else {
            fputs(value != NULL ? value : "", stdout);
        }
        at += found.length;
    }
}

const char *vw_cli_text(const vw_cli *cli, vw_text text)
{
    return vw_text_in(text, cli->lang);
}

const char *vw_cli_shown(vw_cli *cli, const char *name)
{
    vw_buf out = {.arena = cli->arena};
    vw_text_escape(&out, name, strlen(name));
    return vw_buf_text(&out);
}

void vw_cli_json(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    putchar('\n');
    json_decref(value);
}

json_t *vw_cli_json_text(vw_text text)
{
    return json_pack("{s:s, s:s}", "nl", text.nl, "en", text.en);
}

json_t *vw_cli_json_value(const vw_field *field, const char *value)
{
    const char *item, *at = value;
    size_t length;
    if (value == NULL) {
        return json_null();
    }
    if (field == NULL || field->type != VW_TYPE_LIST) {
        return json_string(value);
    }
    json_t *items = json_array();
    while (vw_list_next(&item, &length, &at)) {
        json_array_append_new(items, json_stringn(item, length));
    }
    return items;
}

const char *vw_cli_colour(const vw_cli *cli, vw_result result)
{
    static const char *const codes[VW_RESULT_COUNT] = {
        [VW_RESULT_ERROR] = "\033[1;35m", [VW_NOT_MET] = "\033[1;31m",
        [VW_NOT_ASSESSED] = "\033[33m",   [VW_PARTLY_MET] = "\033[33m",
        [VW_EXPLAINED] = "\033[36m",      [VW_MET] = "\033[32m",
        [VW_NOT_APPLICABLE] = "\033[2m",  [VW_NOT_OCCURRED] = "\033[2m",
    };
    return cli->colour ? codes[result] : "";
}

const char *vw_cli_plain(const vw_cli *cli)
{
    return cli->colour ? "\033[0m" : "";
}

const char *vw_cli_number(vw_cli *cli, uint64_t number)
{
    char digits[24];
    vw_buf out = {.arena = cli->arena};
    const int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    vw_buf_add_digits(&out, digits, (size_t)length, cli->lang == VW_NL ? "." : ",");
    return vw_buf_text(&out);
}

const char *vw_cli_counted(vw_cli *cli, uint64_t number, const vw_kind *kind)
{
    char *name = vw_strdup(cli->arena, vw_cli_text(cli, number == 1 ? kind->label : kind->plural));
    const size_t first = strcspn(name, " ");
    bool is_name = false; /* an abbreviation, or a name of its own such as DigiD */
    for (size_t i = 1; i < first; i++) {
        is_name = is_name || (name[i] >= 'A' && name[i] <= 'Z');
    }
    if (!is_name && name[0] >= 'A' && name[0] <= 'Z') {
        name[0] = (char)(name[0] - 'A' + 'a');
    }
    return vw_printf(cli->arena, "%s %s", vw_cli_number(cli, number), name);
}

const char *vw_cli_share(vw_cli *cli, double share)
{
    if (share < 0) {
        return "-";
    }
    const int tenths = (int)floor(vw_render_share_shown(share) * 1000 + 0.5);
    return cli->lang == VW_NL ? vw_printf(cli->arena, "%d,%d %%", tenths / 10, tenths % 10)
                              : vw_printf(cli->arena, "%d.%d%%", tenths / 10, tenths % 10);
}

static size_t width_of(const char *text)
{
    return vw_utf8_width(text, strlen(text));
}

static void print_row(const vw_cli_table *table, const size_t *widths, const char *const *cells)
{
    for (size_t i = 0; i < table->columns; i++) {
        fputs(cells[i], stdout);
        if (i + 1 < table->columns) {
            printf("%*s", (int)(widths[i] - width_of(cells[i]) + 2), "");
        }
    }
    putchar('\n');
}

void vw_cli_table_print(const vw_cli *cli, const vw_cli_table *table)
{
    size_t *widths = VW_NEW_ARRAY(cli->arena, table->columns, size_t);
    for (size_t i = 0; i < table->columns; i++) {
        widths[i] = width_of(table->heads[i]);
    }
    for (size_t i = 0; i < table->cells.count; i++) {
        size_t width = width_of(table->cells.items[i]);
        if (width > widths[i % table->columns]) {
            widths[i % table->columns] = width;
        }
    }
    print_row(table, widths, table->heads);
    for (size_t i = 0; i + table->columns <= table->cells.count; i += table->columns) {
        print_row(table, widths, table->cells.items + i);
    }
}

struct vw_bar {
    const vw_cli *cli;
    const char *what;
    struct timespec began, shown;
    bool visible;
};

static double seconds_since(struct timespec then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then.tv_sec) + (double)(now.tv_nsec - then.tv_nsec) / 1e9;
}

vw_bar *vw_bar_new(const vw_cli *cli, const char *what)
{
    vw_bar *bar = VW_NEW(cli->arena, vw_bar);
    bar->cli = cli;
    bar->what = what;
    clock_gettime(CLOCK_MONOTONIC, &bar->began);
    bar->shown = bar->began;
    return bar;
}

bool vw_bar_show(void *self, uint64_t done, uint64_t total)
{
    vw_bar *bar = self;
    if (vw_cli_interrupted()) {
        return false;
    }
    if (!bar->cli->progress || seconds_since(bar->began) < 1 || seconds_since(bar->shown) < 0.1) {
        return true;
    }
    int share = total > 0 ? (int)(100.0 * (double)done / (double)total) : 0;
    int filled = share * 30 / 100;
    clock_gettime(CLOCK_MONOTONIC, &bar->shown);
    bar->visible = true;
    fprintf(stderr, "\r\033[K%s [%.*s%*s] %d%%", bar->what, filled,
            "##############################", 30 - filled, "", share);
    fflush(stderr);
    return true;
}

void vw_bar_clear(vw_bar *bar)
{
    if (bar->visible) {
        fputs("\r\033[K", stderr);
    }
}
