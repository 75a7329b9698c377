/* SPDX-License-Identifier: EUPL-1.2 */
/* The Heimdall Data Format: what the results of a control, its impact, its waiver and its
 * attestation come to, by the rules of the format's own tools (MITRE SAF). */
#ifndef VW_INTAKE_FORMATS_HDF_H
#define VW_INTAKE_FORMATS_HDF_H

#include "intake/formats/checks/checks.h"

typedef struct {
    vw_check_result result;
    const json_t *decisive; /* the first of its results that made it so; NULL: none */
    const char *checked_at; /* of the first result that tells; NULL: none does */
    /* "" where there is none */
    const char *waived_until, *waived_because;
    const char *attested_on, *attested_until, *attested_result, *attested_by, *attested_because;
} vw_hdf_status;

/* Judges [control]. [reference] is the day up to which waivers and attestations must hold, at
 * least. Texts live in [arena]. Tells of what does not count (N107, N108, N112, N114) and of what
 * is no status (N103), at or below [place]. */
void vw_hdf__judge(vw_hdf_status *out, vw_arena *arena, vw_diags *diags, vw_place place,
                   const json_t *control, vw_date reference);

/* The impact of [control]; false when that is no number from 0 to 1, and thus unknown. */
bool vw_hdf__impact(double *out, const json_t *control);

/* ---- overlays (hdf_overlay.c) ------------------------------------------------------------ */

#define VW_HDF_NONE SIZE_MAX

typedef struct {
    const json_t *profile;
    const char *name; /* never NULL */
    size_t number;    /* in the file */
    size_t parent;    /* the overlay on it, or VW_HDF_NONE */
    bool linked;      /* it has a parent or is one */
} vw_hdf_profile;

typedef struct {
    const json_t *control;
    const char *id; /* never NULL */
    size_t profile; /* that it stands in */
    size_t number;  /* in that profile */
    size_t next;    /* of the same id, or VW_HDF_NONE */
    size_t above;   /* the control of the overlay; without links the first of this id */
    bool is_overlay;
} vw_hdf_control;

/* Finds out which profiles are overlays on which; in time linear in their number. */
void vw_hdf__link_profiles(vw_hdf_profile *profiles, size_t count, vw_arena *arena);
/* The same for their controls; [next] and [above] must be VW_HDF_NONE before. */
void vw_hdf__link_controls(vw_hdf_control *controls, size_t count, const vw_hdf_profile *profiles,
                           size_t profile_count, vw_arena *arena);
/* What the overlays say of a control, by the names of their profiles; NULL when there are none. */
json_t *vw_hdf__overlays_on(const vw_hdf_control *controls, const vw_hdf_profile *profiles,
                            size_t number, vw_arena *arena);

/* The day until which something that is repeated this often holds: "quarterly", "1y", "2 w"; false
 * when [frequency] says nothing. */
bool vw_hdf__holds_until(vw_date *out, vw_date from, const char *frequency);

#endif
