/* SPDX-License-Identifier: EUPL-1.2 */
/* Which kinds the workbook holds, its guide, and by what it is known when it comes back. */
#include "reports/workbook/parts.h"

#include "base/utf8.h"
#include "intake/workbook/workbook_meta.h"

#include <inttypes.h>
#include <string.h>

/* ---- kinds ------------------------------------------------------------------------------- */

static vw_status chosen_kinds(bool *in_scope, const vw_workbook_maker *maker)
{
    const vw_catalogue *catalogue = maker->plan->set->catalogue;
    const char **names = VW_NEW_ARRAY(maker->arena, catalogue->count, const char *);
    vw_status status = VW_OK;
    for (size_t i = 0; i < catalogue->count; i++) {
        names[i] = catalogue->kinds[i].name;
    }
    for (size_t i = 0; i < maker->options->kind_count; i++) {
        const char *name = maker->options->kinds[i];
        const vw_kind *kind = vw_catalogue_find(catalogue, name);
        if (kind == NULL) {
            VW_DIAG(maker->diags, U016, (vw_place){0}, name,
                    vw_suggest(name, names, catalogue->count));
            status = VW_ERR_USAGE;
        } else {
            in_scope[kind - catalogue->kinds] = true;
        }
    }
    return status;
}

static void add_kind(bool *in_scope, const vw_catalogue *catalogue, const vw_kind *kind)
{
    if (kind == NULL || in_scope[kind - catalogue->kinds]) {
        return;
    }
    in_scope[kind - catalogue->kinds] = true;
    for (size_t i = 0; i < kind->field_count; i++) {
        /* Files are handed in by themselves, with `import --artefact`. */
        if (kind->fields[i].type == VW_TYPE_REF && strcmp(kind->fields[i].to, VW_ARTEFACT) != 0) {
            add_kind(in_scope, catalogue, vw_catalogue_find(catalogue, kind->fields[i].to));
        }
    }
}

static void needed_kinds(bool *in_scope, const vw_workbook_maker *maker)
{
    static const char *const registers[] = {"answer", "exception", "person"};
    const vw_catalogue *catalogue = maker->plan->set->catalogue;
    for (size_t i = 0; i < maker->plan->test_count; i++) {
        const vw_rule *rule = maker->plan->tests[i].rule;
        add_kind(in_scope, catalogue, vw_rule_population(rule));
        for (size_t j = 0; j < vw_rule_related_count(rule); j++) {
            add_kind(in_scope, catalogue, vw_rule_related(rule, j));
        }
    }
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
        add_kind(in_scope, catalogue, vw_catalogue_find(catalogue, registers[i]));
    }
}

vw_status vw_workbook__kinds(const vw_kind ***out, size_t *count, const vw_workbook_maker *maker)
{
    const vw_catalogue *catalogue = maker->plan->set->catalogue;
    bool *in_scope = VW_NEW_ARRAY(maker->arena, catalogue->count, bool);
    const vw_kind **kinds = VW_NEW_ARRAY(maker->arena, catalogue->count, const vw_kind *);
    vw_status status = VW_OK;
    if (maker->options->kind_count > 0) {
        status = chosen_kinds(in_scope, maker);
    } else {
        needed_kinds(in_scope, maker);
    }
    *count = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        if (in_scope[i]) {
            kinds[(*count)++] = &catalogue->kinds[i];
        }
    }
    *out = kinds;
    return status;
}

/* A questionnaire needs the fields that name a question. */
static bool is_questionnaire(const vw_kind *kind)
{
    return strcmp(kind->name, "answer") == 0 && vw_kind_field(kind, "requirement") != NULL &&
           vw_kind_field(kind, "aspect") != NULL && vw_kind_field(kind, "effective_from") != NULL;
}

/* The questions first: they are what most people come for. */
static void add_sheets(vw_form *form, const vw_workbook_maker *maker, const vw_kind *const *kinds,
                       size_t count)
{
    vw_form_sheet *sheets = VW_NEW_ARRAY(maker->arena, count, vw_form_sheet);
    size_t at = 0;
    for (int questions = 1; questions >= 0; questions--) {
        for (size_t i = 0; i < count; i++) {
            if (is_questionnaire(kinds[i]) == (questions == 1)) {
                vw_workbook__sheet(&sheets[at++], maker, kinds[i], questions == 1);
            }
        }
    }
    form->sheets = sheets;
    form->sheet_count = count;
}

/* ---- what it is known by ----------------------------------------------------------------- */

typedef struct {
    vw_arena *arena;
    VW_VEC(const char *const *) rows;
} meta_rows;

static void add_row(meta_rows *meta, const char *a, const char *b, const char *c, const char *d)
{
    const char **row = VW_NEW_ARRAY(meta->arena, 5, const char *);
    row[0] = a;
    row[1] = b;
    row[2] = c;
    row[3] = d;
    VW_PUSH(meta->arena, meta->rows, row);
}

static void add_columns(meta_rows *meta, const vw_form_sheet *sheet)
{
    const size_t prefix = strlen(VW_WORKBOOK_COLUMN) + strlen(sheet->id) + 1;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const vw_form_column *column = &sheet->columns[i];
        if (column->is != VW_FORM_CONTEXT) {
            add_row(meta, "column", sheet->id, column->name + prefix, column->title);
        }
    }
    for (size_t i = 0; sheet->prose && vw_workbook__prefilled[i] != NULL; i++) {
        add_row(meta, "prefilled", sheet->id, vw_workbook__prefilled[i], NULL);
    }
}

vw_status vw_workbook__meta(vw_form *form, const vw_workbook_maker *maker)
{
    char facts[65];
    bool intact = false;
    const char *import = "";
    meta_rows meta = {.arena = maker->arena};
    char *made_at = vw_alloc(maker->arena, 21);
    int64_t mark = maker->options->empty ? 0 : maker->mark;
    vw_status status = vw_dossier_facts_hash(facts, &intact, maker->dossier, maker->diags);
    if (status == VW_OK) {
        status =
            vw_workbook__import_hash(&import, maker->dossier, maker->arena, maker->diags, mark);
    }
    vw_instant_format(made_at, form->made_at);
    add_row(&meta, VW_WORKBOOK_WORD, VW_WORKBOOK_LAYOUT, NULL, NULL);
    add_row(&meta, "dossier", vw_strdup(maker->arena, facts), NULL, NULL);
    add_row(&meta, "organisation", vw_printf(maker->arena, "%s, %s", form->entity, form->period),
            NULL, NULL);
    add_row(&meta, "import_mark", vw_printf(maker->arena, "%" PRId64, mark), NULL, NULL);
    add_row(&meta, "import_sha256", import, NULL, NULL);
    add_row(&meta, "language", maker->options->lang == VW_NL ? "nl" : "en", NULL, NULL);
    add_row(&meta, "program", VW_VERSION, NULL, NULL);
    add_row(&meta, "made_at", made_at, NULL, NULL);
    for (size_t i = 0; i < form->sheet_count; i++) {
        add_columns(&meta, &form->sheets[i]);
    }
    form->meta_name = VW_WORKBOOK_SHEET;
    form->meta = meta.rows.items;
    form->meta_count = meta.rows.count;
    return status;
}

/* ---- the guide --------------------------------------------------------------------------- */

static void add_guide(vw_form *form, const vw_workbook_maker *maker)
{
    static const struct {
        const char *nl, *en;
        bool strong;
    } lines[] = {
        {"Zo vult u dit werkboek in", "How to fill in this workbook", true},
        {"Elke soort bewijs heeft een blad. Eén rij is één record; het kenmerk in de eerste kolom "
         "maakt de rij herkenbaar.",
         "Each kind of evidence has a sheet. One row is one record; the key in the first column "
         "makes it known.",
         false},
        {"Een donkerblauwe kop met een sterretje is verplicht, een lichtblauwe mag leeg blijven: "
         "leeg is onbekend. Grijs is alleen om te lezen.",
         "A dark blue heading with an asterisk is required, a light blue one may stay empty: empty "
         "is unknown. Grey is only to read.",
         false},
        {"Nieuwe rijen schrijft u onder de bestaande. Sorteren, filteren en kolommen verplaatsen "
         "kan; laat de koppen staan.",
         "Write new rows below those that are there. Sort, filter and move columns as you like; "
         "leave the headings.",
         false},
        {"Een rij weghalen wist niets in het dossier: bewijs wordt alleen toegevoegd. Geef een "
         "record dat niet meer geldt een einddatum.",
         "Removing a row deletes nothing from the dossier: evidence is only ever added. Give a "
         "record that no longer holds an end date.",
         false},
        {"Tijdstippen staan in UTC, niet in Nederlandse tijd.", "Times are in UTC.", false},
        {"Klaar? Bewaar het werkboek als XLSX en lees het in: verantwoord import WERKBOEK.xlsx. U "
         "ziet eerst wat er verandert; pas met --accept wordt het opgenomen.",
         "Done? Save the workbook as XLSX and take it in: verantwoord import WORKBOOK.xlsx. You "
         "first see what changes; only --accept takes it in.",
         false},
    };
    const size_t count = sizeof lines / sizeof *lines;
    vw_form_line *guide = VW_NEW_ARRAY(maker->arena, count, vw_form_line);
    for (size_t i = 0; i < count; i++) {
        guide[i] =
            (vw_form_line){vw_workbook__in(maker, lines[i].nl, lines[i].en), lines[i].strong};
    }
    form->guide_name = VW_WORKBOOK_CONTEXT;
    form->guide = guide;
    form->guide_count = count;
}

static void add_words(vw_form *form, const vw_workbook_maker *maker)
{
    static const char *const heads_nl[] = {"Blad",         "Kolom",       "Verplicht",
                                           "Wat u invult", "Toelichting", "Voorbeeld"};
    static const char *const heads_en[] = {"Sheet",           "Column",      "Required",
                                           "What to fill in", "Explanation", "Example"};
    const vw_lang lang = maker->options->lang;
    form->page = vw_workbook__in(maker, "Pagina", "Page");
    form->of = vw_workbook__in(maker, "van", "of");
    form->guide_title = vw_workbook__in(maker, "Uitleg", "Guide");
    form->words = (vw_form_words){
        .not_in_list = vw_workbook__in(maker, "Kies een waarde uit de lijst.",
                                       "Choose a value from the list."),
        .not_known_yet = vw_workbook__in(
            maker, "Dit kenmerk staat niet op het andere blad. Wilt u het toch gebruiken?",
            "This key is not on the other sheet. Use it all the same?"),
        .no_date = vw_workbook__in(maker, "Dit is geen datum. Wilt u het toch gebruiken?",
                                   "This is no date. Use it all the same?"),
        .yes = vw_workbook__in(maker, "ja", "yes"),
        .fields = vw_workbook__in(maker, "Alle bladen en kolommen", "All sheets and columns"),
    };
    memcpy(form->words.guide_heads, lang == VW_NL ? heads_nl : heads_en, sizeof heads_nl);
}

vw_status vw_workbook_build(const vw_form **out, vw_dossier *dossier, const vw_plan *plan,
                            const vw_workbook_options *options, vw_arena *arena, vw_diags *diags)
{
    const vw_kind **kinds = NULL;
    size_t count = 0;
    vw_form *form = VW_NEW(arena, vw_form);
    vw_workbook_maker *maker = VW_NEW(arena, vw_workbook_maker);
    *maker = (vw_workbook_maker){.dossier = dossier,
                                 .plan = plan,
                                 .options = options,
                                 .arena = arena,
                                 .diags = diags,
                                 .head = vw_dossier_head_of(dossier)};
    *out = NULL;
    *form = (vw_form){.lang = options->lang,
                      .title = vw_workbook__in(maker, "Bewijs en vragen", "Evidence and questions"),
                      .entity = maker->head->name,
                      .period = vw_printf(arena, "%d", maker->head->year),
                      .version_line = "verantwoord " VW_VERSION,
                      .made_at = vw_clock_now()};
    form->title = vw_printf(arena, "%s: %s, %s", form->title, form->entity, form->period);
    vw_status status = vw_import_mark(dossier, diags, &maker->mark);
    if (status == VW_OK) {
        status = vw_workbook__kinds(&kinds, &count, maker);
    }
    if (status != VW_OK) {
        return status;
    }
    add_sheets(form, maker, kinds, count);
    add_guide(form, maker);
    add_words(form, maker);
    status = vw_workbook__meta(form, maker);
    *out = status == VW_OK ? form : NULL;
    return status;
}
