/* SPDX-License-Identifier: EUPL-1.2 */
/* What frames the results: the facts of the cover, who signs, the frameworks and their words. */
#include "model/label.h"
#include "reports/build/binds.h"
#include "reports/build/certain.h"

#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

vw_status vw_blocks_cover_facts(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    const vw_evaluation *evaluation = r->evaluation;
    VW_VEC(vw_fact) facts = {0};
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Verantwoordingsjaar", "Accounting year"}),
                      vw_text_cell(vw_report__value(r, "year"))});
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Peildatum", "Reference date"}),
                      {.is = VW_CELL_DATE, .date = evaluation->as_of}});
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Periode", "Period"}),
                      vw_text_cell(VW_FILL(r, ((vw_text){"{0} tot en met {1}", "{0} to {1}"}),
                                           vw_show_date(r, evaluation->period_from),
                                           vw_show_date(r, evaluation->period_until)))});
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        VW_PUSH(r->arena, facts,
                (vw_fact){i == 0 ? vw_say(r, (vw_text){"Normenkaders", "Frameworks"}) : "",
                          vw_text_cell(vw_show_framework(r, r->plan->frameworks[i]))});
    }
    VW_PUSH(r->arena, facts,
            (vw_fact){
                vw_say(r, (vw_text){"Programma", "Program"}),
                vw_text_cell(vw_printf(r->arena, "verantwoord %s", evaluation->program_version))});
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Kenmerk van de uitkomst", "Result hash"}),
                      vw_text_cell(vw_report__value(r, "result-hash-short"))});
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){
        .is = VW_BLOCK_FACTS, .id = "cover-facts", .facts = facts.items, .fact_count = facts.count};
    VW_PUSH(r->arena, *out, block);
    return VW_OK;
}

/* A role as it was typed, in either language. */
static bool is_role(const char *given, vw_text role)
{
    return strcasecmp(given, role.nl) == 0 || strcasecmp(given, role.en) == 0;
}

static const char *approved(const vw_report *r, const vw_sign_off *sign_off)
{
    static const vw_text words = {"{0} (akkoord op {1})", "{0} (signed off on {1})"};
    return VW_FILL(r, words, sign_off->name, vw_show_date(r, sign_off->on));
}

static void add_approvals(const vw_report *r, vw_block_list *out)
{
    static const vw_text line = {"Akkoord gegeven door {0}, {1}, op {2}.",
                                 "Approved by {0}, {1}, on {2}."};
    for (size_t i = 0; i < r->signed_off.count; i++) {
        const vw_sign_off *one = &r->signed_off.items[i];
        vw_add_paragraph(r, out, VW_FILL(r, line, one->name, one->role, vw_show_date(r, one->on)));
    }
}

/* That it is a draft, while it is; then who approved it. */
vw_status vw_blocks_draft_note(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text draft = {"Dit stuk is een concept tot {0} het vaststelt.",
                                  "This document is a draft until {0} adopts it."};
    (void)level;
    r->told_approval = true;
    if (vw_report__is_draft(r)) {
        vw_add_paragraph(r, out, VW_FILL(r, draft, vw_report__value(r, "board")));
    } else {
        add_approvals(r, out);
    }
    return VW_OK;
}

/* A document that has no place of its own for it says after its first heading who approved it. */
const vw_block *vw_report__approved(vw_report *r, const vw_block *root)
{
    if (r->told_approval || vw_report__is_draft(r)) {
        return root;
    }
    vw_block_list told = {0};
    add_approvals(r, &told);
    return vw_add_after_heading(r, root, &told);
}

typedef struct {
    const char *type;
    vw_text roles[2];
} signers;

static const signers *signers_of(const char *type)
{
    static const signers all[] = {
        {"municipality",
         {{"Burgemeester", "Mayor"}, {"Gemeentesecretaris", "Municipal secretary"}}},
        {"province",
         {{"Commissaris van de Koning", "King's Commissioner"},
          {"Provinciesecretaris", "Provincial secretary"}}},
        {"water_authority",
         {{"Dijkgraaf of watergraaf", "Chair of the water authority"},
          {"Secretaris-directeur", "Secretary-director"}}},
        {NULL,
         {{"Voorzitter van het bestuur", "Chair of the board"},
          {"Lid van het bestuur", "Member of the board"}}},
    };
    size_t at = 0;
    while (all[at].type != NULL && strcmp(all[at].type, type) != 0) {
        at++;
    }
    return &all[at];
}

bool vw_report_has_place(const char *type, const char *role)
{
    const signers *found = signers_of(type);
    return is_role(role, found->roles[0]) || is_role(role, found->roles[1]);
}

static const vw_block *signatures_in(const vw_block *block)
{
    const vw_block *found = block->is == VW_BLOCK_SIGNATURES ? block : NULL;
    for (size_t i = 0; i < block->child_count && found == NULL; i++) {
        found = signatures_in(block->children[i]);
    }
    return found;
}

const char *vw_report_places(vw_arena *arena, const vw_document *document)
{
    const vw_block *block = signatures_in(document->root);
    vw_buf out = {.arena = arena};
    for (size_t i = 0; block != NULL && i < block->signatory_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", block->signatories[i].role);
    }
    return block != NULL ? vw_buf_text(&out) : NULL;
}

vw_status vw_blocks_signatures(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    r->told_approval = true;
    const signers *places = signers_of(vw_dossier_head_of(r->dossier)->type);
    VW_VEC(vw_signatory) signatories = {0};
    bool *used = VW_NEW_ARRAY(r->arena, r->signed_off.count, bool);
    for (size_t i = 0; i < 2; i++) {
        vw_signatory one = {.role = vw_say(r, places->roles[i]), .name = ""};
        for (size_t j = 0; j < r->signed_off.count && one.name[0] == '\0'; j++) {
            if (!used[j] && is_role(r->signed_off.items[j].role, places->roles[i])) {
                one.name = approved(r, &r->signed_off.items[j]);
                used[j] = true;
            }
        }
        VW_PUSH(r->arena, signatories, one);
    }
    for (size_t j = 0; j < r->signed_off.count; j++) {
        const vw_sign_off *other = &r->signed_off.items[j];
        if (!used[j]) {
            VW_PUSH(r->arena, signatories, ((vw_signatory){other->role, approved(r, other)}));
        }
    }
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_SIGNATURES,
                        .id = "signatures",
                        .signatories = signatories.items,
                        .signatory_count = signatories.count};
    VW_PUSH(r->arena, *out, block);
    return VW_OK;
}

/* "15 normen; versie en datum: concept" */
static const char *marks_of(const vw_report *r, const vw_framework *framework)
{
    static const vw_text some = {"{0} normen", "{0} requirements"},
                         one = {"1 norm", "1 requirement"},
                         head = {"versie en datum: {0}", "version and date: {0}"};
    const uint64_t marked = vw_certain_marked(framework);
    const char *requirements =
        marked == 0 ? "" : VW_FILL(r, marked == 1 ? one : some, vw_show_number(r, marked));
    const char *dated =
        framework->mark == NULL ? "" : VW_FILL(r, head, vw_say(r, vw_mark_label(framework->mark)));
    return vw_printf(r->arena, "%s%s%s", requirements, marked > 0 && *dated != '\0' ? "; " : "",
                     dated);
}

vw_status vw_blocks_framework_table(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 3, 0},
        {"version", {"Versie", "Version"}, VW_CELL_TEXT, 1.2, 0},
        {"date", {"Van", "Dated"}, VW_CELL_DATE, 1.6, 0},
        {"requirements", {"Normen", "Requirements"}, VW_CELL_INTEGER, 1, 0},
        {"mark", {"Voorbehoud", "Mark"}, VW_CELL_TEXT, 2, 0},
        {"because", {"Waarom het geldt", "Why it applies"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "frameworks",
        .caption = {"Normenkaders waarover deze verantwoording gaat",
                    "Frameworks that this report accounts for"},
        .sheet_id = "frameworks",
        .sheet = {"Normenkaders", "Frameworks"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    vw_cells cells = {0};
    const vw_plan *plan = r->plan;
    vw_status status = vw_binds_find(r);
    for (size_t i = 0; i < plan->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = plan->frameworks[i];
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, framework->title)));
        VW_PUSH(r->arena, cells, vw_text_cell(framework->version));
        VW_PUSH(r->arena, cells,
                framework->year_only ? vw_text_cell(vw_framework_dated(r->arena, framework))
                                     : (vw_cell){.is = VW_CELL_DATE, .date = framework->date});
        VW_PUSH(r->arena, cells, vw_number_cell((int64_t)framework->requirement_count));
        VW_PUSH(r->arena, cells, vw_text_cell(marks_of(r, framework)));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_binds_why(r, i)));
    }
    if (status != VW_OK) {
        return status;
    }
    r->told_binds = true;
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

/* What each framework says of itself, and whose work it rests on. */
vw_status vw_blocks_attributions(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    vw_certain_told_sources(r);
    vw_texts texts = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        const char *mark = vw_show_head_mark(r, framework);
        VW_PUSH(r->arena, texts,
                vw_printf(r->arena, "%s: %s %s%s%s", vw_show_framework(r, framework),
                          vw_say(r, framework->explain), vw_say(r, framework->attribution),
                          mark != NULL ? vw_say(r, (vw_text){" Voorbehoud: ", " Mark: "}) : "",
                          mark != NULL ? mark : ""));
    }
    vw_add_list(r, out, &texts);
    return VW_OK;
}

vw_status vw_blocks_result_words(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text meanings[VW_RESULT_COUNT] = {
        [VW_RESULT_ERROR] = {"De toets kon niet worden uitgevoerd; de reden staat erbij.",
                             "The test could not be run; the reason is given."},
        [VW_NOT_MET] = {"Er zijn meer afwijkingen dan de toets toestaat, of een persoon oordeelde "
                        "dat de norm niet wordt gehaald.",
                        "There are more deviations than the test allows, or a person judged that "
                        "the requirement is not met."},
        [VW_NOT_ASSESSED] = {"Er is geen of te weinig bewijs om te oordelen. Dit telt mee in elke "
                             "noemer.",
                             "There is no or too little evidence to judge. It counts in every "
                             "denominator."},
        [VW_PARTLY_MET] = {"Een deel is in orde, maar niet het geheel.",
                           "Part of it is in order, but not the whole."},
        [VW_EXPLAINED] = {"Wat afwijkt, valt onder een goedgekeurde uitzondering die op de "
                          "peildatum geldig is.",
                          "What deviates is covered by an approved exception, valid on the "
                          "reference date."},
        [VW_MET] = {"De getoetste populatie voldoet, binnen de toegestane tolerantie; of een "
                    "persoon oordeelde zo. Een toets bewijst niet meer dan wat hij toetst.",
                    "The tested population complies, within the tolerance allowed; or a person "
                    "judged so. A test proves no more than what it tests."},
        [VW_NOT_APPLICABLE] = {"De norm of toets heeft hier aantoonbaar geen onderwerp. Telt niet "
                               "mee in de noemer.",
                               "The requirement or test demonstrably has no subject here. Not in "
                               "the denominator."},
        [VW_NOT_OCCURRED] = {"Wat getoetst zou worden, kwam in de periode aantoonbaar niet voor. "
                             "Telt niet mee in de noemer.",
                             "What would be tested demonstrably did not occur in the period. Not "
                             "in the denominator."},
    };
    static const vw_column_words columns[] = {
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 1.6, 0},
        {"meaning", {"Betekenis", "Meaning"}, VW_CELL_TEXT, 8, 0},
    };
    static const vw_table_words words = {
        .id = "result-words",
        .caption = {"De acht uitkomsten", "The eight results"},
        .sheet_id = "method",
        .sheet = {"Methode", "Method"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    vw_cells cells = {0};
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        VW_PUSH(r->arena, cells, vw_result_cell(result));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, meanings[result])));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

static void add_mark(const vw_report *r, vw_cells *cells, const char *framework, const char *id,
                     const char *title, const char *mark, const char *reason)
{
    VW_PUSH(r->arena, *cells, vw_text_cell(framework));
    VW_PUSH(r->arena, *cells, vw_text_cell(id));
    VW_PUSH(r->arena, *cells, vw_text_cell(title));
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, vw_mark_label(mark))));
    VW_PUSH(r->arena, *cells, vw_text_cell(reason));
}

/* Of its version and date first, then of its requirements. */
static void add_marks(const vw_report *r, vw_cells *cells, const vw_framework *framework)
{
    static const vw_text head = {"Versie en datum", "Version and date"};
    if (framework->mark != NULL) {
        add_mark(r, cells, framework->id, NULL, vw_say(r, head), framework->mark,
                 vw_say(r, framework->mark_reason));
    }
    for (size_t i = 0; i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        if (requirement->mark != NULL) {
            add_mark(r, cells, framework->id, requirement->id, vw_say(r, requirement->title),
                     requirement->mark, vw_say(r, requirement->mark_reason));
        }
    }
}

vw_status vw_blocks_marks(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 1, 0},
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.2, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 4, 0},
        {"mark", {"Voorbehoud", "Mark"}, VW_CELL_TEXT, 1.4, 0},
        {"reason", {"Reden", "Reason"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "marks",
        .caption = {"Normen en versies met een voorbehoud",
                    "Requirements and versions with a mark"},
        .sheet_id = "method",
        .sheet = {"Methode", "Method"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Geen norm en geen versie draagt een voorbehoud.",
                  "No requirement and no version carries a mark."},
    };
    (void)level;
    vw_cells cells = {0};
    const vw_framework *only = vw_report__framework(r);
    vw_certain_told_marks(r, only);
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        if (only == NULL || only == r->plan->frameworks[i]) {
            add_marks(r, &cells, r->plan->frameworks[i]);
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}
