/* SPDX-License-Identifier: EUPL-1.2 */
/* The documents that are understood, in the order in which they are asked. */
#include "intake/format.h"

const vw_json_format *const vw_json_formats[] = {&vw_format_csaf, NULL};

const vw_csv_layout *const vw_csv_layouts[] = {NULL};
