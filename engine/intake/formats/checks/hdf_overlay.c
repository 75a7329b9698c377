/* SPDX-License-Identifier: EUPL-1.2 */
/* Baselines and the overlays on them: profiles side by side in one file, of which an overlay
 * repeats the controls of the profile below it, mostly without results. */
#include "intake/formats/checks/hdf.h"

#include <string.h>

/* ---- which profile lies over which ------------------------------------------------------- */

/* Cuts each ring of profiles that name one another, so that every way up ends. */
static void cut_rings(vw_hdf_profile *profiles, size_t count, vw_arena *arena)
{
    enum { NEW, ON_THE_WAY, DONE };
    char *state = VW_NEW_ARRAY(arena, count, char);
    for (size_t i = 0; i < count; i++) {
        size_t at = i, last = VW_HDF_NONE;
        while (at != VW_HDF_NONE && state[at] == NEW) {
            state[at] = ON_THE_WAY;
            last = at;
            at = profiles[at].parent;
        }
        if (at != VW_HDF_NONE && state[at] == ON_THE_WAY) {
            profiles[last].parent = VW_HDF_NONE;
        }
        for (at = i; at != VW_HDF_NONE && state[at] == ON_THE_WAY; at = profiles[at].parent) {
            state[at] = DONE;
        }
    }
}

void vw_hdf__link_profiles(vw_hdf_profile *profiles, size_t count, vw_arena *arena)
{
    json_t *by_name = vw_checks__object(arena);
    for (size_t i = count; i-- > 0;) { /* of two with one name, the first counts */
        json_t *number = json_integer((json_int_t)i);
        vw_checks__set(by_name, profiles[i].name, number);
        json_decref(number);
    }
    for (size_t i = 0; i < count; i++) {
        const char *name =
            json_string_value(json_object_get(profiles[i].profile, "parent_profile"));
        const json_t *parent = name != NULL ? json_object_get(by_name, name) : NULL;
        profiles[i].parent = parent != NULL ? (size_t)json_integer_value(parent) : VW_HDF_NONE;
    }
    cut_rings(profiles, count, arena);
    for (size_t i = 0; i < count; i++) {
        if (profiles[i].parent != VW_HDF_NONE) {
            profiles[i].linked = profiles[profiles[i].parent].linked = true;
        }
    }
}

/* ---- which control lies over which ------------------------------------------------------- */

static bool has_results(const vw_hdf_control *control)
{
    return json_array_size(json_object_get(control->control, "results")) > 0;
}

/* Where profiles do not say how they are linked, the first control with results is the lowest; one
 * that does not repeat it is a check of its own. */
static size_t lowest_unlinked(const vw_hdf_control *controls, const vw_hdf_profile *profiles,
                              size_t first)
{
    size_t lowest = VW_HDF_NONE;
    for (size_t i = first; i != VW_HDF_NONE; i = controls[i].next) {
        bool better =
            lowest == VW_HDF_NONE || (has_results(&controls[i]) && !has_results(&controls[lowest]));
        if (!profiles[controls[i].profile].linked && better) {
            lowest = i;
        }
    }
    return lowest;
}

/* Whether [one] only repeats [lowest]: it stands in another profile, and brings no results of its
 * own. Two profiles that were run together may well have an id in common. */
static bool repeats(const vw_hdf_control *one, const vw_hdf_control *lowest)
{
    return one->profile != lowest->profile &&
           (!has_results(one) || json_equal(json_object_get(one->control, "results"),
                                            json_object_get(lowest->control, "results")) == 1);
}

/* The controls of one id, from [first] on. [holder] has room for each profile. */
static void link_group(vw_hdf_control *controls, const vw_hdf_profile *profiles, size_t first,
                       size_t *holder)
{
    size_t lowest = lowest_unlinked(controls, profiles, first);
    for (size_t i = first; i != VW_HDF_NONE; i = controls[i].next) {
        holder[controls[i].profile] = i;
    }
    for (size_t i = first; i != VW_HDF_NONE; i = controls[i].next) {
        const vw_hdf_profile *profile = &profiles[controls[i].profile];
        if (!profile->linked) {
            controls[i].is_overlay = i != lowest && repeats(&controls[i], &controls[lowest]);
            controls[i].above = i == lowest ? first : VW_HDF_NONE;
        } else if (profile->parent != VW_HDF_NONE && holder[profile->parent] != VW_HDF_NONE) {
            controls[i].above = holder[profile->parent];
            controls[controls[i].above].is_overlay = true;
        }
    }
    for (size_t i = first; i != VW_HDF_NONE; i = controls[i].next) {
        holder[controls[i].profile] = VW_HDF_NONE;
    }
}

void vw_hdf__link_controls(vw_hdf_control *controls, size_t count, const vw_hdf_profile *profiles,
                           size_t profile_count, vw_arena *arena)
{
    json_t *last_by_id = vw_checks__object(arena);
    bool *goes_on = VW_NEW_ARRAY(arena, count, bool);
    size_t *holder = VW_NEW_ARRAY(arena, profile_count, size_t);
    for (size_t i = 0; i < profile_count; i++) {
        holder[i] = VW_HDF_NONE;
    }
    for (size_t i = 0; i < count; i++) {
        const json_t *last = json_object_get(last_by_id, controls[i].id);
        if (last != NULL) {
            controls[json_integer_value(last)].next = i;
            goes_on[i] = true;
        }
        json_t *number = json_integer((json_int_t)i);
        vw_checks__set(last_by_id, controls[i].id, number);
        json_decref(number);
    }
    for (size_t i = 0; i < count; i++) {
        if (!goes_on[i]) {
            link_group(controls, profiles, i, holder);
        }
    }
}

static void add_overlay(json_t *overlays, const vw_hdf_control *control,
                        const vw_hdf_profile *profiles)
{
    vw_checks__set(overlays, profiles[control->profile].name, control->control);
}

json_t *vw_hdf__overlays_on(const vw_hdf_control *controls, const vw_hdf_profile *profiles,
                            size_t number, vw_arena *arena)
{
    const vw_hdf_control *control = &controls[number];
    if (control->above == VW_HDF_NONE ||
        (control->above == number && control->next == VW_HDF_NONE)) {
        return NULL;
    }
    json_t *overlays = vw_checks__object(arena);
    if (profiles[control->profile].linked) {
        for (size_t i = control->above; i != VW_HDF_NONE; i = controls[i].above) {
            add_overlay(overlays, &controls[i], profiles);
        }
        return overlays;
    }
    for (size_t i = control->above; i != VW_HDF_NONE; i = controls[i].next) {
        if (controls[i].is_overlay && !profiles[controls[i].profile].linked) {
            add_overlay(overlays, &controls[i], profiles);
        }
    }
    return overlays;
}
