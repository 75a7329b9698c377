/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads values strictly: what could be meant in two ways is refused, with what to write instead. */
#include "intake/values.h"
#include "base/utf8.h"
#include "intake/list.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

const char *vw_intake__quoted(vw_arena *arena, const char *text)
{
    enum { MOST = 80 };
    const size_t length = strlen(text);
    size_t at = 0;
    for (size_t shown = 0; at < length && shown < MOST; shown++) {
        uint32_t code_point;
        const size_t bytes = vw_utf8_decode(&code_point, text + at, length - at);
        at += bytes > 0 ? bytes : 1;
    }
    return at == length ? text : vw_printf(arena, "%.*s\xE2\x80\xA6", (int)at, text);
}

const char *vw_intake__fold(vw_arena *arena, const char *text)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    const char *copy = length < 0 ? text : vw_strdup(arena, (const char *)folded);
    free(folded);
    return copy;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *at)
{
    while (is_digit(*at)) {
        at++;
    }
    return at;
}

/* How a date with the year behind is to be read. */
typedef enum {
    DATE_OTHER,       /* another form */
    DATE_DAY_FIRST,   /* with '-' or '.', or with '/' when nothing else is possible */
    DATE_MONTH_FIRST, /* only with '/', when nothing else is possible */
    DATE_TWO,         /* with '/': could be either */
    DATE_NO_MONTH     /* with '-' or '.': what should be the month is none, and the day could be */
} date_form;

static date_form form_of(long *first, long *second, const char **year, const char **end,
                         const char *text)
{
    enum { MONTHS = 12 };
    const char *at = skip_digits(text);
    const char mark = *at;
    if (at == text || at - text > 2 || (mark != '-' && mark != '/' && mark != '.')) {
        return DATE_OTHER;
    }
    const char *middle = at + 1;
    at = skip_digits(middle);
    if (at == middle || at - middle > 2 || *at != mark) {
        return DATE_OTHER;
    }
    *year = at + 1;
    *end = skip_digits(*year);
    if (*end - *year != 4) {
        return DATE_OTHER;
    }
    *first = strtol(text, NULL, 10);
    *second = strtol(middle, NULL, 10);
    const bool could_swap = *first <= MONTHS && *second > MONTHS;
    if (mark != '/') {
        return could_swap ? DATE_NO_MONTH : DATE_DAY_FIRST;
    }
    return could_swap                                                   ? DATE_MONTH_FIRST
           : *first <= MONTHS && *second <= MONTHS && *first != *second ? DATE_TWO
                                                                        : DATE_DAY_FIRST;
}

/* [text] with a date that has its year behind written as YYYY-MM-DD; other texts as they are. NULL,
 * reported, when it has two meanings or none. */
static const char *iso_order(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                             const char *text)
{
    long first = 0, second = 0;
    const char *year = NULL, *end = NULL;
    switch (form_of(&first, &second, &year, &end, text)) {
    case DATE_DAY_FIRST:
        return vw_printf(scratch, "%.4s-%02ld-%02ld%s", year, second, first, end);
    case DATE_MONTH_FIRST:
        return vw_printf(scratch, "%.4s-%02ld-%02ld%s", year, first, second, end);
    case DATE_TWO:
        VW_DIAG(diags, I025, *place, vw_intake__quoted(scratch, text));
        return NULL;
    case DATE_NO_MONTH:
        VW_DIAG(diags, I114, *place, vw_intake__quoted(scratch, text));
        return NULL;
    case DATE_OTHER:
        break;
    }
    return text;
}

bool vw_intake__by_day_first(const char *text)
{
    enum { MONTHS = 12 };
    long first = 0, second = 0;
    const char *year = NULL, *end = NULL;
    return form_of(&first, &second, &year, &end, text) == DATE_DAY_FIRST && first <= MONTHS &&
           first != second;
}

/* [text] without midnight behind its date: many tools write a date as the moment it begins. */
static const char *without_midnight(vw_arena *scratch, const char *text)
{
    enum { DATE_LENGTH = 10 };
    static const char *const midnights[] = {"00:00", "00:00:00", "00:00:00.000"};
    if (strlen(text) <= DATE_LENGTH || (text[DATE_LENGTH] != 'T' && text[DATE_LENGTH] != ' ')) {
        return text;
    }
    for (size_t i = 0; i < sizeof midnights / sizeof *midnights; i++) {
        if (strcmp(text + DATE_LENGTH + 1, midnights[i]) == 0) {
            return vw_strndup(scratch, text, DATE_LENGTH);
        }
    }
    return text;
}

static bool read_date(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                      const char *text)
{
    vw_date date;
    const char *ordered = iso_order(scratch, diags, place, text);
    if (ordered == NULL) {
        return false;
    }
    const char *iso = without_midnight(scratch, ordered);
    if (vw_date_parse(&date, iso)) {
        *out = (vw_value){.is = VW_VALUE_TEXT, .text = iso};
        return true;
    }
    size_t shape = strspn(iso, "0123456789-");
    if (iso[shape] == '\0' && shape == 10 && iso[4] == '-' && iso[7] == '-') {
        VW_DIAG(diags, I026, *place, vw_intake__quoted(scratch, text));
    } else {
        VW_DIAG(diags, I024, *place, vw_intake__quoted(scratch, text));
    }
    return false;
}

static bool read_instant(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                         const char *text)
{
    char *instant = vw_alloc(scratch, 21);
    const char *ordered = iso_order(scratch, diags, place, text);
    if (ordered == NULL) {
        return false;
    }
    if (!vw_instant_parse(instant, ordered)) {
        VW_DIAG(diags, I032, *place, vw_intake__quoted(scratch, text));
        return false;
    }
    *out = (vw_value){.is = VW_VALUE_TEXT, .text = instant};
    return true;
}

static bool read_bool(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                      const char *text)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"ja", 1},    {"nee", 0},  {"yes", 1},    {"no", 0}, {"true", 1},
                 {"false", 0}, {"waar", 1}, {"onwaar", 0}, {"1", 1},  {"0", 0}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        /* Most words differ in their first letter. */
        if ((text[0] | 0x20) == (words[i].word[0] | 0x20) && strcasecmp(text, words[i].word) == 0) {
            *out = (vw_value){.is = VW_VALUE_INTEGER, .integer = words[i].value};
            return true;
        }
    }
    VW_DIAG(diags, I030, *place, vw_intake__quoted(scratch, text));
    return false;
}

static bool check_range(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                        const vw_field *field, const char *text, double value)
{
    if (field->has_min && value < field->min) {
        VW_DIAG(diags, I033, *place, vw_intake__quoted(scratch, text),
                vw_printf(scratch, "%.15g", field->min));
        return false;
    }
    if (field->has_max && value > field->max) {
        VW_DIAG(diags, I034, *place, vw_intake__quoted(scratch, text),
                vw_printf(scratch, "%.15g", field->max));
        return false;
    }
    return true;
}

static bool read_integer(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                         const vw_field *field, const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    const char *end = skip_digits(digits);
    errno = 0;
    long long value = strtoll(text, NULL, 10);
    if (end == digits || *end != '\0' || errno == ERANGE) {
        VW_DIAG(diags, I027, *place, vw_intake__quoted(scratch, text));
        return false;
    }
    *out = (vw_value){.is = VW_VALUE_INTEGER, .integer = value};
    return check_range(scratch, diags, place, field, text, (double)value);
}

/* [+-] digits [mark digits] [e [+-] digits]; [*mark] is where the decimal mark stands, or NULL. */
static bool is_number(const char **mark, const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    const char *at = skip_digits(digits);
    *mark = NULL;
    if (at == digits) {
        return false;
    }
    if (*at == '.' || *at == ',') {
        *mark = at;
        at = skip_digits(at + 1);
        if (at == *mark + 1) {
            return false;
        }
    }
    if (*at == 'e' || *at == 'E') {
        const char *exponent = at + 1 + (at[1] == '-' || at[1] == '+');
        at = skip_digits(exponent);
        if (at == exponent) {
            return false;
        }
    }
    return *at == '\0';
}

enum { THOUSANDS_DIGITS = 3 };

bool vw_intake__two_numbers(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                            const char *text)
{
    const char *digits = text + (*text == '-' || *text == '+');
    const char *mark = skip_digits(digits);
    if (mark == digits || mark - digits > THOUSANDS_DIGITS || *digits == '0' ||
        (*mark != '.' && *mark != ',')) {
        return false;
    }
    const char *end = skip_digits(mark + 1);
    if (end - mark - 1 != THOUSANDS_DIGITS || *end != '\0') {
        return false;
    }
    /* The decimal reading in a way that is not refused again. */
    size_t length = (size_t)(end - text);
    const size_t whole = (size_t)(mark - text);
    const bool zeros = text[length - 1] == '0';
    while (length > whole && text[length - 1] == '0') {
        length--;
    }
    length -= length == whole + 1; /* the mark itself */
    VW_DIAG(diags, I112, *place, vw_intake__quoted(scratch, text),
            vw_printf(scratch, "%.*s%s", (int)whole, text, mark + 1),
            vw_printf(scratch, "%.*s%s", (int)length, text, zeros ? "" : "0"));
    return true;
}

const char *vw_intake__plain_number(vw_arena *scratch, const char *text, char decimal)
{
    const char thousands = decimal == '.' ? ',' : '.';
    const char *at = text + (*text == '-' || *text == '+');
    vw_buf out = {.arena = scratch};
    const char *end = skip_digits(at);
    const bool grouped = *end == thousands;
    if (end == at || (grouped && end - at > THOUSANDS_DIGITS)) {
        return NULL;
    }
    vw_buf_addn(&out, text, (size_t)(end - text));
    while (*end == thousands) {
        at = end + 1;
        end = skip_digits(at);
        if (end - at != THOUSANDS_DIGITS) {
            return NULL;
        }
        vw_buf_addn(&out, at, THOUSANDS_DIGITS);
    }
    if (*end == decimal) {
        at = end + 1;
        end = skip_digits(at);
        if (end == at) {
            return NULL;
        }
        /* With an exponent no mark can be meant for thousands. */
        vw_buf_addf(&out, ".%.*se0", (int)(end - at), at);
    }
    return *end == '\0' ? vw_buf_text(&out) : NULL;
}

static bool read_number(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                        const vw_field *field, const char *text)
{
    const char *mark = NULL;
    if (!is_number(&mark, text)) {
        if (strcspn(text, ".,") < strlen(text) && text[strspn(text, "+-0123456789.,' ")] == '\0') {
            VW_DIAG(diags, I029, *place, vw_intake__quoted(scratch, text));
        } else {
            VW_DIAG(diags, I028, *place, vw_intake__quoted(scratch, text));
        }
        return false;
    }
    const char *local = text;
    const char *own_mark = localeconv()->decimal_point;
    if (mark != NULL && (*mark != own_mark[0] || own_mark[1] != '\0')) {
        /* strtod reads the locale's own mark. */
        local = vw_printf(scratch, "%.*s%s%s", (int)(mark - text), text, own_mark, mark + 1);
    }
    double value = strtod(local, NULL) + 0.0; /* -0 is 0, so that equal values hash alike */
    if (!isfinite(value)) {
        VW_DIAG(diags, I028, *place, vw_intake__quoted(scratch, text));
        return false;
    }
    *out = (vw_value){.is = VW_VALUE_REAL, .real = value};
    return check_range(scratch, diags, place, field, text, value);
}

/* Labels as lists of choices show them, with what stands in files where that differs. */
static const char *list_values(vw_arena *scratch, const vw_field *field, vw_lang lang)
{
    vw_buf list = {.arena = scratch};
    for (size_t i = 0; i < field->value_count; i++) {
        const char *value = field->values[i].value;
        const char *label = vw_text_in(field->values[i].label, lang);
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", label);
        if (strcmp(label, value) != 0) {
            vw_buf_addf(&list, " (%s)", value);
        }
    }
    return vw_buf_text(&list);
}

static const char *near_value(vw_arena *scratch, const vw_field *field, const char *text,
                              vw_lang lang)
{
    const char **names = VW_NEW_ARRAY(scratch, field->value_count * 2, const char *);
    for (size_t i = 0; i < field->value_count; i++) {
        names[i] = vw_text_in(field->values[i].label, lang);
        names[field->value_count + i] = field->values[i].value;
    }
    return vw_suggest(text, names, field->value_count * 2);
}

/* NULL when neither language has a near name. */
static const char *near_in_both(vw_arena *scratch, const vw_field *field, const char *text)
{
    const char *nl = near_value(scratch, field, text, VW_NL);
    const char *en = near_value(scratch, field, text, VW_EN);
    if (nl == NULL && en == NULL) {
        return NULL;
    }
    return vw_diag_both(scratch, (vw_text){.nl = nl != NULL ? nl : en, .en = en != NULL ? en : nl});
}

static void refuse_choice(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                          const vw_field *field, const char *text)
{
    const vw_text choices = {.nl = list_values(scratch, field, VW_NL),
                             .en = list_values(scratch, field, VW_EN)};
    VW_DIAG(diags, I031, *place, vw_intake__quoted(scratch, text), vw_diag_both(scratch, choices),
            near_in_both(scratch, field, text));
}

static bool read_choice(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                        const vw_field *field, const char *text)
{
    const vw_enum_value *choice = vw_field_value(field, text);
    const char *folded = choice == NULL ? vw_intake__fold(scratch, text) : NULL;
    for (size_t i = 0; i < field->value_count && choice == NULL; i++) {
        const vw_enum_value *value = &field->values[i];
        if (strcmp(folded, vw_intake__fold(scratch, value->value)) == 0 ||
            strcmp(folded, vw_intake__fold(scratch, value->label.nl)) == 0 ||
            strcmp(folded, vw_intake__fold(scratch, value->label.en)) == 0) {
            choice = value;
        }
    }
    if (choice == NULL) {
        refuse_choice(scratch, diags, place, field, text);
        return false;
    }
    *out = (vw_value){.is = VW_VALUE_TEXT, .text = choice->value};
    return true;
}

static bool read_typed(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                       const vw_field *field, const char *text)
{
    switch (field->type) {
    case VW_TYPE_ENUM:
        return read_choice(out, scratch, diags, place, field, text);
    case VW_TYPE_BOOL:
        return read_bool(out, scratch, diags, place, text);
    case VW_TYPE_INTEGER:
        return read_integer(out, scratch, diags, place, field, text);
    case VW_TYPE_NUMBER:
        return read_number(out, scratch, diags, place, field, text);
    case VW_TYPE_DATE:
        return read_date(out, scratch, diags, place, text);
    case VW_TYPE_DATETIME:
        return read_instant(out, scratch, diags, place, text);
    case VW_TYPE_LIST:
        return vw_intake__list(out, scratch, diags, place, field, text);
    case VW_TYPE_TEXT:
    case VW_TYPE_REF:
        break;
    }
    *out = (vw_value){.is = VW_VALUE_TEXT, .text = text};
    return true;
}

bool vw_intake__value(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                      const vw_field *field, const char *text)
{
    *out = (vw_value){.is = VW_VALUE_UNKNOWN};
    if (text[0] == '\0') {
        return true;
    }
    bool fine = read_typed(out, scratch, diags, place, field, text);
    if (!fine) {
        *out = (vw_value){.is = VW_VALUE_UNKNOWN};
    }
    return fine;
}
