/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/office/xml.h"

#include "reports/render/render.h"

#include <string.h>

void vw_xml_begin(vw_xml *xml, FILE *out, vw_arena *arena)
{
    *xml =
        (vw_xml){.out = out, .arena = arena, .text = {.arena = arena}, .piece = {.arena = arena}};
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n", out);
}

static void end_tag(vw_xml *xml)
{
    if (xml->in_tag) {
        fputc('>', xml->out);
        xml->in_tag = false;
    }
}

/* White space in an attribute would be read as blanks, and a carriage return as a line end. */
static void escape(vw_xml *xml, const char *text, bool attribute)
{
    const char *special = attribute ? "&<>\"\n\t" : "&<>";
    for (;;) {
        const size_t plain = strcspn(text, special);
        fwrite(text, 1, plain, xml->out);
        text += plain;
        switch (*text) {
        case '\0':
            return;
        case '&':
            fputs("&amp;", xml->out);
            break;
        case '<':
            fputs("&lt;", xml->out);
            break;
        case '>':
            fputs("&gt;", xml->out);
            break;
        case '"':
            fputs("&quot;", xml->out);
            break;
        default:
            fprintf(xml->out, "&#%d;", *text);
        }
        text++;
    }
}

void vw_xml_open(vw_xml *xml, const char *name)
{
    end_tag(xml);
    fprintf(xml->out, "<%s", name);
    VW_PUSH(xml->arena, xml->open, name);
    xml->in_tag = true;
}

void vw_xml_attribute(vw_xml *xml, const char *name, const char *value)
{
    if (value != NULL) {
        fprintf(xml->out, " %s=\"", name);
        vw_render_text(vw_render_again(&xml->text), value);
        escape(xml, vw_buf_text(&xml->text), true);
        fputc('"', xml->out);
    }
}

void vw_xml_number(vw_xml *xml, const char *name, long long value)
{
    fprintf(xml->out, " %s=\"%lld\"", name, value);
}

void vw_xml_text(vw_xml *xml, const char *text)
{
    if (text != NULL) {
        end_tag(xml);
        vw_render_text(vw_render_again(&xml->text), text);
        escape(xml, vw_buf_text(&xml->text), false);
    }
}

void vw_xml_textn(vw_xml *xml, const char *text, size_t length)
{
    vw_buf_addn(vw_render_again(&xml->piece), text, length);
    vw_xml_text(xml, vw_buf_text(&xml->piece));
}

void vw_xml_raw(vw_xml *xml, const char *markup)
{
    end_tag(xml);
    fputs(markup, xml->out);
}

void vw_xml_close(vw_xml *xml)
{
    const char *name = xml->open.items[--xml->open.count];
    if (xml->in_tag) {
        fputs("/>", xml->out);
        xml->in_tag = false;
    } else {
        fprintf(xml->out, "</%s>", name);
    }
}

void vw_xml_leaf(vw_xml *xml, const char *name, const char *attribute, const char *value)
{
    vw_xml_open(xml, name);
    if (attribute != NULL) {
        vw_xml_attribute(xml, attribute, value);
    }
    vw_xml_close(xml);
}

void vw_xml_leaf_number(vw_xml *xml, const char *name, const char *attribute, long long value)
{
    vw_xml_open(xml, name);
    vw_xml_number(xml, attribute, value);
    vw_xml_close(xml);
}

void vw_xml_element(vw_xml *xml, const char *name, const char *text)
{
    vw_xml_open(xml, name);
    vw_xml_text(xml, text);
    vw_xml_close(xml);
}

/* ---- pieces ---------------------------------------------------------------------------------- */

static const unsigned char *bytes_of(const char *text)
{
    return (const unsigned char *)text;
}

/* Bytes of the line end at [text]; 0 when there is none. */
static size_t line_end(const char *text)
{
    if (text[0] == '\r') {
        return text[1] == '\n' ? 2 : 1;
    }
    if (text[0] == '\n') {
        return 1;
    }
    const unsigned char *at = bytes_of(text);
    return at[0] == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9) ? 3 : 0;
}

vw_piece vw_xml_piece(const char **at, const char **text, size_t *length)
{
    const char *from = *at;
    if (*from == '\0') {
        return VW_PIECE_END;
    }
    if (*from == '\t') {
        *at = from + 1;
        return VW_PIECE_TAB;
    }
    const size_t end = line_end(from);
    if (end > 0) {
        *at = from + end;
        return VW_PIECE_BREAK;
    }
    const char *to = from;
    do {
        to += 1 + strcspn(to + 1, "\t\r\n\xe2");
    } while (*to == '\xe2' && line_end(to) == 0);
    *text = from;
    *length = (size_t)(to - from);
    *at = to;
    return VW_PIECE_TEXT;
}
