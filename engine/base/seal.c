/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/seal.h"

#include <inttypes.h>
#include <stdio.h>

/* FNV-1a, in 32 and 64 bits. */
static const uint64_t wide_start = UINT64_C(14695981039346656037);
static const uint64_t wide_prime = UINT64_C(1099511628211);

uint32_t vw_seal_text(const char *text)
{
    uint32_t hash = UINT32_C(2166136261);
    bool any = false;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at <= ' ') {
            continue;
        }
        if (at[0] == 0xc2 && at[1] == 0xa0) { /* a blank that does not break */
            at++;
            continue;
        }
        hash = (hash ^ *at) * UINT32_C(16777619);
        any = true;
    }
    if (!any) {
        return 0;
    }
    return hash != 0 ? hash : 1;
}

void vw_seal_cell(vw_seal *seal, size_t column, uint32_t text)
{
    if (text == 0) {
        return;
    }
    uint64_t hash = seal->row != 0 ? seal->row : wide_start;
    hash = (hash ^ column) * wide_prime;
    hash = (hash ^ text) * wide_prime;
    seal->row = hash != 0 ? hash : 1;
}

void vw_seal_end_row(vw_seal *seal)
{
    if (seal->row != 0) {
        seal->sum += seal->row ^ (seal->row >> 29);
        seal->rows++;
        seal->row = 0;
    }
}

void vw_seal_show(char out[VW_SEAL_BYTES], const vw_seal *seal)
{
    (void)snprintf(out, VW_SEAL_BYTES, "%" PRIu64 ":%016" PRIx64, seal->rows, seal->sum);
}
