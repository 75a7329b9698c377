/* SPDX-License-Identifier: EUPL-1.2 */
/* How a number is written for a hash: shared by those who make the hashes and who check them. */
#ifndef VW_STORE_EVIDENCE_PRIVATE_H
#define VW_STORE_EVIDENCE_PRIVATE_H

#include "base/base.h"

enum { VW_NUMBER_BYTES = 40 };

void vw_evidence__integer_text(char out[VW_NUMBER_BYTES], int64_t value);
/* "%.17g" with a point, whatever the locale. */
void vw_evidence__real_text(char out[VW_NUMBER_BYTES], double value);

#endif
