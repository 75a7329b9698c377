/* SPDX-License-Identifier: EUPL-1.2 */
/* Provenance, and the declaration "these are all": never more than was seen on the day of
 * collection. */
#include "intake/head.h"

#include "base/user.h"
#include "base/utf8.h"

#include <string.h>

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void take_collected_at(vw_import_head *out, vw_date *collected_on, vw_arena *arena,
                              vw_diags *diags, vw_place place, const vw_intake_options *options)
{
    const char *given = options->collected_at;
    char now[21];
    vw_date today;
    char *instant = vw_alloc(arena, 21);
    vw_instant_format(now, vw_clock_now());
    now[10] = '\0';
    *collected_on = VW_DATE_NONE;
    out->collected_at = given == NULL ? vw_strdup(arena, now) : given;
    if (vw_instant_parse(instant, out->collected_at)) {
        out->collected_at = vw_strdup(arena, instant);
        instant[10] = '\0';
        (void)vw_date_parse(collected_on, instant);
    } else if (!vw_date_parse(collected_on, out->collected_at)) {
        VW_DIAG(diags, I039, place, given);
        *collected_on = VW_DATE_NONE;
    }
    if (*collected_on != VW_DATE_NONE && vw_date_parse(&today, now) && *collected_on > today &&
        !options->invented) {
        VW_DIAG(diags, I040, place, out->collected_at);
    }
}

static void take_method(vw_import_head *out, vw_diags *diags, vw_place place, const char *given)
{
    out->method = given == NULL ? "examine" : given;
    if (strcmp(out->method, "examine") != 0 && strcmp(out->method, "interview") != 0 &&
        strcmp(out->method, "test") != 0) {
        VW_DIAG(diags, I041, place, given);
    }
}

static void take_complete(vw_import_head *out, vw_date collected_on, vw_diags *diags,
                          vw_place place, const vw_dossier_head *dossier,
                          const vw_intake_options *options)
{
    bool state = out->kind->nature == VW_STATE;
    vw_date from = options->complete_from;
    vw_date until = options->complete_until;
    if (from == VW_DATE_NONE) {
        from = state ? (until != VW_DATE_NONE ? until : dossier->as_of) : dossier->period_from;
    }
    if (until == VW_DATE_NONE) {
        until = state ? from : dossier->period_until;
    }
    out->complete = true;
    out->complete_from = from;
    out->complete_until = until;
    if (until < from) {
        VW_DIAG(diags, I042, place, NULL);
    } else if (state && until != from) {
        VW_DIAG(diags, I045, place, out->kind->name);
    } else if (collected_on != VW_DATE_NONE && until > collected_on) {
        char claimed[11];
        char seen[11];
        vw_date_format(claimed, until);
        vw_date_format(seen, collected_on);
        if (state) {
            VW_DIAG(diags, I046, place, claimed, seen);
        } else {
            VW_DIAG(diags, I047, place, claimed, seen);
        }
    }
}

/* Who and what evidence came from is checked as a cell is. */
static void check_source(vw_diags *diags, vw_place place, const char *option, const char *given)
{
    bool blank = given != NULL && given[strspn(given, " \t")] == '\0';
    if (blank) {
        VW_DIAG(diags, I121, place, option);
        return;
    }
    for (size_t at = 0, length = given == NULL ? 0 : strlen(given); at < length;) {
        uint32_t point = 0;
        size_t step = vw_utf8_decode(&point, given + at, length - at);
        if (step == 0 || vw_utf8_hides(given, length, at)) {
            VW_DIAG(diags, I122, place, option);
            return;
        }
        at += step;
    }
}

const char *vw_intake__harmless(vw_arena *arena, const char *name)
{
    vw_buf out = {.arena = arena};
    vw_text_escape(&out, name, strlen(name));
    return vw_buf_text(&out);
}

void vw_intake__fill_head(vw_import_head *out, vw_date *collected_on, vw_arena *arena,
                          vw_diags *diags, const vw_dossier *dossier, const vw_kind *kind,
                          const vw_intake_options *options)
{
    vw_place place = {.file = options->path};
    *out = (vw_import_head){.kind = kind,
                            .file_name = vw_intake__harmless(arena, file_name(options->path))};
    out->collected_by = vw_intake__harmless(
        arena, options->collected_by != NULL ? options->collected_by : vw_user_name(arena));
    out->producer =
        options->producer != NULL ? vw_intake__harmless(arena, options->producer) : NULL;
    check_source(diags, place, "--by", options->collected_by);
    check_source(diags, place, "--producer", options->producer);
    take_collected_at(out, collected_on, arena, diags, place, options);
    take_method(out, diags, place, options->method);
    if (options->complete) {
        take_complete(out, *collected_on, diags, place, vw_dossier_head_of(dossier), options);
    }
}
