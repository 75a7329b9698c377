/* SPDX-License-Identifier: EUPL-1.2 */
/* The accent and the logo of the organisation, for the files that `report` writes and those that
 * `verify` compares with. */
#include "cli/report_style.h"

vw_status vw_cli_put_on_style(vw_cli *cli, const vw_document **out, const vw_document *plain)
{
    const vw_house_style *style = NULL;
    *out = plain;
    vw_status status = vw_cli_house_style(cli, &style);
    if (status != VW_OK || style == NULL) {
        return status;
    }
    vw_document *document = VW_NEW(cli->arena, vw_document);
    *document = *plain;
    if (style->has_accent) {
        vw_rgb *accent = VW_NEW(cli->arena, vw_rgb);
        *accent = (vw_rgb){style->accent[0], style->accent[1], style->accent[2]};
        document->accent = accent;
    }
    if (style->logo != NULL) {
        vw_logo *logo = VW_NEW(cli->arena, vw_logo);
        *logo = (vw_logo){.bytes = style->logo,
                          .length = style->logo_length,
                          .jpeg = style->logo_type == VW_IMAGE_JPEG,
                          .path = style->logo_path,
                          .alternative = vw_text_in(style->logo_text, plain->lang)};
        document->logo = logo;
    }
    *out = document;
    return VW_OK;
}
