/* SPDX-License-Identifier: EUPL-1.2 */
/* The formats by name, and who writes each. */
#include "reports/report.h"

#include <string.h>

typedef vw_status (*renderer)(const vw_document *document, const char *path, vw_arena *scratch,
                              vw_diags *diags);

static const struct {
    const char *name;
    renderer render;
} formats[VW_FORMAT_COUNT] = {
    [VW_FORMAT_PDF] = {"pdf", vw_pdf_render},          [VW_FORMAT_XLSX] = {"xlsx", vw_xlsx_render},
    [VW_FORMAT_MARKDOWN] = {"md", vw_markdown_render}, [VW_FORMAT_HTML] = {"html", vw_html_render},
    [VW_FORMAT_JSON] = {"json", vw_json_render},       [VW_FORMAT_DOCX] = {"docx", vw_docx_render},
    [VW_FORMAT_ODT] = {"odt", vw_odt_render},          [VW_FORMAT_CSV] = {"csv", vw_csv_render},
};

const char vw_format_names[] = "pdf, xlsx, docx, odt, html, md, json, csv";

bool vw_format_is_folder(vw_format format)
{
    return format == VW_FORMAT_CSV;
}

const char *vw_format_name(vw_format format)
{
    return formats[format].name;
}

bool vw_format_parse(vw_format *out, const char *name)
{
    for (vw_format format = VW_FORMAT_PDF; format < VW_FORMAT_COUNT; format++) {
        if (strcmp(formats[format].name, name) == 0) {
            *out = format;
            return true;
        }
    }
    return false;
}

vw_status vw_report_render(const vw_document *document, vw_format format, const char *path,
                           vw_arena *scratch, vw_diags *diags)
{
    return formats[format].render(document, path, scratch, diags);
}
