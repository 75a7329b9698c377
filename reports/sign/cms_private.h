/* SPDX-License-Identifier: EUPL-1.2 */
/* What cms.c and cms_check.c share: the one home of <openssl/cms.h>. */
#ifndef VW_REPORTS_SIGN_CMS_PRIVATE_H
#define VW_REPORTS_SIGN_CMS_PRIVATE_H

#include "reports/sign/cms.h"

#include <openssl/cms.h>

/* NULL when [der] begins with no message; [*length] is what it takes. Dies with [arena]. */
CMS_ContentInfo *vw_cms__parse(vw_arena *arena, vw_der der, size_t *length);
/* NULL unless there is one and no more, as PAdES has it. [cms] may be NULL. */
CMS_SignerInfo *vw_cms__only_signer(CMS_ContentInfo *cms);

#endif
