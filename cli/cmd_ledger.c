/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord ledger: the chain over all that was added, and how to anchor it elsewhere. */
#include "base/file.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "store/timestamp.h"

static const char *what_label(const vw_cli *cli, const vw_ledger_entry *entry)
{
    switch (entry->what) {
    case VW_ENTRY_CREATION:
        return vw_cli_text(cli, (vw_text){"begin", "creation"});
    case VW_ENTRY_IMPORT:
        return "import";
    case VW_ENTRY_EVALUATION:
        return vw_cli_text(cli, (vw_text){"evaluatie", "evaluation"});
    case VW_ENTRY_TIMESTAMP:
        return vw_cli_text(cli, (vw_text){"tijdstempel", "time stamp"});
    case VW_ENTRY_JUDGEMENT:
        return vw_cli_text(cli, (vw_text){"oordeel", "judgement"});
    case VW_ENTRY_SIGN_OFF:
        return vw_cli_text(cli, (vw_text){"akkoord", "sign-off"});
    case VW_ENTRY_OTHER:
        break;
    }
    return entry->what_name;
}

/* ---- listing ----------------------------------------------------------------------------- */

typedef struct {
    vw_cli *cli;
    vw_cli_table table;
    json_t *array;
} listing;

static json_t *as_json(vw_cli *cli, const vw_ledger_entry *entry)
{
    return json_pack("{s:I, s:s, s:s, s:s, s:I, s:s, s:s, s:s}", "seq", (json_int_t)entry->seq,
                     "entered_at", vw_cli_shown(cli, entry->entered_at), "entered_by",
                     vw_cli_shown(cli, entry->entered_by), "what",
                     vw_cli_shown(cli, entry->what_name), "number", (json_int_t)entry->number,
                     "content_sha256", vw_cli_shown(cli, entry->content_sha256), "previous_sha256",
                     vw_cli_shown(cli, entry->previous_sha256), "entry_sha256",
                     vw_cli_shown(cli, entry->entry_sha256));
}

static vw_status add_entry(void *what, const vw_ledger_entry *entry)
{
    listing *l = what;
    vw_cli *cli = l->cli;
    if (cli->json) {
        json_array_append_new(l->array, as_json(cli, entry));
        return VW_OK;
    }
    const char *const cells[] = {vw_printf(cli->arena, "%lld", (long long)entry->seq),
                                 vw_cli_shown(cli, entry->entered_at),
                                 vw_cli_shown(cli, entry->entered_by),
                                 vw_cli_shown(cli, what_label(cli, entry)),
                                 vw_printf(cli->arena, "%lld", (long long)entry->number),
                                 vw_cli_shown(cli, entry->entry_sha256)};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        VW_PUSH(cli->arena, l->table.cells, cells[i]);
    }
    return VW_OK;
}

static vw_status list_entries(vw_cli *cli, vw_dossier *dossier)
{
    static const char *const heads_nl[] = {"regel", "wanneer", "wie", "wat", "nummer", "hash"};
    static const char *const heads_en[] = {"entry", "when", "who", "what", "number", "hash"};
    listing l = {.cli = cli,
                 .table = {.heads = cli->lang == VW_NL ? heads_nl : heads_en, .columns = 6},
                 .array = json_array()};
    vw_status status = vw_ledger_each(dossier, cli->diags, add_entry, &l);
    if (status == VW_OK && cli->json) {
        vw_cli_json(l.array);
        return status;
    }
    json_decref(l.array);
    if (status == VW_OK) {
        vw_cli_table_print(cli, &l.table);
    }
    return status;
}

/* One line to paste into a mail; `verify --head` takes it back. */
static vw_status print_head(vw_cli *cli, vw_dossier *dossier)
{
    vw_ledger_entry head;
    vw_status status = vw_ledger_head(&head, dossier, cli->arena, cli->diags);
    if (status == VW_OK && cli->json) {
        vw_cli_json(as_json(cli, &head));
    } else if (status == VW_OK) {
        printf("%lld:%s %s\n", (long long)head.seq, vw_cli_shown(cli, head.entry_sha256),
               vw_cli_shown(cli, head.entered_at));
    }
    return status;
}

/* ---- time stamps ------------------------------------------------------------------------- */

static vw_status write_query(vw_cli *cli, vw_dossier *dossier)
{
    const char *path = vw_argument_of(cli->arguments, VW_OPT_TIMESTAMP_QUERY);
    vw_der query = {0};
    vw_outfile *file = NULL;
    vw_status status = vw_timestamp_query(&query, dossier, cli->arena, cli->diags);
    if (status == VW_OK) {
        status = vw_outfile_open(&file, cli->arena, cli->diags, path);
    }
    if (status == VW_OK) {
        fwrite(query.bytes, 1, query.length, vw_outfile_stream(file)); /* checked by commit */
        status = vw_outfile_commit(file, cli->diags);
    }
    if (status == VW_OK) {
        vw_cli_say(cli,
                   "Geschreven: {0}. Stuur het naar een tijdstempeldienst en neem het antwoord op "
                   "met: verantwoord ledger --timestamp-reply BESTAND\n",
                   "Written: {0}. Send it to a time stamping authority and take in its reply with: "
                   "verantwoord ledger --timestamp-reply FILE\n",
                   vw_cli_shown(cli, path), NULL);
    }
    return status;
}

static void tell_timestamp(vw_cli *cli, const vw_timestamp *stamp)
{
    if (cli->json) {
        vw_cli_json(json_pack("{s:I, s:I, s:s, s:s, s:b}", "timestamp", (json_int_t)stamp->id,
                              "entry", (json_int_t)stamp->ledger_seq, "gen_time", stamp->gen_time,
                              "authority", vw_cli_shown(cli, stamp->authority), "issuer_checked",
                              stamp->issuer_checked));
        return;
    }
    vw_cli_say(cli, "Tijdstempel {0}: regel {1} bestond op {2}, volgens {3}.\n",
               "Time stamp {0}: entry {1} existed at {2}, says {3}.\n",
               vw_printf(cli->arena, "%lld", (long long)stamp->id),
               vw_printf(cli->arena, "%lld", (long long)stamp->ledger_seq), stamp->gen_time,
               vw_cli_shown(cli, stamp->authority), NULL);
    if (stamp->issuer_checked) {
        vw_cli_say(cli, "Het certificaat leidt naar een van de opgegeven uitgevers.\n",
                   "Its certificate leads to one of the authorities given.\n", NULL);
    } else {
        vw_cli_say(cli, "Wie dat certificaat uitgaf is niet nagegaan: geef daarvoor --tsa-ca.\n",
                   "Who issued that certificate was not checked: for that, give --tsa-ca.\n", NULL);
    }
}

static vw_status take_reply(vw_cli *cli, vw_dossier *dossier)
{
    const char *path = vw_argument_of(cli->arguments, VW_OPT_TIMESTAMP_REPLY);
    vw_db *db = vw_dossier_db(dossier);
    const char *bytes = NULL;
    vw_der reply = {0};
    vw_timestamp stamp = {0};
    vw_status status =
        vw_file_read(&bytes, &reply.length, cli->arena, cli->diags, path, VW_TIMESTAMP_BYTES_MAX);
    if (status == VW_OK) {
        status = vw_db_begin(db, cli->diags);
    }
    if (status == VW_OK) {
        reply.bytes = (const unsigned char *)bytes;
        status =
            vw_timestamp_read(&stamp, dossier, cli->arena, cli->diags, (vw_place){.file = path},
                              reply, vw_argument_of(cli->arguments, VW_OPT_TSA_CA));
    }
    if (status == VW_OK) {
        status = vw_timestamp_store(&stamp, dossier, cli->diags, reply);
    }
    if (status == VW_OK) {
        status = vw_db_commit(db, cli->diags);
    }
    vw_db_rollback(db);
    if (status == VW_OK) {
        tell_timestamp(cli, &stamp);
    }
    return status;
}

/* ---- the command ------------------------------------------------------------------------- */

static const vw_option_id modes[] = {VW_OPT_LEDGER_HEAD, VW_OPT_TIMESTAMP_QUERY,
                                     VW_OPT_TIMESTAMP_REPLY, VW_OPT_UPGRADE};
enum { MODES = sizeof modes / sizeof *modes };

static const char *name_of(vw_cli *cli, vw_option_id option)
{
    return vw_printf(cli->arena, "--%s", vw_options[option].name);
}

/* [*mode] stays VW_OPT_COUNT when none is given: the list. */
static bool choose_mode(vw_cli *cli, vw_option_id *mode)
{
    *mode = VW_OPT_COUNT;
    for (size_t i = 0; i < MODES; i++) {
        if (!vw_argument_given(cli->arguments, modes[i])) {
            continue;
        }
        if (*mode != VW_OPT_COUNT) {
            VW_DIAG(cli->diags, U030, (vw_place){0}, name_of(cli, *mode), name_of(cli, modes[i]));
            return false;
        }
        *mode = modes[i];
    }
    if (vw_argument_given(cli->arguments, VW_OPT_TSA_CA) && *mode != VW_OPT_TIMESTAMP_REPLY) {
        VW_DIAG(cli->diags, U031, (vw_place){0}, name_of(cli, VW_OPT_TSA_CA),
                name_of(cli, VW_OPT_TIMESTAMP_REPLY));
        return false;
    }
    return true;
}

static vw_status open_dossier(vw_cli *cli, vw_dossier **dossier, vw_option_id mode)
{
    const vw_set *set = NULL;
    if (mode != VW_OPT_TIMESTAMP_REPLY && mode != VW_OPT_UPGRADE) {
        return vw_cli_open(cli, dossier, VW_READ_ONLY, NULL);
    }
    vw_status status = vw_cli_load(cli, &set);
    return status == VW_OK ? vw_cli_open(cli, dossier, VW_READ_WRITE, set->catalogue) : status;
}

int vw_cli_ledger(vw_cli *cli)
{
    vw_option_id mode;
    vw_dossier *dossier = NULL;
    if (!choose_mode(cli, &mode)) {
        return VW_ERR_USAGE;
    }
    vw_status status = open_dossier(cli, &dossier, mode);
    if (status != VW_OK) {
        return (int)status;
    }
    if (mode == VW_OPT_LEDGER_HEAD || mode == VW_OPT_UPGRADE) {
        return (int)print_head(cli, dossier);
    }
    if (mode == VW_OPT_TIMESTAMP_QUERY) {
        return (int)write_query(cli, dossier);
    }
    if (mode == VW_OPT_TIMESTAMP_REPLY) {
        return (int)take_reply(cli, dossier);
    }
    return (int)list_entries(cli, dossier);
}
