/* SPDX-License-Identifier: EUPL-1.2 */
/* The record of a file that was handed in, its links to what it supports, and then its content:
 * last, so that nothing stands beside the dossier when something was wrong. */
#include "intake/artefact.h"

#include "base/limits.h"
#include "intake/artefact/media_type.h"
#include "intake/taker.h"
#include "store/artefact.h"
#include "store/records.h"

#include <string.h>
#include <unistd.h>

/* Enough to tell the files of one organisation apart, and short enough to type. */
enum { ID_DIGITS = 16 };

typedef struct {
    vw_intake_run run;
    vw_intake_options options; /* of the run, with what the caller left open */
    const vw_artefact_options *artefact;
    vw_artefact_taken *taken;
    char day[21]; /* handed in */
} handing_in;

/* The day of collection, as the import will have it. What is no date is refused there. */
static void find_day(handing_in *in)
{
    if (in->options.collected_at == NULL) {
        vw_instant_format(in->day, vw_clock_now());
    } else if (!vw_instant_parse(in->day, in->options.collected_at)) {
        strncpy(in->day, in->options.collected_at, sizeof in->day - 1);
    }
    in->day[10] = '\0';
}

static const char *shown_name(vw_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    vw_buf out = {.arena = arena};
    vw_text_escape(&out, name, strlen(name));
    return vw_buf_text(&out);
}

/* Before it is opened, since that reads it whole; what cannot be asked is told then. */
static vw_status check_size(const vw_intake_run *run)
{
    struct stat info;
    bool known = stat(run->options->path, &info) == 0;
    uint64_t size = known ? (uint64_t)info.st_size : 0;
    if (size <= VW_ARTEFACT_BYTES_MAX) {
        return VW_OK;
    }
    VW_DIAG(run->diags, I100, (vw_place){.file = run->options->path},
            vw_printf(run->arena, "%llu", (unsigned long long)size),
            vw_printf(run->arena, "%llu", VW_ARTEFACT_BYTES_MAX));
    return VW_ERR_INPUT;
}

static const char *media_type(const vw_intake_run *run)
{
    vw_arena *scratch = vw_arena_new();
    char *bytes = vw_alloc(scratch, VW_MEDIA_TYPE_BYTES);
    ssize_t got = pread(run->input->fd, bytes, VW_MEDIA_TYPE_BYTES, 0);
    const char *type = vw_media_type(run->arena, bytes, got > 0 ? (size_t)got : 0);
    vw_arena_free(scratch);
    return type;
}

static vw_status take_record(handing_in *in)
{
    vw_intake_run *run = &in->run;
    vw_taker *taker = NULL;
    vw_status status = vw_intake__begin_named(&taker, run, VW_ARTEFACT, "artefact/1", NULL);
    if (status != VW_OK) {
        return status;
    }
    const bool beside = in->artefact->beside;
    vw_intake__put_key(taker, in->taken->key);
    vw_intake__put(taker, "occurred_on", in->day);
    vw_intake__put(taker, "file_name", shown_name(run->arena, in->options.path));
    vw_intake__put(taker, "bytes",
                   vw_printf(run->arena, "%llu", (unsigned long long)run->input->opened.st_size));
    vw_intake__put(taker, "sha256", in->taken->sha256);
    vw_intake__put(taker, "media_type", in->taken->media_type);
    vw_intake__put(taker, "stored", beside ? "beside" : "inside");
    if (beside) {
        vw_intake__put(taker, "location",
                       vw_artefact_location(run->arena, run->dossier, in->taken->sha256));
    }
    vw_intake__put(taker, "description", in->artefact->description);
    vw_intake__put(taker, "added_by", in->options.collected_by);
    status = vw_intake__row(taker, 1, NULL, NULL);
    vw_status ended = vw_intake__end(taker);
    return status == VW_OK ? ended : status;
}

/* An attachment to what is not there would be a slip that nobody sees. */
static vw_status check_subject(const handing_in *in, const vw_artefact_subject *subject)
{
    const vw_intake_run *run = &in->run;
    const vw_kind *kind = vw_catalogue_find(run->catalogue, subject->kind);
    vw_stored_record record;
    bool found = false;
    int64_t mark = 0;
    vw_status status = vw_import_mark(run->dossier, run->diags, &mark);
    if (status == VW_OK && kind != NULL) {
        status = vw_record_at(&record, &found, run->dossier, run->arena, run->diags, kind,
                              subject->key, mark);
    }
    if (status == VW_OK && !found) {
        VW_DIAG(run->diags, I101, (vw_place){.file = run->options->path}, subject->kind,
                subject->key);
        return VW_ERR_INPUT;
    }
    return status;
}

static vw_status take_link(const handing_in *in, vw_taker *taker, uint32_t row)
{
    const vw_artefact_subject *subject = &in->artefact->subjects[row - 1];
    vw_intake__put_key(
        taker, vw_printf(in->run.arena, "%s/%s:%s", in->taken->key, subject->kind, subject->key));
    vw_intake__put(taker, "effective_from", in->day);
    vw_intake__put(taker, VW_ARTEFACT, in->taken->key);
    vw_intake__put(taker, "record_kind", subject->kind);
    vw_intake__put(taker, "record_key", subject->key);
    return vw_intake__row(taker, row, NULL, NULL);
}

static vw_status take_links(handing_in *in)
{
    vw_taker *taker = NULL;
    vw_status status = VW_OK;
    for (size_t i = 0; i < in->artefact->subject_count; i++) {
        vw_status checked = check_subject(in, &in->artefact->subjects[i]);
        status = status == VW_OK ? checked : status;
    }
    if (status == VW_OK) {
        status = vw_intake__begin_named(&taker, &in->run, "attachment", "artefact/1", NULL);
    }
    for (uint32_t i = 0; i < in->artefact->subject_count && status == VW_OK; i++) {
        status = take_link(in, taker, i + 1);
    }
    if (taker == NULL) {
        return status;
    }
    vw_status ended = vw_intake__end(taker);
    return status == VW_OK ? ended : status;
}

static void describe(handing_in *in)
{
    vw_arena *arena = in->run.arena;
    char *hex = vw_alloc(arena, 65);
    vw_digest_hex(hex, &in->run.input->sha256);
    in->taken->sha256 = hex;
    in->taken->key =
        in->artefact->id != NULL ? in->artefact->id : vw_strndup(arena, hex, ID_DIGITS);
    in->taken->media_type = media_type(&in->run);
}

static vw_status keep(handing_in *in)
{
    const vw_input *input = in->run.input;
    vw_status status =
        vw_artefact_keep(&in->taken->made, in->run.dossier, in->run.diags, input->fd, input->path,
                         in->taken->sha256, (uint64_t)input->opened.st_size, in->artefact->beside);
    return status == VW_OK ? vw_intake__unchanged(input, in->run.diags) : status;
}

vw_status vw_intake_artefact(vw_intake_results *out, vw_artefact_taken *taken, vw_dossier *dossier,
                             const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                             const vw_intake_options *options, const vw_artefact_options *artefact)
{
    handing_in in = {.run = {.dossier = dossier,
                             .catalogue = catalogue,
                             .arena = arena,
                             .diags = diags,
                             .results = out},
                     .options = *options,
                     .artefact = artefact,
                     .taken = taken};
    *taken = (vw_artefact_taken){0};
    in.run.options = &in.options;
    find_day(&in);
    vw_status status = check_size(&in.run);
    if (status == VW_OK) {
        status = vw_intake__open(&in.run.input, arena, diags, options->path);
    }
    if (status != VW_OK) {
        return status;
    }
    describe(&in);
    status = take_record(&in);
    if (artefact->subject_count > 0) {
        vw_status linked = take_links(&in);
        status = status == VW_OK ? linked : status;
    }
    return status == VW_OK ? keep(&in) : status;
}
