/* SPDX-License-Identifier: EUPL-1.2 */
/* Of a requirement: what it is, whether it counts, and what a person is asked where no test
 * decides.
 */
#include "cli/explain.h"
#include "model/label.h"

void vw_explain_title(const vw_cli *cli, const vw_requirement *requirement)
{
    vw_cli_say(cli, "{0} - {1}\n{2}, {3}\n", "{0} - {1}\n{2}, {3}\n", requirement->full_id,
               vw_cli_text(cli, requirement->title),
               vw_cli_text(cli, vw_requirement_kind_label(requirement->kind)),
               vw_reference_in(cli->arena, requirement->reference, cli->lang), NULL);
    if (requirement->mark != NULL) {
        vw_cli_say(cli, "Let op: {0} - {1}\n", "Note: {0} - {1}\n",
                   vw_cli_text(cli, vw_mark_label(requirement->mark)),
                   vw_cli_text(cli, requirement->mark_reason), NULL);
    }
    if (*requirement->explain.en != '\0') {
        vw_explain_head(cli, "Wat wordt gevraagd", "What is demanded");
        vw_explain_text(cli, requirement->explain);
    }
}

static void print_parent(const vw_cli *cli, const vw_requirement *requirement)
{
    if (requirement->parent != NULL) {
        vw_cli_say(cli, "  Onder {0}, {1}.\n", "  Under {0}, {1}.\n", requirement->parent->full_id,
                   vw_cli_text(cli, requirement->parent->title), NULL);
    }
}

static void print_owner(const vw_cli *cli, const vw_requirement *requirement)
{
    if (*requirement->owner.en != '\0') {
        vw_cli_say(cli, "  Wie dit meestal doet: {0}\n", "  Who usually does it: {0}\n",
                   vw_cli_text(cli, requirement->owner), NULL);
    }
}

void vw_explain_standing(const vw_cli *cli, const vw_requirement *requirement)
{
    if (requirement->parent != NULL || *requirement->owner.en != '\0') {
        vw_explain_head(cli, "Plaats", "Place");
        print_parent(cli, requirement);
        print_owner(cli, requirement);
    }
    if (!requirement->framework->where_appropriate) {
        return;
    }
    vw_explain_head(cli, "Mag dit vervallen", "May it lapse");
    if (requirement->where_appropriate) {
        vw_cli_say(cli,
                   "  Ja, waar dat past: een persoon mag oordelen dat dit niet van toepassing is, "
                   "met een reden en de risicoanalyse.\n",
                   "  Yes, where appropriate: a person may judge that it is not applicable, with a "
                   "reason and the risk analysis.\n",
                   NULL);
    } else {
        vw_cli_say(
            cli,
            "  Nee: de norm zegt niet \"waar passend\". Een persoon kan niet oordelen dat dit "
            "niet van toepassing is.\n",
            "  No: its norm does not say \"where appropriate\". A person cannot judge that it "
            "is not applicable.\n",
            NULL);
    }
    vw_cli_say(cli, "  Waarom: {0}\n", "  Why: {0}\n",
               vw_cli_text(cli, requirement->framework->only_where_appropriate), NULL);
}

static void inactive_json(const vw_requirement *requirement)
{
    json_t *object = json_pack(
        "{s:s, s:s, s:o, s:o, s:s?, s:s?, s:[], s:[]}", "requirement", requirement->full_id, "kind",
        vw_requirement_kind_name(requirement->kind), "title", vw_cli_json_text(requirement->title),
        "explain", vw_cli_json_text(requirement->explain), "reference", requirement->reference,
        "mark", requirement->mark, "aspects", "measures");
    vw_explain_standing_json(object, requirement);
    vw_cli_json(object);
}

void vw_explain_inactive(const vw_cli *cli, const vw_requirement *requirement)
{
    const vw_requirement *now = vw_requirement_now(requirement);
    if (cli->json) {
        inactive_json(requirement);
        return;
    }
    vw_explain_title(cli, requirement);
    vw_explain_head(cli, "Telt niet mee", "Does not count");
    vw_cli_say(cli, "  {0}\n", "  {0}\n",
               vw_cli_text(cli, vw_requirement_status_label(requirement->status)), NULL);
    if (now != requirement) {
        vw_cli_say(cli, "  Nu: {0} - {1}\n", "  Now: {0} - {1}\n", now->full_id,
                   vw_cli_text(cli, now->title), NULL);
    }
    print_parent(cli, requirement);
    print_owner(cli, requirement);
}

void vw_explain_asked(const vw_cli *cli, const vw_requirement *requirement, vw_aspect aspect)
{
    if (*requirement->ask[aspect].en != '\0') {
        vw_cli_say(cli, "    vraag: {0}\n", "    question: {0}\n",
                   vw_cli_text(cli, requirement->ask[aspect]), NULL);
    }
    if (*requirement->not_covered[aspect].en != '\0') {
        vw_cli_say(cli, "    reden: {0}\n", "    reason: {0}\n",
                   vw_cli_text(cli, requirement->not_covered[aspect]), NULL);
    }
}

static json_t *text_or_null(vw_text text)
{
    return *text.en != '\0' ? vw_cli_json_text(text) : json_null();
}

static json_t *id_or_null(const vw_requirement *requirement)
{
    return requirement != NULL ? json_string(requirement->full_id) : json_null();
}

void vw_explain_standing_json(json_t *object, const vw_requirement *requirement)
{
    json_object_set_new(object, "status",
                        json_string(vw_requirement_status_name(requirement->status)));
    json_object_set_new(object, "moved_to", id_or_null(requirement->moved_to));
    json_object_set_new(object, "parent", id_or_null(requirement->parent));
    json_object_set_new(object, "owner", text_or_null(requirement->owner));
    json_object_set_new(object, "where_appropriate", json_boolean(requirement->where_appropriate));
}

void vw_explain_asked_json(json_t *object, const vw_requirement *requirement, vw_aspect aspect)
{
    vw_coverage coverage = vw_requirement_coverage(requirement, aspect);
    json_object_set_new(object, "coverage", json_string(vw_coverage_name(coverage)));
    json_object_set_new(object, "question", text_or_null(requirement->ask[aspect]));
    json_object_set_new(object, "not_covered", text_or_null(requirement->not_covered[aspect]));
}
