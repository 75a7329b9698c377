/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts in other encodings than UTF-8: recognised or named, and converted before anybody reads
 * them.
 */
#ifndef VW_INTAKE_ENCODING_H
#define VW_INTAKE_ENCODING_H

#include "intake/input.h"

/* Makes [*out] the same text in UTF-8: [input] itself when it is that already or [named] says so,
 * else a copy in a temporary file that goes with [arena]; its hash stays that of the file.
 * [*name] is the encoding it was in. [named] is a name of iconv, or NULL: then it is recognised,
 * and a note tells what as. VW_ERR_INPUT with a diagnostic when it cannot be, or when a byte does
 * not belong to the encoding; VW_ERR_STORE when a file cannot be read or written. */
VW_MUST_USE vw_status vw_intake__as_utf8(const vw_input **out, const char **name, vw_arena *arena,
                                         vw_diags *diags, const vw_input *input, const char *named);

/* The encoding of [input], which is no UTF-8, as uchardet and common sense have it; NULL when they
 * do not know. [*guess] is what seemed nearest. In [arena]. */
const char *vw_intake__recognise(const char **guess, vw_arena *arena, const vw_input *input);

#endif
