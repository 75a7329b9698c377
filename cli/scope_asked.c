/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord scope: what is still to be told of the organisation, and how. */
#include "cli/scope.h"

static bool nl(const vw_cli_scoped *s)
{
    return s->cli->lang == VW_NL;
}

static const char *say(const vw_cli_scoped *s, vw_text text)
{
    return vw_cli_text(s->cli, text);
}

/* What may be filled in. */
static const char *choices(const vw_cli_scoped *s, const vw_field *field)
{
    vw_buf out = {.arena = s->cli->arena};
    if (field->type == VW_TYPE_BOOL) {
        return nl(s) ? "ja, nee" : "yes, no";
    }
    for (size_t i = 0; i < field->value_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", field->values[i].value);
    }
    return field->value_count > 0        ? vw_buf_text(&out)
           : field->type == VW_TYPE_DATE ? (nl(s) ? "een datum" : "a date")
           : field->type == VW_TYPE_TEXT ? (nl(s) ? "een tekst" : "a text")
           : field->type == VW_TYPE_LIST ? (nl(s) ? "een lijst" : "a list")
                                         : (nl(s) ? "een getal" : "a number");
}

/* The facts that a derived one follows from, when that is another way to fill it in. */
static const char *other_way(const vw_cli_scoped *s, const vw_fact *fact)
{
    vw_buf out = {.arena = s->cli->arena};
    const char *before = nl(s) ? "; of: " : "; or: ";
    for (size_t i = 0; i < fact->from_count; i++) {
        if (fact->from[i]->value == NULL) {
            vw_buf_addf(&out, "%s%s", before, fact->from[i]->field->name);
            before = ", ";
        }
    }
    return vw_buf_text(&out);
}

/* The header of a file that keeps what is recorded and gives what is asked. */
static const char *columns_text(const vw_cli_scoped *s)
{
    const vw_kind *kind = s->profile.kind;
    vw_buf out = {.arena = s->cli->arena};
    vw_buf_add(&out, kind->key);
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_fact *fact = &s->profile.facts[i];
        bool wanted =
            fact->field->required || fact->source == VW_FACT_RECORDED || fact->recorded != NULL;
        for (size_t j = 0; !wanted && j < s->asked.count; j++) {
            wanted = s->asked.items[j].fact == fact;
        }
        vw_buf_addf(&out, "%s%s", wanted ? "," : "", wanted ? fact->field->name : "");
    }
    return vw_buf_text(&out);
}

void vw_scope_print_asked(const vw_cli_scoped *s)
{
    if (s->asked.count == 0) {
        return;
    }
    vw_cli_say(s->cli, "\nNog nodig, en niet vastgelegd:\n", "\nNeeded, and not recorded:\n", NULL);
    for (size_t i = 0; i < s->asked.count; i++) {
        const vw_asked_fact *asked = &s->asked.items[i];
        const vw_field *field = asked->fact->field;
        vw_cli_say(s->cli, "  {0} ({1}): {2}{3}\n    voor {4}\n",
                   "  {0} ({1}): {2}{3}\n    for {4}\n", field->name, say(s, field->label),
                   choices(s, field), other_way(s, asked->fact), asked->regimes, NULL);
    }
    vw_cli_say(
        s->cli,
        "\nOf schrijf ze in organisation.csv, en dan: verantwoord import organisation.csv. Een "
        "nieuwe rij komt in de plaats van\nde hele oude, dus neem alle kolommen mee:\n"
        "{0}\n",
        "\nOr write them in organisation.csv, and then: verantwoord import organisation.csv. A "
        "new row takes the place of the\nwhole old one, so take all columns along:\n{0}\n",
        columns_text(s), NULL);
}

static const char *asked_labels(const vw_cli_scoped *s)
{
    vw_buf out = {.arena = s->cli->arena};
    for (size_t i = 0; i < s->asked.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "; " : "", say(s, s->asked.items[i].fact->field->label));
    }
    return vw_buf_text(&out);
}

/* What is still to be told, and how, before the table: who asks for the first time has only that to
 * do. */
void vw_scope_print_to_tell(const vw_cli_scoped *s)
{
    size_t open = 0;
    const char *dossier = vw_argument_of(s->cli->arguments, VW_OPT_DOSSIER);
    const char *option =
        dossier == NULL ? "" : vw_printf(s->cli->arena, " -d %s", vw_cli_shown(s->cli, dossier));
    for (size_t i = 0; i < s->count; i++) {
        open += !s->outcomes[i].decided;
    }
    if (s->asked.count == 0) {
        return;
    }
    if (open == 0) {
        vw_cli_say(s->cli, "Over alle regimes is beslist. Vul nog aan:\n",
                   "All regimes are decided. Still to be added:\n", NULL);
    } else {
        vw_cli_say(s->cli, "Over {0} van de {1} regimes is beslist. Vertel voor de rest nog:\n",
                   "{0} of the {1} regimes are decided. For the rest, still to be told:\n",
                   vw_printf(s->cli->arena, "%zu", s->count - open),
                   vw_printf(s->cli->arena, "%zu", s->count), NULL);
    }
    vw_cli_say(s->cli, "  {0}\n", "  {0}\n", asked_labels(s), NULL);
    vw_cli_say(s->cli,
               "Dat gaat in een werkboek, waarin staat wat al bekend is:\n"
               "  verantwoord workbook --kind organisation -o organisatie.xlsx{0}\n"
               "  verantwoord import organisatie.xlsx{0}\n\n",
               "That is done in a workbook, which holds what is known already:\n"
               "  verantwoord workbook --kind organisation -o organisation.xlsx{0}\n"
               "  verantwoord import organisation.xlsx{0}\n\n",
               option, NULL);
}
