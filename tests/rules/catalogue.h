/* SPDX-License-Identifier: EUPL-1.2 */
/* The small organisation that rules are tried on. */
#ifndef VW_TESTS_RULES_CATALOGUE_H
#define VW_TESTS_RULES_CATALOGUE_H

#include "model/catalogue.h"

const vw_catalogue *rules_catalogue(void);

#endif
