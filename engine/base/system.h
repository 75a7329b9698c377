/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VW_BASE_SYSTEM_H
#define VW_BASE_SYSTEM_H

/* What the system says is wrong, as an argument of a message: in both languages, where it is one of
 * the errors that files and disks give; else in the system's own words. */
const char *vw_system_words(int error);

#endif
