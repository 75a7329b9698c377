/* SPDX-License-Identifier: EUPL-1.2 */
/* Paragraphs, runs, links and bookmarks. */
#include "reports/odt/odt_parts.h"

#include <string.h>

/* By vw_odt_start; odt_auto.c makes these styles. */
static const char *const starts[VW_ODT_STARTS] = {"", "B_", "F_", "P_", "L_", "R_"};

const char *vw_odt__starting(vw_odt *odt, const char *style, bool leftward)
{
    const vw_odt_start start = odt->start == VW_ODT_ON && leftward ? VW_ODT_LEFTWARD : odt->start;
    odt->start = VW_ODT_ON;
    vw_buf_addf(vw_render_again(&odt->style), "%s%s", starts[start], style);
    return vw_buf_text(&odt->style);
}

static void open_paragraph(vw_odt *odt, const char *style, bool leftward)
{
    vw_xml_open(&odt->body, "text:p");
    vw_xml_attribute(&odt->body, "text:style-name", vw_odt__starting(odt, style, leftward));
    odt->after_blank = true;
}

void vw_odt__open(vw_odt *odt, const char *style)
{
    open_paragraph(odt, style, false);
}

void vw_odt__open_for(vw_odt *odt, const char *style, const char *text)
{
    open_paragraph(odt, style, vw_render_is_leftward(text));
}

void vw_odt__close(vw_odt *odt)
{
    vw_xml_close(&odt->body);
}

void vw_odt__bookmark(vw_odt *odt, const char *id)
{
    const char *name = vw_office_place(&odt->name, &odt->ids, id);
    if (name != NULL) {
        vw_xml_leaf(&odt->body, "text:bookmark", "text:name", name);
    }
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* Blanks that a reader of ODF would drop, since they follow another, become elements. */
static void write_text(vw_odt *odt, vw_xml *xml, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t at = 0; at < length; at++) {
        if (text[at] != ' ' || !odt->after_blank) {
            odt->after_blank = text[at] == ' ';
            continue;
        }
        if (at > from) {
            vw_xml_textn(xml, text + from, at - from);
        }
        const size_t blanks = strspn(text + at, " ");
        const size_t many = blanks < length - at ? blanks : length - at;
        vw_xml_leaf_number(xml, "text:s", "text:c", (long long)many);
        at += many - 1;
        from = at + 1;
    }
    if (length > from) {
        vw_xml_textn(xml, text + from, length - from);
    }
}

void vw_odt__pieces(vw_odt *odt, vw_xml *xml, const char *text)
{
    const char *piece = NULL;
    size_t length = 0;
    for (vw_piece is; (is = vw_xml_piece(&text, &piece, &length)) != VW_PIECE_END;) {
        if (is == VW_PIECE_TEXT) {
            write_text(odt, xml, piece, length);
        } else {
            vw_xml_leaf(xml, is == VW_PIECE_BREAK ? "text:line-break" : "text:tab", NULL, NULL);
            odt->after_blank = true;
        }
    }
}

static bool open_span(vw_odt *odt, const char *style)
{
    if (style == NULL) {
        return false;
    }
    vw_xml_open(&odt->body, "text:span");
    vw_xml_attribute(&odt->body, "text:style-name", style);
    return true;
}

/* The style of a language that is not the document's; odt_auto.c has made one for each. */
static bool open_lang(vw_odt *odt, const char *lang)
{
    for (size_t i = 0; lang != NULL && i < odt->langs.count; i++) {
        if (strcmp(odt->langs.items[i], lang) == 0) {
            vw_buf_addf(vw_render_again(&odt->style), "Lang%zu", i + 1);
            return open_span(odt, vw_buf_text(&odt->style));
        }
    }
    return false;
}

static void write_span(vw_odt *odt, const char *text, const char *style, const char *lang)
{
    if (text == NULL || text[0] == '\0') {
        return;
    }
    const bool other = open_lang(odt, lang);
    const bool styled = open_span(odt, style);
    vw_odt__pieces(odt, &odt->body, text);
    for (int i = 0; i < (int)other + (int)styled; i++) {
        vw_xml_close(&odt->body);
    }
}

void vw_odt__string(vw_odt *odt, const char *text, const char *style)
{
    write_span(odt, text, style, odt->lang);
}

/* ---- links ----------------------------------------------------------------------------------- */

static bool open_link(vw_odt *odt, const char *target)
{
    if (!vw_render_is_link(&odt->ids, target)) {
        return false;
    }
    const char *url = NULL;
    if (target[0] == '#') {
        const char *name = vw_office_place(&odt->name, &odt->ids, target + 1);
        vw_buf_addf(vw_render_again(&odt->text), "#%s", name);
        url = vw_buf_text(&odt->text);
    } else {
        url = vw_office_url(&odt->text, target);
    }
    if (url == NULL) {
        return false;
    }
    vw_xml_open(&odt->body, "text:a");
    vw_xml_attribute(&odt->body, "xlink:type", "simple");
    vw_xml_attribute(&odt->body, "xlink:href", url);
    return true;
}

static const char *style_of(const vw_run *run)
{
    if (run->code) {
        return "Source_20_Text";
    }
    if (run->strong) {
        return run->emphasis ? "Strong_20_and_20_Emphasis" : "Strong_20_Emphasis";
    }
    return run->emphasis ? "Emphasis" : NULL;
}

void vw_odt__runs(vw_odt *odt, const vw_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const vw_run *run = &runs[i];
        if (run->line_break) {
            vw_xml_leaf(&odt->body, "text:line-break", NULL, NULL);
            odt->after_blank = true;
            continue;
        }
        const bool linked = open_link(odt, run->target);
        write_span(odt, run->text, style_of(run), run->lang != NULL ? run->lang : odt->lang);
        if (linked) {
            vw_xml_close(&odt->body);
        }
    }
}

static const char *const result_styles[VW_RESULT_COUNT] = {
    [VW_RESULT_ERROR] = "Result_20_Error",
    [VW_NOT_MET] = "Result_20_Not_20_Met",
    [VW_NOT_ASSESSED] = "Result_20_Not_20_Assessed",
    [VW_PARTLY_MET] = "Result_20_Partly_20_Met",
    [VW_EXPLAINED] = "Result_20_Explained",
    [VW_MET] = "Result_20_Met",
    [VW_NOT_APPLICABLE] = "Result_20_Not_20_Applicable",
    [VW_NOT_OCCURRED] = "Result_20_Not_20_Occurred",
};

void vw_odt__cell(vw_odt *odt, const vw_cell *cell)
{
    const char *style = cell->is == VW_CELL_RESULT ? result_styles[cell->result]
                        : cell->strong             ? "Strong_20_Emphasis"
                                                   : NULL;
    const bool linked = open_link(odt, cell->target);
    for (size_t i = 0; i < cell->run_count; i++) {
        const char *lang = cell->runs[i].lang != NULL ? cell->runs[i].lang : odt->lang;
        write_span(odt, cell->runs[i].text, style, lang);
    }
    if (cell->runs != NULL) {
        /* written */
    } else if (cell->is == VW_CELL_TEXT) {
        write_span(odt, cell->text, style, odt->lang); /* breaks and tabs as they came */
    } else {
        vw_render_cell(vw_render_again(&odt->text), &odt->document->words, cell);
        write_span(odt, vw_buf_text(&odt->text), style, odt->lang);
    }
    if (linked) {
        vw_xml_close(&odt->body);
    }
}

void vw_odt__line(vw_odt *odt, const char *style, const char *text)
{
    vw_odt__open_for(odt, style, text);
    vw_odt__string(odt, text, NULL);
    vw_odt__close(odt);
}

bool vw_odt__is_leftward(const vw_run *runs, size_t count)
{
    return count > 0 && !runs[0].line_break && vw_render_is_leftward(runs[0].text);
}

void vw_odt__length(vw_xml *xml, const char *name, double millimetres)
{
    char shown[32];
    const long long thousandths = (long long)(millimetres * 1000 + (millimetres < 0 ? -0.5 : 0.5));
    snprintf(shown, sizeof shown, "%s%lld.%03lldmm", thousandths < 0 ? "-" : "",
             (thousandths < 0 ? -thousandths : thousandths) / 1000,
             (thousandths < 0 ? -thousandths : thousandths) % 1000);
    vw_xml_attribute(xml, name, shown);
}

void vw_odt__language(vw_xml *xml, const char *tag)
{
    char language[9] = "", country[3] = "";
    const size_t length = strcspn(tag, "-");
    snprintf(language, sizeof language, "%.*s", (int)(length < 8 ? length : 8), tag);
    const char *rest = tag[length] == '-' ? tag + length + 1 : "";
    if (strlen(rest) == 2) {
        snprintf(country, sizeof country, "%s", rest);
    }
    vw_xml_attribute(xml, "fo:language", language);
    vw_xml_attribute(xml, "fo:country", country[0] != '\0' ? country : "none");
}
