/* SPDX-License-Identifier: EUPL-1.2 */
/* Makes a document anew and compares bytes: the same evaluation gives the same file, so that no
 * page needs to be read to know that all of them are what the dossier says. */
#define _GNU_SOURCE /* memfd_create */

#include "cli/report_style.h"
#include "cli/verify.h"
#include "eval/plan.h"

#include <jansson.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    vw_cli *cli;
    vw_dossier *dossier;
    const vw_evaluation *evaluation;
    const vw_plan *plan;
    vw_report_options options;
    const vw_pdf_content *content;
    int fd;             /* a file in memory: who is killed leaves nothing of the dossier behind */
    vw_diags *unheeded; /* what a new document would be warned of is not about this one */
} again;

static vw_status find_evaluation(again *a, int64_t id)
{
    vw_evaluations all = {0};
    vw_status status = vw_evaluations_load(&all, a->dossier, a->cli->arena, a->unheeded);
    for (size_t i = 0; status == VW_OK && i < all.count; i++) {
        if (all.items[i].id == id) {
            a->evaluation = &all.items[i];
            return vw_evaluation_plan(&a->plan, a->dossier, a->evaluation, a->cli->arena,
                                      a->unheeded);
        }
    }
    return status == VW_OK ? VW_ERR_INPUT : status;
}

/* What the document says of how it was made. It may hold anything: a name is no path. */
static bool read_options(again *a, const vw_report_inside *results)
{
    json_t *object = json_loadb(results->bytes, results->length, 0, NULL);
    const char *name = json_string_value(json_object_get(object, "template"));
    const char *lang = json_string_value(json_object_get(object, "lang"));
    const bool known = name != NULL && lang != NULL && strpbrk(name, "/.") == NULL;
    if (known) {
        a->options = (vw_report_options){
            .template_name = vw_strdup(a->cli->arena, name),
            .own_folder = vw_cli_own_templates(a->cli),
            .lang = strcmp(lang, "nl") == 0 ? VW_NL : VW_EN,
            .unsigned_off = json_array_size(json_object_get(object, "signed_off")) == 0,
            .as_printed = true,
            .imports_since = json_integer_value(json_object_get(object, "imports_since"))};
    }
    json_decref(object);
    return known;
}

static bool is_same(const again *a)
{
    unsigned char part[1 << 16];
    const vw_pdf_content *content = a->content;
    size_t at = 0;
    ssize_t length;
    while ((length = pread(a->fd, part, sizeof part, (off_t)at)) > 0) {
        const size_t bytes = (size_t)length;
        if (bytes > content->first_length - at || memcmp(content->first + at, part, bytes) != 0) {
            return false;
        }
        at += bytes;
    }
    return length == 0 && at > 0 && at == content->first_length;
}

static bool gives_same(const again *a)
{
    const vw_document *plain = NULL, *document = NULL;
    const char *path = vw_printf(a->cli->arena, "/dev/fd/%d", a->fd);
    vw_status status = vw_report_build(&plain, a->dossier, a->evaluation, a->plan, &a->options,
                                       a->cli->arena, a->unheeded);
    if (status != VW_OK || plain == NULL ||
        vw_cli_put_on_style(a->cli, &document, plain) != VW_OK) {
        return false;
    }
    vw_arena *scratch = vw_arena_new();
    status = vw_report_render(document, VW_FORMAT_PDF, path, scratch, a->unheeded);
    vw_arena_free(scratch);
    return status == VW_OK && is_same(a);
}

/* Whether people stand in it by name, and whether a form was printed with faults, it does not say.
 */
static bool any_gives_same(again *a)
{
    for (int names = 0; names < 2; names++) {
        for (int form = 0; form < 2; form++) {
            a->options.names = names == 1;
            a->options.form = form == 1 ? VW_FORM_DRAFT : VW_FORM_STRICT;
            if (gives_same(a)) {
                return true;
            }
        }
    }
    return false;
}

bool vw_cli_gives_same_bytes(vw_cli *cli, vw_dossier *dossier, int64_t evaluation,
                             const vw_report_inside *results, const vw_pdf_content *content)
{
    again a = {.cli = cli, .dossier = dossier, .content = content};
    a.unheeded = vw_diags_new(cli->arena);
    if (!read_options(&a, results) || find_evaluation(&a, evaluation) != VW_OK) {
        return false;
    }
    a.fd = memfd_create("again.pdf", MFD_CLOEXEC);
    const bool same = a.fd >= 0 && any_gives_same(&a);
    if (a.fd >= 0) {
        close(a.fd);
    }
    return same;
}
