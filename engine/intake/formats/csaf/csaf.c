/* SPDX-License-Identifier: EUPL-1.2 */
/* CSAF 2.0 (OASIS), advisories and VEX: an advisory, and a statement for each vulnerability and
 * product. */
#include "intake/formats/csaf/csaf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define IMPORTER "csaf/1"

static bool recognise(const json_t *document)
{
    return json_object_get(json_object_get(document, "document"), "csaf_version") != NULL;
}

/* ---- the advisory ------------------------------------------------------------------------ */

/* Dates stay in the raw record too: fields have no fractions of a second. */
static const char *const in_fields[] = {"document.title",
                                        "document.category",
                                        "document.publisher.name",
                                        "document.publisher.category",
                                        "document.tracking.id",
                                        "document.tracking.status",
                                        "document.tracking.version",
                                        "document.aggregate_severity.text",
                                        "document.distribution.tlp.label",
                                        "document.lang",
                                        NULL};

static const char *own_address(const vw_csaf *csaf)
{
    size_t i;
    json_t *reference;

    json_array_foreach(json_object_get(csaf->document, "references"), i, reference)
    {
        const char *category = vw_formats__text(reference, "category");

        if (category != NULL && strcmp(category, "self") == 0) {
            return vw_formats__text(reference, "url");
        }
    }
    return NULL;
}

static const char *all_cves(const vw_csaf *csaf)
{
    vw_buf cves = {.arena = csaf->run->arena};
    size_t i;
    json_t *vulnerability;

    json_array_foreach(csaf->vulnerabilities, i, vulnerability)
    {
        vw_formats__join(&cves, vw_formats__text(vulnerability, "cve"));
    }
    return vw_buf_text(&cves);
}

static vw_status take_advisory(const vw_csaf *csaf, const char *released)
{
    vw_arena *arena = csaf->run->arena;
    vw_taker *taker = NULL;
    vw_status status = vw_intake__begin_named(&taker, csaf->run, "advisory", IMPORTER, NULL);

    if (status != VW_OK) {
        return status;
    }
    vw_intake__put_key(taker, vw_formats__text(csaf->tracking, "id"));
    vw_intake__put(taker, "occurred_on", vw_formats__day(arena, released));
    vw_intake__put(taker, "title", vw_json_text(arena, csaf->root, "document.title"));
    vw_intake__put(taker, "category", vw_json_text(arena, csaf->root, "document.category"));
    vw_intake__put(taker, "publisher", vw_json_text(arena, csaf->root, "document.publisher.name"));
    vw_intake__put(taker, "publisher_category",
                   vw_json_text(arena, csaf->root, "document.publisher.category"));
    vw_intake__put(taker, "status", vw_formats__text(csaf->tracking, "status"));
    vw_intake__put(taker, "version", vw_formats__text(csaf->tracking, "version"));
    vw_intake__put(
        taker, "initial_release",
        vw_formats__instant(arena, vw_formats__text(csaf->tracking, "initial_release_date")));
    vw_intake__put(taker, "current_release", released);
    vw_intake__put(taker, "severity",
                   vw_json_text(arena, csaf->root, "document.aggregate_severity.text"));
    vw_intake__put(taker, "tlp",
                   vw_json_text(arena, csaf->root, "document.distribution.tlp.label"));
    vw_intake__put(taker, "cves", all_cves(csaf));
    vw_intake__put(taker, "product_count", vw_printf(arena, "%zu", csaf->products.count));
    vw_intake__put(taker, "language", vw_formats__text(csaf->document, "lang"));
    vw_intake__put(taker, "url", own_address(csaf));
    status = vw_intake__row(taker, 1, "/document", vw_json_rest(arena, csaf->root, in_fields));
    return status != VW_OK ? status : vw_intake__end(taker);
}

/* ---- statements -------------------------------------------------------------------------- */

/* What one vulnerability's lists say of its products. */
typedef struct {
    const json_t *vulnerability;
    const char *name; /* CVE, or what else identifies it */
    vw_csaf_links flags, impacts, exploits, remediations, scores;
} vulnerability;

typedef struct {
    size_t product, status;
} stated;

static int by_product(const void *a, const void *b)
{
    const stated *x = a;
    const stated *y = b;

    if (x->product != y->product) {
        return x->product < y->product ? -1 : 1;
    }
    return (x->status > y->status) - (x->status < y->status);
}

static const char *name_of(vw_arena *arena, const json_t *value, size_t index)
{
    const char *cve = vw_formats__text(value, "cve");
    const char *id = vw_formats__text(json_array_get(json_object_get(value, "ids"), 0), "text");
    const char *title = vw_formats__text(value, "title");

    return cve != NULL     ? cve
           : id != NULL    ? id
           : title != NULL ? title
                           : vw_printf(arena, "vulnerability %zu", index + 1);
}

static void put_score(vw_taker *taker, vw_arena *scratch, const json_t *score)
{
    const json_t *cvss = json_object_get(score, "cvss_v3");

    if (cvss == NULL) {
        cvss = json_object_get(score, "cvss_v2");
    }
    const char *severity = vw_formats__text(cvss, "baseSeverity");

    vw_intake__put(taker, "cvss_score", vw_json_text(scratch, cvss, "baseScore"));
    vw_intake__put(taker, "cvss_vector", vw_formats__text(cvss, "vectorString"));
    if (severity != NULL) {
        char *lower = vw_strdup(scratch, severity);

        for (char *c = lower; *c != '\0'; c++) {
            *c = (char)tolower((unsigned char)*c);
        }
        vw_intake__put(taker, "severity", lower);
    }
}

static void put_product(vw_taker *taker, const vw_csaf_product *product)
{
    const json_t *helper = json_object_get(product->full_name, "product_identification_helper");

    vw_intake__put(taker, "product", vw_formats__text(product->full_name, "name"));
    vw_intake__put(taker, "product_vendor", product->vendor);
    vw_intake__put(taker, "product_version", product->version);
    vw_intake__put(taker, "purl", vw_formats__text(helper, "purl"));
    vw_intake__put(taker, "cpe", vw_formats__text(helper, "cpe"));
}

/* What the lists of the vulnerability [of] say of [product]. */
static void put_lists(vw_taker *taker, vw_arena *scratch, const vulnerability *of, size_t product)
{
    const json_t *value = of->vulnerability;
    const json_t *flag = vw_csaf__linked(&of->flags, value, "flags", product);
    const json_t *impact = vw_csaf__linked(&of->impacts, value, "threats", product);
    const json_t *exploit = vw_csaf__linked(&of->exploits, value, "threats", product);
    const json_t *remedy = vw_csaf__linked(&of->remediations, value, "remediations", product);

    vw_intake__put(taker, "justification", vw_formats__text(flag, "label"));
    vw_intake__put(taker, "impact_statement",
                   vw_formats__fitting(vw_formats__text(impact, "details")));
    vw_intake__put(taker, "exploit_status",
                   vw_formats__fitting(vw_formats__text(exploit, "details")));
    vw_intake__put(taker, "remediation", vw_formats__text(remedy, "category"));
    vw_intake__put(taker, "remediation_text",
                   vw_formats__fitting(vw_formats__text(remedy, "details")));
    vw_intake__put(taker, "remediation_url", vw_formats__fitting(vw_formats__text(remedy, "url")));
    put_score(taker, scratch, vw_csaf__linked(&of->scores, value, "scores", product));
}

/* The statuses from [from] on are of one product; the first is its status. */
static void put_statement(vw_taker *taker, vw_arena *scratch, const vw_csaf *csaf,
                          const vulnerability *of, const stated *from, const stated *end)
{
    const vw_csaf_product *product = &csaf->products.items[from->product];
    const char *advisory = vw_formats__text(csaf->tracking, "id");
    const char *released = vw_formats__text(csaf->tracking, "current_release_date");
    vw_buf others = {.arena = scratch};

    for (const stated *other = from + 1; other < end; other++) {
        vw_formats__join(&others, vw_csaf_statuses[other->status]);
    }
    vw_intake__put_key(taker, vw_printf(scratch, "%s/%s/%s", advisory, of->name, product->id));
    vw_intake__put(taker, "effective_from", vw_formats__day(scratch, released));
    vw_intake__put(taker, "vulnerability", of->name);
    vw_intake__put(taker, "cwe", vw_json_text(scratch, of->vulnerability, "cwe.id"));
    vw_intake__put(taker, "status", vw_csaf_statuses[from->status]);
    vw_intake__put(taker, "other_statuses", vw_buf_text(&others));
    vw_intake__put(taker, "advisory", advisory);
    put_product(taker, product);
    put_lists(taker, scratch, of, from->product);
}

/* Which products it has a status for, by product and then by status. */
static size_t all_stated(stated **out, const vw_csaf *csaf, vw_arena *scratch, const json_t *value)
{
    VW_VEC(stated) all = {0};
    size_t j;
    json_t *id;

    for (size_t i = 0; i < VW_CSAF_STATUSES; i++) {
        const json_t *list =
            json_object_get(json_object_get(value, "product_status"), vw_csaf_statuses[i]);

        json_array_foreach(list, j, id)
        {
            const vw_csaf_product *product = vw_csaf__product(csaf, json_string_value(id));

            if (product != NULL) {
                VW_PUSH(scratch, all,
                        (stated){.product = (size_t)(product - csaf->products.items), .status = i});
            }
        }
    }
    if (all.count > 0) {
        qsort(all.items, all.count, sizeof *all.items, by_product);
    }
    *out = all.items;
    return all.count;
}

static vw_status take_vulnerability(vw_csaf *csaf, vw_taker *taker, vw_arena *scratch,
                                    uint32_t *row, size_t index)
{
    const json_t *value = json_array_get(csaf->vulnerabilities, index);
    const vulnerability of = {
        .vulnerability = value,
        .name = name_of(scratch, value, index),
        .flags = vw_csaf__links(csaf, scratch, value, "flags", NULL, NULL),
        .impacts = vw_csaf__links(csaf, scratch, value, "threats", "category", "impact"),
        .exploits = vw_csaf__links(csaf, scratch, value, "threats", "category", "exploit_status"),
        .remediations = vw_csaf__links(csaf, scratch, value, "remediations", NULL, NULL),
        .scores = vw_csaf__links(csaf, scratch, value, "scores", NULL, NULL)};
    const char *pointer = vw_printf(scratch, "/vulnerabilities/%zu", index);
    stated *all = NULL;
    size_t count = all_stated(&all, csaf, scratch, value);
    vw_status status = VW_OK;

    for (size_t i = 0; i < count && status == VW_OK;) {
        size_t end = i + 1;

        while (end < count && all[end].product == all[i].product) {
            end++;
        }
        put_statement(taker, scratch, csaf, &of, &all[i], &all[end]);
        status = vw_intake__row(taker, ++*row, pointer, NULL);
        i = end;
    }
    return status;
}

static vw_status take_statements(vw_csaf *csaf)
{
    vw_taker *taker = NULL;
    uint32_t row = 0;
    vw_arena *scratch = vw_arena_new();
    vw_status status =
        vw_intake__begin_named(&taker, csaf->run, "vulnerability_statement", IMPORTER, NULL);

    for (size_t i = 0; status == VW_OK && i < json_array_size(csaf->vulnerabilities); i++) {
        status = take_vulnerability(csaf, taker, scratch, &row, i);
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
    return status != VW_OK ? status : vw_intake__end(taker);
}

/* ---- the document ------------------------------------------------------------------------ */

static bool has_statements(const vw_csaf *csaf)
{
    size_t i;
    json_t *value;

    json_array_foreach(csaf->vulnerabilities, i, value)
    {
        if (json_object_get(value, "product_status") != NULL) {
            return true;
        }
    }
    return false;
}

static vw_status take(vw_intake_run *run, const json_t *root)
{
    size_t errors = vw_diags_count(run->diags, VW_ERROR);
    vw_csaf csaf = {.run = run,
                    .root = root,
                    .document = json_object_get(root, "document"),
                    .tree = json_object_get(root, "product_tree"),
                    .vulnerabilities = json_object_get(root, "vulnerabilities")};

    csaf.tracking = json_object_get(csaf.document, "tracking");
    vw_formats__check(run, root, NULL, &vw_csaf_shape);
    vw_csaf__judge_tree(&csaf);
    vw_csaf__judge_history(&csaf);
    vw_csaf__judge_document(&csaf);
    vw_csaf__judge_vulnerabilities(&csaf);
    if (vw_diags_count(run->diags, VW_ERROR) > errors) {
        return VW_OK; /* a document that breaks its own rules is not taken, not even in part */
    }
    const char *released =
        vw_formats__instant(run->arena, vw_formats__text(csaf.tracking, "current_release_date"));
    vw_status status = take_advisory(&csaf, released);

    if (status == VW_OK && has_statements(&csaf)) {
        csaf.through_groups = 0;
        status = take_statements(&csaf);
    }
    return status;
}

static const char *const kinds[] = {"advisory", "vulnerability_statement", NULL};

static const char *const producer[] = {"document.publisher.name", NULL};

const vw_json_format vw_format_csaf = {.producer = producer,
                                       .name = "csaf",
                                       .label = {"CSAF 2.0", "CSAF 2.0"},
                                       .kinds = kinds,
                                       .recognise = recognise,
                                       .take = take};
