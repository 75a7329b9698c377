/* SPDX-License-Identifier: EUPL-1.2 */
/* A file that is evidence as it is: a signed decision, a report, a screenshot. */
#ifndef VW_INTAKE_ARTEFACT_H
#define VW_INTAKE_ARTEFACT_H

#include "intake/intake.h"

/* A record that an artefact supports. */
typedef struct {
    const char *kind, *key;
} vw_artefact_subject;

typedef struct {
    const char *id;          /* NULL: the first 16 digits of the content's hash */
    const char *description; /* NULL: none */
    bool beside;             /* keep the content beside the dossier */
    const vw_artefact_subject *subjects;
    size_t subject_count;
} vw_artefact_options;

typedef struct {
    const char *key;
    const char *sha256; /* hex */
    const char *media_type;
    /* A file beside the dossier came into being: vw_artefact_take_away when the transaction is not
     * committed. */
    bool made;
} vw_artefact_taken;

/* Takes in the file at [options->path], whatever its format, as an import of one record of kind
 * `artefact`; and with subjects as an import of kind `attachment`, with a record for each. The
 * content is kept by store/artefact.h. Of [options] path, collected_at, collected_by and method
 * count. As vw_intake_file otherwise. A subject that nothing was recorded of is refused (I101). */
VW_MUST_USE vw_status vw_intake_artefact(vw_intake_results *out, vw_artefact_taken *taken,
                                         vw_dossier *dossier, const vw_catalogue *catalogue,
                                         vw_arena *arena, vw_diags *diags,
                                         const vw_intake_options *options,
                                         const vw_artefact_options *artefact);

#endif
