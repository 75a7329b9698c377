/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents that are understood, in the order in which they are asked. */
#include "intake/format.h"

const vw_json_format *const vw_json_formats[] = {&vw_format_csaf,      &vw_format_openvex,
                                                 &vw_format_cyclonedx, &vw_format_spdx,
                                                 &vw_format_kev,       &vw_format_sarif,
                                                 &vw_format_ocsf,      &vw_format_hdf,
                                                 &vw_format_powerpipe, NULL};

const vw_csv_layout *const vw_csv_layouts[] = {&vw_layout_prowler, &vw_layout_powerpipe, NULL};
