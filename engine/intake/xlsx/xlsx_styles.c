/* SPDX-License-Identifier: EUPL-1.2 */
/* Which cells are dates: only the format of a cell tells, and that is a number that names a code.
 */
#include "intake/xlsx/xlsx_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    long id;
    vw_xlsx_style style;
} named_format;

typedef struct {
    vw_xlsx *book;
    VW_VEC(named_format) formats; /* of the workbook itself */
    bool in_cells;                /* within cellXfs, not cellStyleXfs */
} reading;

/* ---- the code of a format ------------------------------------------------------------------- */

/* What stands in a code besides literal texts. */
typedef struct {
    bool day_or_year, hour_or_second, month_or_minute, elapsed, percent, digit, other;
    unsigned zeros;
} signs;

/* [bracket] stands at "[": a colour, a currency, a condition, or hours that go beyond 24. */
static const char *skip_bracket(const char *bracket, signs *found)
{
    const char *end = strchr(bracket, ']');
    size_t length = end == NULL ? 0 : (size_t)(end - bracket - 1);
    size_t letters = strspn(bracket + 1, "hHmMsS");
    if (length > 0 && letters == length) {
        found->elapsed = true;
    }
    return end == NULL ? bracket + strlen(bracket) : end + 1;
}

static const char *skip_quoted(const char *quote)
{
    const char *end = strchr(quote + 1, '"');
    return end == NULL ? quote + strlen(quote) : end + 1;
}

static void take_sign(signs *found, char sign)
{
    found->zeros += sign == '0';
    found->digit = found->digit || sign == '0' || sign == '#' || sign == '?';
    found->percent = found->percent || sign == '%';
    found->day_or_year = found->day_or_year || strchr("dDyY", sign) != NULL;
    found->hour_or_second = found->hour_or_second || strchr("hHsS", sign) != NULL;
    found->month_or_minute = found->month_or_minute || strchr("mM", sign) != NULL;
    found->other = found->other || sign != '0';
}

/* The first section: that for numbers above zero. */
static signs read_code(const char *code)
{
    signs found = {0};
    while (*code != '\0' && *code != ';') {
        if (*code == '[') {
            code = skip_bracket(code, &found);
            found.other = true;
        } else if (*code == '"') {
            code = skip_quoted(code);
            found.other = true;
        } else if (*code == '\\' || *code == '_' || *code == '*') {
            code += code[1] != '\0' ? 2 : 1;
            found.other = true;
        } else if (strncasecmp(code, "AM/PM", 5) == 0) {
            code += 5;
            found.hour_or_second = found.other = true;
        } else {
            take_sign(&found, *code++);
        }
    }
    return found;
}

vw_xlsx_style vw_intake__xlsx_format(const char *code)
{
    if (strncasecmp(code, "General", 7) == 0) {
        return (vw_xlsx_style){.show = VW_XLSX_PLAIN};
    }
    const signs found = read_code(code);
    bool date = found.day_or_year || (found.month_or_minute && !found.hour_or_second);
    if (found.elapsed) {
        return (vw_xlsx_style){.show = VW_XLSX_DURATION};
    }
    if (date || found.hour_or_second) {
        return (vw_xlsx_style){.show = !date                  ? VW_XLSX_TIME
                                       : found.hour_or_second ? VW_XLSX_DATETIME
                                                              : VW_XLSX_DATE};
    }
    if (found.percent && found.digit) {
        return (vw_xlsx_style){.show = VW_XLSX_PERCENT};
    }
    if (!found.other && found.zeros > 1 && found.zeros <= 20) {
        return (vw_xlsx_style){.show = VW_XLSX_PADDED, .width = found.zeros};
    }
    return (vw_xlsx_style){.show = VW_XLSX_PLAIN};
}

/* Formats that have a number only (ECMA-376-1, 18.8.30), also those of East Asian languages. */
static vw_xlsx_show builtin(long id)
{
    static const struct {
        long first, last;
        vw_xlsx_show show;
    } ranges[] = {
        {9, 10, VW_XLSX_PERCENT},   {14, 17, VW_XLSX_DATE}, {18, 21, VW_XLSX_TIME},
        {22, 22, VW_XLSX_DATETIME}, {27, 31, VW_XLSX_DATE}, {32, 35, VW_XLSX_TIME},
        {36, 36, VW_XLSX_DATE},     {45, 45, VW_XLSX_TIME}, {46, 46, VW_XLSX_DURATION},
        {47, 47, VW_XLSX_TIME},     {50, 54, VW_XLSX_DATE}, {55, 56, VW_XLSX_TIME},
        {57, 58, VW_XLSX_DATE},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (id >= ranges[i].first && id <= ranges[i].last) {
            return ranges[i].show;
        }
    }
    return VW_XLSX_PLAIN;
}

/* ---- the part ------------------------------------------------------------------------------- */

static long number_of(const char *const *attributes, const char *name)
{
    const char *text = vw_intake__xml_attribute(attributes, name);
    return text == NULL ? -1 : strtol(text, NULL, 10);
}

static vw_xlsx_style style_of(const reading *r, long id)
{
    for (size_t i = 0; i < r->formats.count; i++) {
        if (r->formats.items[i].id == id) {
            return r->formats.items[i].style;
        }
    }
    return (vw_xlsx_style){.show = builtin(id)};
}

static bool on_start(void *what, unsigned depth, const char *name, const char *const *attributes)
{
    reading *r = what;
    const char *code = vw_intake__xml_attribute(attributes, "formatCode");
    if (depth == 1) {
        r->in_cells = strcmp(name, "cellXfs") == 0;
    } else if (depth == 2 && strcmp(name, "numFmt") == 0 && code != NULL &&
               r->formats.count < VW_XLSX_FORMATS_MAX) {
        named_format format = {number_of(attributes, "numFmtId"), vw_intake__xlsx_format(code)};
        VW_PUSH(r->book->arena, r->formats, format);
    } else if (depth == 2 && r->in_cells && strcmp(name, "xf") == 0 &&
               r->book->styles.count < VW_XLSX_STYLES_MAX) {
        VW_PUSH(r->book->arena, r->book->styles, style_of(r, number_of(attributes, "numFmtId")));
    }
    return true;
}

static bool on_end(void *what, unsigned depth, const char *name)
{
    (void)what;
    (void)depth;
    (void)name;
    return true;
}

vw_status vw_intake__xlsx_styles(vw_xlsx *book, vw_diags *diags, const char *part)
{
    reading r = {.book = book};
    const vw_xml_handlers handlers = {.start = on_start, .end = on_end, .what = &r};
    return vw_intake__xml_read(book->zip, diags, (vw_place){.file = book->input->path}, part,
                               &handlers);
}
