/* SPDX-License-Identifier: EUPL-1.2 */
/* OpenVEX 0.2: statements on vulnerabilities, in a document that is kept as an advisory. */
#include "intake/formats/shared.h"

#include <string.h>

#define IMPORTER "openvex/1"

/* ---- its schema -------------------------------------------------------------------------- */

static const vw_shape any = {.type = VW_SHAPE_ANY};
static const vw_shape text = {.type = VW_SHAPE_TEXT, .least = 1};
static const vw_shape number = {.type = VW_SHAPE_INTEGER};
static const vw_shape instant = VW_FORM(vw_formats__is_instant, "2024-05-01T10:00:00Z");
static const vw_shape vulnerability = VW_OBJECT(VW_MUST("name", text));
static const vw_shape product = VW_OBJECT(VW_MAY("@id", text), VW_MAY("identifiers", any));
static const vw_shape products = VW_LIST_OF(product, 1);
static const vw_shape status =
    VW_ONE_OF("not_affected", "affected", "fixed", "under_investigation");
static const vw_shape justification = VW_ONE_OF(
    "component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist");
static const vw_shape statement =
    VW_OBJECT(VW_MUST("vulnerability", vulnerability), VW_MAY("products", products),
              VW_MUST("status", status), VW_MAY("justification", justification),
              VW_MAY("impact_statement", text), VW_MAY("action_statement", text),
              VW_MAY("timestamp", instant), VW_MAY("last_updated", instant));
static const vw_shape statements = VW_LIST_OF(statement, 1);
static const vw_shape document =
    VW_OBJECT(VW_MUST("@context", text), VW_MUST("@id", text), VW_MUST("author", text),
              VW_MUST("timestamp", instant), VW_MUST("version", number),
              VW_MAY("last_updated", instant), VW_MUST("statements", statements));

static bool recognise(const json_t *root)
{
    const char *context = vw_formats__text(root, "@context");

    return context != NULL && strncmp(context, "https://openvex.dev/ns", 22) == 0;
}

/* What is not affected needs a reason, what is affected an action. */
static void judge(vw_intake_run *run, const json_t *root)
{
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(root, "statements"), i, value)
    {
        const vw_at *at = VW_AT_INDEX(VW_AT(NULL, "statements"), i);
        const char *name = vw_json_text(run->arena, value, "vulnerability.name");
        const char *said = vw_formats__text(value, "status");

        if (said == NULL || name == NULL) {
            continue;
        }
        if (strcmp(said, "not_affected") == 0 && json_object_get(value, "justification") == NULL &&
            json_object_get(value, "impact_statement") == NULL) {
            VW_DIAG(run->diags, N084, vw_formats__place(run, at), name);
        }
        if (strcmp(said, "affected") == 0 && json_object_get(value, "action_statement") == NULL) {
            VW_DIAG(run->diags, N085, vw_formats__place(run, at), name);
        }
    }
}

/* ---- records ----------------------------------------------------------------------------- */

/* The newest instant that the document gives for itself. */
static const char *made_at(vw_arena *arena, const json_t *root)
{
    const char *updated = vw_formats__instant(arena, vw_formats__text(root, "last_updated"));

    return updated != NULL ? updated
                           : vw_formats__instant(arena, vw_formats__text(root, "timestamp"));
}

static const char *all_names(vw_arena *arena, const json_t *root)
{
    vw_buf names = {.arena = arena};
    const char *last = "";
    size_t i;
    json_t *value;

    json_array_foreach(json_object_get(root, "statements"), i, value)
    {
        const char *name = vw_json_text(arena, value, "vulnerability.name");

        if (strcmp(name, last) != 0) {
            vw_formats__join(&names, name);
        }
        last = name;
    }
    return vw_buf_text(&names);
}

static vw_status take_document(vw_intake_run *run, const json_t *root, const char *made)
{
    static const char *const in_fields[] = {"@id", "author", "version", "statements", NULL};
    vw_taker *taker = NULL;
    vw_status result = vw_intake__begin_named(&taker, run, "advisory", IMPORTER, NULL);

    if (result != VW_OK) {
        return result;
    }
    vw_intake__put_key(taker, vw_formats__text(root, "@id"));
    vw_intake__put(taker, "occurred_on", vw_formats__day(run->arena, made));
    vw_intake__put(taker, "title", vw_formats__text(root, "@id"));
    vw_intake__put(taker, "category", "openvex");
    vw_intake__put(taker, "publisher", vw_formats__text(root, "author"));
    vw_intake__put(taker, "version", vw_json_text(run->arena, root, "version"));
    vw_intake__put(taker, "initial_release",
                   vw_formats__instant(run->arena, vw_formats__text(root, "timestamp")));
    vw_intake__put(taker, "current_release", made);
    vw_intake__put(taker, "cves", all_names(run->arena, root));
    result = vw_intake__row(taker, 1, "/", vw_json_rest(run->arena, root, in_fields));
    return result != VW_OK ? result : vw_intake__end(taker);
}

static const char *status_of(const char *said)
{
    return strcmp(said, "affected") == 0       ? "known_affected"
           : strcmp(said, "not_affected") == 0 ? "known_not_affected"
                                               : said;
}

static void put_product(vw_taker *taker, vw_arena *scratch, const json_t *value)
{
    const char *id = vw_formats__text(value, "@id");
    const char *purl = vw_json_text(scratch, value, "identifiers.purl");
    const char *cpe = vw_json_text(scratch, value, "identifiers.cpe23");

    if (purl == NULL && id != NULL && vw_formats__is_purl(id)) {
        purl = id;
    }
    vw_intake__put(taker, "product", id != NULL ? id : purl != NULL ? purl : cpe);
    vw_intake__put(taker, "purl", purl);
    vw_intake__put(taker, "cpe", cpe);
}

/* [index]: of the statement; [which]: of its product. What has no field goes with the first. */
static vw_status take_statement(vw_taker *taker, vw_keys *keys, vw_arena *scratch,
                                const json_t *root, size_t index, size_t which, uint32_t row)
{
    static const char *const in_fields[] = {"vulnerability.name", "status",
                                            "justification",      "impact_statement",
                                            "action_statement",   NULL};
    const json_t *value = json_array_get(json_object_get(root, "statements"), index);
    const json_t *about = json_array_get(json_object_get(value, "products"), which);
    const char *name = vw_json_text(scratch, value, "vulnerability.name");
    const char *id = vw_formats__text(about, "@id");
    const char *day = vw_formats__day(scratch, vw_formats__text(value, "timestamp"));

    vw_intake__put_key(
        taker, vw_formats__key(keys, vw_printf(scratch, "%s/%s%s%s", vw_formats__text(root, "@id"),
                                               name, id == NULL ? "" : "/", id == NULL ? "" : id)));
    vw_intake__put(taker, "effective_from",
                   day != NULL ? day : vw_formats__day(scratch, made_at(scratch, root)));
    vw_intake__put(taker, "vulnerability", name);
    vw_intake__put(taker, "status", status_of(vw_formats__text(value, "status")));
    vw_intake__put(taker, "justification", vw_formats__text(value, "justification"));
    vw_intake__put(taker, "impact_statement", vw_formats__text(value, "impact_statement"));
    vw_intake__put(taker, "remediation_text", vw_formats__text(value, "action_statement"));
    vw_intake__put(taker, "advisory", vw_formats__text(root, "@id"));
    put_product(taker, scratch, about);
    return vw_intake__row(taker, row, vw_printf(scratch, "/statements/%zu", index),
                          which > 0 ? NULL : vw_json_rest(scratch, value, in_fields));
}

static vw_status take_statements(vw_intake_run *run, const json_t *root)
{
    const json_t *list = json_object_get(root, "statements");
    vw_taker *taker = NULL;
    vw_keys *keys = vw_formats__keys(run->arena);
    vw_arena *scratch = vw_arena_new();
    uint32_t row = 0;
    vw_status result =
        vw_intake__begin_named(&taker, run, "vulnerability_statement", IMPORTER, NULL);

    for (size_t i = 0; i < json_array_size(list); i++) {
        size_t count = json_array_size(json_object_get(json_array_get(list, i), "products"));

        for (size_t j = 0; j < (count > 0 ? count : 1) && result == VW_OK; j++) {
            result = take_statement(taker, keys, scratch, root, i, j, ++row);
            vw_arena_reset(scratch);
        }
    }
    vw_arena_free(scratch);
    return result != VW_OK ? result : vw_intake__end(taker);
}

static vw_status take(vw_intake_run *run, const json_t *root)
{
    size_t errors = vw_diags_count(run->diags, VW_ERROR);

    vw_formats__check(run, root, NULL, &document);
    judge(run, root);
    if (vw_diags_count(run->diags, VW_ERROR) > errors) {
        return VW_OK;
    }
    const char *made = made_at(run->arena, root);
    vw_status result = take_document(run, root, made);

    return result != VW_OK ? result : take_statements(run, root);
}

static const char *const kinds[] = {"advisory", "vulnerability_statement", NULL};

static const char *const producer[] = {"author", NULL};

const vw_json_format vw_format_openvex = {.producer = producer,
                                          .name = "openvex",
                                          .label = {"OpenVEX 0.2", "OpenVEX 0.2"},
                                          .kinds = kinds,
                                          .recognise = recognise,
                                          .take = take};
