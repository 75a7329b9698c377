/* SPDX-License-Identifier: EUPL-1.2 */
/* PDF syntax by whole numbers and tables: printf would follow the locale's decimal mark. */
#include "reports/pdf/syntax.h"

#include <math.h>

static const char hex[] = "0123456789ABCDEF";

void vw_pdf__add_number(vw_buf *buf, double number)
{
    char digits[32];
    size_t at = sizeof digits;
    long long thousandths = llround(fabs(number) * 1000.0);
    bool negative = number < 0 && thousandths != 0;
    long long whole = thousandths / 1000;
    long long rest = thousandths % 1000;

    digits[--at] = ' ';
    if (rest != 0) {
        int places = 3;
        for (; rest % 10 == 0; rest /= 10) {
            places--;
        }
        for (; places > 0; places--, rest /= 10) {
            digits[--at] = (char)('0' + rest % 10);
        }
        digits[--at] = '.';
    }
    do {
        digits[--at] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole != 0);
    if (negative) {
        digits[--at] = '-';
    }
    vw_buf_addn(buf, digits + at, sizeof digits - at);
}

uint32_t vw_pdf__next_char(const char **text)
{
    const unsigned char *at = (const unsigned char *)*text;
    uint32_t lead = *at;
    if (lead == 0) {
        return 0;
    }
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? lead : lead & (0x3Fu >> more);
    at++;
    for (; more > 0 && *at != 0; more--, at++) {
        code = code << 6 | (*at & 0x3Fu);
    }
    *text = (const char *)at;
    return code;
}

static void add_unit(vw_buf *buf, uint32_t unit)
{
    const char digits[4] = {hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15],
                            hex[unit & 15]};
    vw_buf_addn(buf, digits, sizeof digits);
}

void vw_pdf__add_utf16(vw_buf *buf, const char *utf8, bool marked)
{
    vw_buf_add(buf, marked ? "<FEFF" : "<");
    for (uint32_t code; (code = vw_pdf__next_char(&utf8)) != 0;) {
        if (code > 0xFFFF) {
            add_unit(buf, 0xD800 + ((code - 0x10000) >> 10));
            add_unit(buf, 0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            add_unit(buf, code);
        }
    }
    vw_buf_add(buf, ">");
}

void vw_pdf__add_literal(vw_buf *buf, const char *text)
{
    vw_buf_add(buf, "(");
    for (const unsigned char *at = (const unsigned char *)text; *at != 0; at++) {
        if (*at == '(' || *at == ')' || *at == '\\') {
            const char escaped[2] = {'\\', (char)*at};
            vw_buf_addn(buf, escaped, sizeof escaped);
        } else if (*at >= ' ' && *at < 0x7F) {
            const char plain = (char)*at;
            vw_buf_addn(buf, &plain, 1);
        } else {
            const char octal[4] = {'\\', (char)('0' + (*at >> 6)), (char)('0' + (*at >> 3 & 7)),
                                   (char)('0' + (*at & 7))};
            vw_buf_addn(buf, octal, sizeof octal);
        }
    }
    vw_buf_add(buf, ")");
}
