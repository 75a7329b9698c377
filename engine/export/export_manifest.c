/* SPDX-License-Identifier: EUPL-1.2 */
/* What was exported, of what, when: as data and in words. */
#include "export/export_private.h"

#include "base/date.h"
#include "store/ledger.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *files_json(const vw_export_files *files)
{
    json_t *array = json_array();
    for (size_t i = 0; i < files->count; i++) {
        const vw_export_file *file = &files->items[i];
        json_array_append_new(array, json_pack("{s:s, s:s, s:I, s:s}", "file", file->name, "kind",
                                               file->kind->name, "records", (json_int_t)file->rows,
                                               "sha256", file->sha256));
    }
    return array;
}

static const char *manifest(vw_arena *arena, const vw_dossier_head *head,
                            const vw_ledger_entry *last, const char *now,
                            const vw_export_files *files, int64_t mark, bool pseudonymised)
{
    json_t *value =
        json_pack("{s:s, s:s, s:s, s:i, s:I, s:I, s:s, s:b, s:o}", "program",
                  "verantwoord " VW_VERSION, "exported_at", now, "organisation", head->name, "year",
                  head->year, "import_mark", (json_int_t)mark, "ledger_entry",
                  (json_int_t)last->seq, "ledger_head", last->seq > 0 ? last->entry_sha256 : "",
                  "pseudonymised", (int)pseudonymised, "files", files_json(files));
    char *text = json_dumps(value, JSON_INDENT(2));
    json_decref(value);
    if (text == NULL) {
        vw_out_of_memory();
    }
    const char *copy = vw_printf(arena, "%s\n", text);
    free(text);
    return copy;
}

static const char about_en[] =
    "Evidence of %s, %d, exported by verantwoord on %s.\n"
    "\n"
    "Each CSV file has the newest version of every record of one kind (UTF-8, commas, ISO dates);\n"
    "`verantwoord import` takes it back. manifest.json lists the files with their SHA-256, and "
    "says\n"
    "with which entry the ledger of the dossier ended.\n"
    "\n"
    "A text that a spreadsheet would run as a formula has a tab before it; an import drops it.\n"
    "Not in here: earlier versions, who collected what when, what a source said that has no "
    "field,\n"
    "and the content of artefacts (verantwoord export --artefact ID -o FILE).\n";

static const char about_nl[] =
    "Bewijs van %s, %d, met verantwoord geëxporteerd op %s.\n"
    "\n"
    "Elk CSV-bestand heeft de nieuwste versie van elk record van één soort (UTF-8, komma's,\n"
    "ISO-datums); `verantwoord import` neemt het weer op. manifest.json noemt de bestanden met "
    "hun\n"
    "SHA-256, en met welke regel het grootboek van het dossier eindigde.\n"
    "\n"
    "Een tekst die een rekenblad als formule zou uitvoeren, heeft een tab ervoor; bij het opnemen\n"
    "vervalt die. Niet hierin: eerdere versies, wie wat wanneer verzamelde, wat een bron zei waar\n"
    "geen veld voor is, en de inhoud van bewijsstukken (verantwoord export --artefact ID -o "
    "BESTAND).\n";

static const char pseudonyms_en[] = "\n"
                                    "Pseudonymised: names, staff numbers, accounts and what refers "
                                    "to them are replaced by the same\n"
                                    "pseudonym everywhere (HMAC-SHA-256 with a secret). Not "
                                    "replaced: dates, numbers, choices and yes\n"
                                    "or no about a person, and free texts, which can hold names "
                                    "all the same: read them before you\n"
                                    "hand this on. Who knows a person's dates may still recognise "
                                    "them; under the GDPR these remain\n"
                                    "personal data.\n";

static const char pseudonyms_nl[] =
    "\n"
    "Gepseudonimiseerd: namen, personeelsnummers, accounts en wat daarnaar verwijst, zijn overal "
    "door\n"
    "hetzelfde pseudoniem vervangen (HMAC-SHA-256 met een geheim). Niet vervangen: datums, "
    "getallen,\n"
    "keuzes en ja of nee over een persoon, en vrije teksten, waarin toch namen kunnen staan: lees "
    "die\n"
    "na voordat u dit doorgeeft. Wie iemands datums kent, kan diegene nog herkennen; voor de AVG\n"
    "blijven dit persoonsgegevens.\n";

vw_status vw_export__manifest(const char **json, const char **readme, vw_dossier *dossier,
                              vw_arena *arena, vw_diags *diags, const vw_export_files *files,
                              int64_t mark, bool pseudonymised)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    vw_ledger_entry last = {0};
    char now[21];
    vw_buf text = {.arena = arena};
    vw_instant_format(now, vw_clock_now());
    vw_status status = vw_ledger_head(&last, dossier, arena, diags);
    if (status != VW_OK) {
        return status;
    }
    *json = manifest(arena, head, &last, now, files, mark, pseudonymised);
    vw_buf_addf(&text, about_nl, head->name, head->year, now);
    vw_buf_add(&text, pseudonymised ? pseudonyms_nl : "");
    vw_buf_add(&text, "\n---\n\n");
    vw_buf_addf(&text, about_en, head->name, head->year, now);
    vw_buf_add(&text, pseudonymised ? pseudonyms_en : "");
    *readme = vw_buf_text(&text);
    return VW_OK;
}
