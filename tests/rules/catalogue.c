/* SPDX-License-Identifier: EUPL-1.2 */
#include "catalogue.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BOTH(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }
#define FIELD(field, kind)                                                                         \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_##kind, .label = BOTH(field)                              \
    }
#define MEASURED(field, its_unit)                                                                  \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_NUMBER, .unit = (its_unit), .label = BOTH(field)          \
    }
#define CHOICE(field, list)                                                                        \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_ENUM, .values = (list), .value_count = COUNT(list),       \
        .label = BOTH(field)                                                                       \
    }
#define LIST(field)                                                                                \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_LIST, .label = BOTH(field)                                \
    }
#define CHOICES(field, list)                                                                       \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_LIST, .values = (list), .value_count = COUNT(list),       \
        .label = BOTH(field)                                                                       \
    }
#define REF(field, kind)                                                                           \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_REF, .to = (kind), .label = BOTH(field)                   \
    }
#define TIME(field, must)                                                                          \
    {                                                                                              \
        .name = (field), .type = VW_TYPE_DATE, .required = (must), .of_time = true,                \
        .label = BOTH(field)                                                                       \
    }
#define HOLDS TIME("effective_from", true), TIME("effective_until", false)
#define OCCURS TIME("occurred_on", true)
#define KIND(kind, its_nature, its_key, list)                                                      \
    {                                                                                              \
        .name = (kind), .nature = (its_nature), .label = BOTH(kind), .plural = BOTH(kind),         \
        .key = (its_key), .key_label = BOTH(its_key), .fields = (list), .field_count = COUNT(list) \
    }

static const vw_enum_value levels[] = {
    {"low", BOTH("low")}, {"high", BOTH("high")}, {"critical", BOTH("critical")}};
static const vw_enum_value results[] = {{"success", BOTH("success")}, {"failure", BOTH("failure")}};

static const vw_field asset_fields[] = {
    HOLDS,
    CHOICE("criticality", levels),
    CHOICE("exposure", levels),
    REF("owner", "person"),
    REF("deputy", "person"),
    REF("supplier", "supplier"),
    FIELD("encrypted", BOOL),
    FIELD("public", BOOL),
    MEASURED("rto", "hour"),
    MEASURED("rpo", "hour"),
    MEASURED("retention", "day"),
    FIELD("users", INTEGER),
    FIELD("seats", INTEGER),
    FIELD("remark", TEXT),
    FIELD("version", TEXT),
    FIELD("installed", DATE),
    FIELD("reviewed", DATE),
    LIST("tags"),
    CHOICES("tiers", levels),
};
static const vw_field contract_fields[] = {HOLDS, REF("supplier", "supplier"),
                                           CHOICE("level", levels)};
static const vw_field incident_fields[] = {OCCURS, REF("asset", "asset"),
                                           CHOICE("severity", levels), FIELD("detected", DATETIME),
                                           FIELD("reported", DATETIME)};
static const vw_field person_fields[] = {HOLDS, FIELD("mfa", BOOL), FIELD("employed_until", DATE),
                                         REF("manager", "person")};
static const vw_field policy_fields[] = {HOLDS, FIELD("title", TEXT), FIELD("approved_on", DATE)};
static const vw_field restore_fields[] = {OCCURS,
                                          REF("asset", "asset"),
                                          CHOICE("result", results),
                                          MEASURED("duration", "hour"),
                                          REF("tester", "person"),
                                          REF("reviewer", "person"),
                                          CHOICES("parts", results)};
static const vw_field review_fields[] = {OCCURS, REF("contract", "contract"),
                                         CHOICE("outcome", results)};
static const vw_field supplier_fields[] = {HOLDS, FIELD("country", TEXT), REF("contact", "person"),
                                           LIST("services")};
/* Names that mean something to SQL, and to the dossier's own tables. */
static const vw_field order_fields[] = {HOLDS,
                                        FIELD("group", TEXT),
                                        FIELD("select", BOOL),
                                        REF("from", "order"),
                                        FIELD("key", TEXT),
                                        FIELD("week", INTEGER),
                                        FIELD("latest", INTEGER),
                                        FIELD("sum", INTEGER)};
static const vw_field finding_fields[] = {OCCURS, REF("table", "order"), FIELD("c", BOOL)};

static const vw_kind kinds[] = {
    KIND("asset", VW_STATE, "asset_id", asset_fields),
    KIND("collected", VW_EVENT, "limit", finding_fields),
    KIND("contract", VW_STATE, "contract_id", contract_fields),
    KIND("finding", VW_EVENT, "union", finding_fields),
    KIND("incident", VW_EVENT, "incident_id", incident_fields),
    KIND("order", VW_STATE, "index", order_fields),
    KIND("person", VW_STATE, "person_id", person_fields),
    KIND("policy", VW_STATE, "policy_id", policy_fields),
    KIND("restore_test", VW_EVENT, "test_id", restore_fields),
    KIND("review", VW_EVENT, "review_id", review_fields),
    KIND("supplier", VW_STATE, "supplier_id", supplier_fields),
};

const vw_catalogue *rules_catalogue(void)
{
    static const vw_catalogue catalogue = {.kinds = kinds, .count = COUNT(kinds)};
    return &catalogue;
}
