/* SPDX-License-Identifier: EUPL-1.2 */
/* What the readers of documents share among themselves. */
#ifndef VW_INTAKE_FORMATS_SHARED_H
#define VW_INTAKE_FORMATS_SHARED_H

#include "intake/format.h"

/* [object] for json_object_foreach, which changes nothing and yet takes no const. */
json_t *vw_formats__iterated(const json_t *object);

#endif
