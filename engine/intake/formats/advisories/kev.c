/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue of known exploited vulnerabilities of CISA, in its JSON form. */
#include "intake/formats/shared.h"

#include <string.h>

#define IMPORTER "kev/1"

/* ---- its schema -------------------------------------------------------------------------- */

static bool is_day(const char *text)
{
    vw_date day;

    return vw_date_parse(&day, text);
}

static const vw_shape text = {.type = VW_SHAPE_TEXT};
static const vw_shape texts = {.type = VW_SHAPE_LIST, .items = &text};
static const vw_shape integer = {.type = VW_SHAPE_INTEGER};
static const vw_shape cve = VW_FORM(vw_formats__is_cve, "CVE-2021-44228");
static const vw_shape day = VW_FORM(is_day, "2021-12-10");
static const vw_shape instant = VW_FORM(vw_formats__is_instant, "2021-12-10T00:00:00Z");

static const vw_shape entry = VW_OBJECT(
    VW_MUST("cveID", cve), VW_MUST("vendorProject", text), VW_MUST("product", text),
    VW_MUST("vulnerabilityName", text), VW_MUST("dateAdded", day),
    VW_MUST("shortDescription", text), VW_MUST("requiredAction", text), VW_MUST("dueDate", day),
    VW_MAY("knownRansomwareCampaignUse", text), VW_MAY("notes", text), VW_MAY("cwes", texts));
static const vw_shape entries = {.type = VW_SHAPE_LIST, .items = &entry};
static const vw_shape catalogue = VW_OBJECT(
    VW_MUST("catalogVersion", text), VW_MUST("dateReleased", instant), VW_MUST("count", integer),
    VW_MUST("vulnerabilities", entries), VW_MAY("title", text));

/* ---- reading ----------------------------------------------------------------------------- */

static bool recognise(const json_t *document)
{
    return json_object_get(document, "catalogVersion") != NULL &&
           json_is_array(json_object_get(document, "vulnerabilities"));
}

static const char *cwes_of(vw_arena *arena, const json_t *value)
{
    vw_buf out = {.arena = arena};
    size_t i;
    json_t *cwe;

    json_array_foreach(json_object_get(value, "cwes"), i, cwe)
    {
        vw_formats__join(&out, json_string_value(cwe));
    }
    return vw_buf_text(&out);
}

/* What has no field: of the entry, and with the first one of the catalogue too. */
static const char *raw_of(vw_intake_run *run, vw_arena *scratch, const json_t *root,
                          const json_t *value, size_t index)
{
    static const char *const of_entry[] = {
        "cveID",   "vendorProject",    "product", "vulnerabilityName", "notes", "dateAdded",
        "dueDate", "shortDescription", "cwes",    "requiredAction",    NULL,    NULL};
    static const char *const of_catalogue[] = {"catalogVersion", "count", "vulnerabilities", NULL};
    const char *taken[sizeof of_entry / sizeof *of_entry];
    const char *ransomware = vw_formats__text(value, "knownRansomwareCampaignUse");

    memcpy(taken, of_entry, sizeof taken);
    if (vw_formats__choice(run, "known_exploited_vulnerability", "ransomware", ransomware) !=
        NULL) {
        taken[10] = "knownRansomwareCampaignUse";
    }
    const char *raw = vw_json_rest(scratch, value, taken);
    const char *of_all = index > 0 ? "" : vw_json_rest(scratch, root, of_catalogue);

    return *of_all == '\0'
               ? raw
               : vw_formats__both(scratch, raw, vw_printf(scratch, "{\"catalog\":%s}", of_all));
}

static vw_status take_entry(vw_intake_run *run, vw_taker *taker, vw_arena *scratch,
                            const json_t *root, size_t index)
{
    const json_t *value = json_array_get(json_object_get(root, "vulnerabilities"), index);

    vw_intake__put_key(taker, vw_formats__text(value, "cveID"));
    vw_intake__put(taker, "occurred_on", vw_formats__text(value, "dateAdded"));
    vw_intake__put(taker, "name", vw_formats__text(value, "vulnerabilityName"));
    vw_intake__put(taker, "vendor", vw_formats__text(value, "vendorProject"));
    vw_intake__put(taker, "product", vw_formats__text(value, "product"));
    vw_intake__put(taker, "description", vw_formats__text(value, "shortDescription"));
    vw_intake__put(taker, "required_action", vw_formats__text(value, "requiredAction"));
    vw_intake__put(taker, "due", vw_formats__text(value, "dueDate"));
    vw_intake__put(taker, "ransomware",
                   vw_formats__choice(run, "known_exploited_vulnerability", "ransomware",
                                      vw_formats__text(value, "knownRansomwareCampaignUse")));
    vw_intake__put(taker, "cwes", cwes_of(scratch, value));
    vw_intake__put(taker, "notes", vw_formats__text(value, "notes"));
    vw_intake__put(taker, "catalogue_version", vw_formats__text(root, "catalogVersion"));
    vw_intake__put(taker, "catalogue_released",
                   vw_formats__instant(scratch, vw_formats__text(root, "dateReleased")));
    return vw_intake__row(taker, (uint32_t)index + 1,
                          vw_printf(scratch, "/vulnerabilities/%zu", index),
                          raw_of(run, scratch, root, value, index));
}

static void judge_count(vw_intake_run *run, const json_t *root)
{
    const json_t *said = json_object_get(root, "count");
    size_t found = json_array_size(json_object_get(root, "vulnerabilities"));

    if (json_is_integer(said) && json_integer_value(said) != (json_int_t)found) {
        VW_DIAG(run->diags, N083, vw_formats__place(run, VW_AT(NULL, "count")),
                vw_json_text(run->arena, said, ""), vw_printf(run->arena, "%zu", found));
    }
}

static vw_status take(vw_intake_run *run, const json_t *root)
{
    size_t errors = vw_diags_count(run->diags, VW_ERROR);
    size_t count = json_array_size(json_object_get(root, "vulnerabilities"));
    vw_taker *taker = NULL;

    vw_formats__check(run, root, NULL, &catalogue);
    judge_count(run, root);
    if (vw_diags_count(run->diags, VW_ERROR) > errors) {
        return VW_OK;
    }
    vw_status status = vw_intake__begin_named(
        &taker, run, "known_exploited_vulnerability", IMPORTER,
        vw_formats__instant(run->arena, vw_formats__text(root, "dateReleased")));
    vw_arena *scratch = vw_arena_new();

    for (size_t i = 0; i < count && status == VW_OK; i++) {
        status = take_entry(run, taker, scratch, root, i);
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
    return status != VW_OK ? status : vw_intake__end(taker);
}

static const char *const kinds[] = {"known_exploited_vulnerability", NULL};

static const char *const producer[] = {"title", NULL};

const vw_json_format vw_format_kev = {.producer = producer,
                                      .name = "kev",
                                      .label = {"KEV-lijst van CISA", "KEV catalogue of CISA"},
                                      .kinds = kinds,
                                      .recognise = recognise,
                                      .take = take};
