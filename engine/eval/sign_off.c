/* SPDX-License-Identifier: EUPL-1.2 */
/* Enters sign-offs and reads them. */
#include "eval/sign_off.h"

#include "store/ledger.h"
#include "store/records.h"

#include <string.h>

#define KIND "sign_off"
#define COMMAND "verantwoord signoff"

/* ---- reading ------------------------------------------------------------------------------ */

/* A table, or a column of it, that this dossier may not have: it was made before the kind had. */
static vw_status has_table(bool *has, bool *has_text, vw_dossier *dossier, vw_arena *arena,
                           vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT count(*), coalesce(sum(name = 'text_sha256'), 0) FROM "
                                   "pragma_table_info('ev_" KIND "')");
    bool row = false;
    *has = *has_text = false;
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
        *has = row && vw_stmt_int(stmt, 0) > 0;
        *has_text = row && vw_stmt_int(stmt, 1) > 0;
        vw_stmt_free(stmt);
    }
    return status;
}

static const char *text_at(vw_arena *arena, const vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(arena, text) : NULL;
}

static vw_sign_off read_one(vw_arena *arena, const vw_stmt *stmt)
{
    vw_sign_off one = {.key = text_at(arena, stmt, 0),
                       .template_name = text_at(arena, stmt, 1),
                       .language = text_at(arena, stmt, 2),
                       .person = text_at(arena, stmt, 3),
                       .name = text_at(arena, stmt, 4),
                       .role = text_at(arena, stmt, 5),
                       .withdrawn_on = text_at(arena, stmt, 7),
                       .result_sha256 = text_at(arena, stmt, 8),
                       .template_sha256 = text_at(arena, stmt, 9),
                       .program = text_at(arena, stmt, 10),
                       .text_sha256 = text_at(arena, stmt, 11)};
    const char *on = text_at(arena, stmt, 6);
    if (on == NULL || !vw_date_parse(&one.on, on)) {
        one.on = VW_DATE_NONE;
    }
    one.name = one.name != NULL ? one.name : one.person;
    return one;
}

vw_status vw_sign_offs_load(vw_sign_offs *out, vw_dossier *dossier, vw_arena *arena,
                            vw_diags *diags, const char *template_name, vw_lang lang)
{
    static const char select[] =
        "SELECT s.key, e.template, e.language, p.key, (SELECT n.name FROM ev_person n WHERE "
        "n.subject = e.person ORDER BY n.import_id DESC LIMIT 1), e.role, e.occurred_on, "
        "e.withdrawn_on, e.result_sha256, e.template_sha256, e.program, %s FROM ev_" KIND
        " e JOIN subject s ON s.id = e.subject JOIN subject p ON p.id = e.person JOIN import i ON "
        "i.id = e.import_id WHERE i.importer = '" VW_SIGN_OFF_IMPORTER
        "' AND (?1 IS NULL OR (e.template = ?1 AND e.language = ?2)) AND NOT EXISTS (SELECT 1 FROM "
        "ev_" KIND " n JOIN import j ON j.id = n.import_id WHERE n.subject = e.subject AND "
        "n.import_id > e.import_id AND j.importer = i.importer) ORDER BY e.import_id";
    vw_stmt *stmt = NULL;
    bool row = false, has_text = false;
    *out = (vw_sign_offs){0};
    vw_status status = has_table(&row, &has_text, dossier, arena, diags);
    if (status != VW_OK || !row) {
        return status;
    }
    status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                         vw_printf(arena, select, has_text ? "e.text_sha256" : "NULL"));
    if (status == VW_OK && template_name != NULL) {
        vw_stmt_bind_text(stmt, 1, template_name);
        vw_stmt_bind_text(stmt, 2, lang == VW_NL ? "nl" : "en");
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        VW_PUSH(arena, *out, read_one(arena, stmt));
    }
    vw_stmt_free(stmt);
    return status;
}

vw_sign_off_standing vw_sign_off_stands(const vw_sign_off *sign_off,
                                        const vw_signed_document *document)
{
    if (sign_off->withdrawn_on != NULL) {
        return VW_SIGN_OFF_WITHDRAWN;
    }
    if (strcmp(sign_off->result_sha256, document->result_sha256) != 0) {
        return VW_SIGN_OFF_OTHER_RESULT;
    }
    if (strcmp(sign_off->template_sha256, document->template_sha256) != 0) {
        return VW_SIGN_OFF_OTHER_TEMPLATE;
    }
    if (strcmp(sign_off->program, VW_VERSION) != 0) {
        return VW_SIGN_OFF_OTHER_PROGRAM;
    }
    const char *text = sign_off->text_sha256;
    return text == NULL || strcmp(text, document->text_sha256) != 0 ? VW_SIGN_OFF_OTHER_TEXT
                                                                    : VW_SIGN_OFF_HOLDS;
}

vw_text vw_sign_off_standing_label(vw_sign_off_standing standing)
{
    static const vw_text labels[] = {
        [VW_SIGN_OFF_HOLDS] = {"het geldt", "it holds"},
        [VW_SIGN_OFF_WITHDRAWN] = {"het is ingetrokken", "it was withdrawn"},
        [VW_SIGN_OFF_OTHER_RESULT] = {"het ging over een andere uitkomst",
                                      "it was on another result"},
        [VW_SIGN_OFF_OTHER_TEMPLATE] = {"de tekst van het sjabloon is sindsdien gewijzigd",
                                        "the text of the template has changed since"},
        [VW_SIGN_OFF_OTHER_PROGRAM] = {"het programma heeft sindsdien een andere versie",
                                       "the program has another version since"},
        [VW_SIGN_OFF_OTHER_TEXT] = {"het ging over een andere tekst: met andere opties gemaakt, "
                                    "zoals --previous of --names",
                                    "it was on another text: one made with other options, such as "
                                    "--previous or --names"},
        [VW_SIGN_OFF_NO_PLACE] =
            {"het is gegeven in een rol waarvoor het document geen plaats heeft",
             "it was given in a role that the document has no place for"},
    };
    return labels[standing];
}

/* ---- entering ----------------------------------------------------------------------------- */

static vw_status take(vw_record_entered *out, const vw_entering *e, const char *key,
                      const vw_entered_value *values, size_t count)
{
    const vw_entered record = {.kind = KIND,
                               .importer = VW_SIGN_OFF_IMPORTER,
                               .key = key,
                               .values = values,
                               .count = count};
    vw_status status = vw_enter__take(out, e, COMMAND, &record);
    return status == VW_OK ? vw_enter__in_ledger_as(e, VW_ENTRY_SIGN_OFF, out->import_id) : status;
}

/* Two people, both recorded and in office: who drew a document up does not approve it alone. */
static vw_status check_people(const vw_entering *e, const vw_signing_off *signing)
{
    vw_doubt doubt = VW_DOUBT_NONE;
    bool by = false, prepared = false;
    vw_status status = vw_enter__person(&by, e, "--by", signing->by);
    if (status == VW_OK) {
        status = vw_enter__person(&prepared, e, "--prepared-by", signing->prepared_by);
    }
    if (status == VW_OK && by) {
        status = vw_enter__in_office(e, "--by", signing->by);
    }
    if (status == VW_OK && by && prepared) {
        status = vw_enter__eyes(&doubt, e, signing->by, signing->prepared_by);
    }
    if (status == VW_OK && doubt == VW_DOUBT_SAME_PERSON) {
        VW_DIAG(e->diags, E115, (vw_place){0}, signing->by);
    }
    return status;
}

static vw_status check_decision(const vw_entering *e, const char *decision)
{
    const vw_kind *kind = vw_catalogue_find(e->plan->set->catalogue, "board_decision");
    bool found = true;
    vw_status status =
        decision != NULL && kind != NULL ? vw_enter__recorded(&found, e, kind, decision) : VW_OK;
    if (status == VW_OK && !found) {
        VW_DIAG(e->diags, E117, (vw_place){0}, decision);
    }
    return status;
}

static vw_status check_not_yet(const vw_entering *e, const char *key, const vw_signing_off *signing)
{
    vw_sign_offs all = {0};
    const vw_signed_document *document = &signing->document;
    vw_status status = vw_sign_offs_load(&all, e->dossier, e->arena, e->diags,
                                         document->template_name, document->lang);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i].key, key) == 0 &&
            vw_sign_off_stands(&all.items[i], document) == VW_SIGN_OFF_HOLDS) {
            VW_DIAG(e->diags, E114, (vw_place){0}, signing->by, document->template_name);
        }
    }
    return status;
}

/* Nobody approves what is not there yet, or a year that is not over. */
static void check_day(const vw_entering *e, const vw_signing_off *signing)
{
    char on[11], made[11], reference[11];
    if (e->on < signing->made || e->on < signing->reference) {
        vw_date_format(on, e->on);
        vw_date_format(made, signing->made);
        vw_date_format(reference, signing->reference);
        VW_DIAG(e->diags, E140, (vw_place){0}, on, made, reference);
    }
}

vw_status vw_enter_sign_off(vw_record_entered *out, const vw_entering *e,
                            const vw_signing_off *signing)
{
    const size_t errors = vw_diags_count(e->diags, VW_ERROR);
    const vw_signed_document *document = &signing->document;
    const char *lang = document->lang == VW_NL ? "nl" : "en";
    const char *key = vw_printf(e->arena, "%s/%s/%s/%.12s", document->template_name, lang,
                                signing->by, document->text_sha256);
    char on[11];
    *out = (vw_record_entered){0};
    vw_date_format(on, e->on);
    check_day(e, signing);
    vw_status status = check_people(e, signing);
    if (status == VW_OK) {
        status = check_decision(e, signing->decision);
    }
    if (status == VW_OK) {
        status = check_not_yet(e, key, signing);
    }
    if (status != VW_OK || vw_diags_count(e->diags, VW_ERROR) > errors) {
        return status != VW_OK ? status : VW_ERR_INPUT;
    }
    const vw_entered_value values[] = {{"occurred_on", on},
                                       {"template", document->template_name},
                                       {"language", lang},
                                       {"result_sha256", document->result_sha256},
                                       {"template_sha256", document->template_sha256},
                                       {"text_sha256", document->text_sha256},
                                       {"program", VW_VERSION},
                                       {"person", signing->by},
                                       {"role", signing->role},
                                       {"prepared_by", signing->prepared_by},
                                       {"decision", signing->decision}};
    return take(out, e, key, values, sizeof values / sizeof *values);
}

/* All that the sign-off says stays as it is. */
static vw_status take_withdrawal(vw_record_entered *out, const vw_entering *e, const char *key,
                                 const char *by, const char *reason)
{
    const vw_kind *kind = vw_catalogue_find(e->plan->set->catalogue, KIND);
    vw_stored_record before;
    bool found = false;
    char on[11];
    VW_VEC(vw_entered_value) values = {0};
    vw_status status = kind != NULL ? vw_record_at(&before, &found, e->dossier, e->arena, e->diags,
                                                   kind, key, e->frame.mark)
                                    : VW_ERR_BUG;
    if (status != VW_OK || !found) {
        return status;
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        if (strncmp(kind->fields[i].name, "withdraw", 8) != 0) {
            VW_PUSH(e->arena, values, ((vw_entered_value){kind->fields[i].name, before.texts[i]}));
        }
    }
    vw_date_format(on, e->on);
    VW_PUSH(e->arena, values, ((vw_entered_value){"withdrawn_by", by}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"withdrawn_on", on}));
    VW_PUSH(e->arena, values, ((vw_entered_value){"withdrawal_reason", reason}));
    return take(out, e, key, values.items, values.count);
}

vw_status vw_withdraw_sign_off(vw_record_entered *out, const vw_entering *e,
                               const char *template_name, vw_lang lang, const char *by,
                               const char *reason)
{
    vw_sign_offs all = {0};
    const vw_sign_off *last = NULL;
    *out = (vw_record_entered){0};
    vw_status status = vw_sign_offs_load(&all, e->dossier, e->arena, e->diags, template_name, lang);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i].person, by) == 0 && all.items[i].withdrawn_on == NULL) {
            last = &all.items[i];
        }
    }
    if (status == VW_OK && last == NULL) {
        VW_DIAG(e->diags, E116, (vw_place){0}, by, template_name);
        status = VW_ERR_INPUT;
    }
    return status == VW_OK ? take_withdrawal(out, e, last->key, by, reason) : status;
}
