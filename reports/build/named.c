/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/named.h"

#include "base/utf8.h"
#include "reports/build/firm.h"
#include "reports/build/printed.h"
#include "reports/build/rows.h"
#include "reports/build/surname.h"
#include "reports/build/technical.h"
#include "reports/build/templates.h"
#include "reports/build/word_runs.h"

#include <string.h>

enum {
    KEY_MIN = 4,  /* letters and digits: a shorter key is too often something else */
    NAME_MIN = 6, /* the same of a name of several words */
    WORD_MIN = 3  /* what is shorter is not looked for */
};

/* A text of a record, or with [own] NULL one of the template. */
typedef struct {
    const vw_own_text *own;
    vw_report *of; /* whose record it is: this year's, or the year before's */
    const char *written;
} named_text;

/* What was told. */
typedef struct {
    vw_msg message;
    size_t text;
    const char *shown;
} told;

typedef struct {
    vw_report *r;
    vw_report *registers; /* whose keys and names are looked up now: [r] or the year before's */
    vw_report *only;      /* only in texts of that one's records; NULL: in all */
    vw_arena *arena;
    vw_word_runs runs;
    VW_VEC(named_text) texts;
    VW_VEC(told) all_told;
    bool *person_told; /* by text: it names somebody, which was told */
    size_t *told;      /* by text: the number of what it was last told of */
    size_t number;     /* of the key or name that is looked up now */
    bool own_template; /* texts of the template are not the program's */
    bool finished;     /* who approved the document stands in it by name */
    vw_msg message;    /* for its name */
} names;

const char *vw_named__where(const vw_report *r, const vw_own_text *own)
{
    return own == NULL ? vw_diag_both(r->arena, (vw_text){"de tekst van het sjabloon",
                                                          "the template's own text"})
                       : vw_printf(r->arena, "%s %s, %s", own->kind, own->key, own->field);
}

/* ---- the texts ---------------------------------------------------------------------------------
 */

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static void add_text(names *all, vw_report *of, const vw_own_text *own, const char *text)
{
    vw_word_runs_add(&all->runs, text, all->texts.count);
    VW_PUSH(all->arena, all->texts, ((named_text){own, of, text}));
}

static void begin(names *all, vw_report *r)
{
    vw_arena *arena = vw_arena_new();
    *all = (names){.r = r, .registers = r, .arena = arena, .runs = {.arena = arena}};
}

static void sort(names *all)
{
    all->told = VW_NEW_ARRAY(all->arena, all->texts.count, size_t);
    all->person_told = VW_NEW_ARRAY(all->arena, all->texts.count, bool);
    vw_word_runs_sort(&all->runs);
}

/* ---- looking up ------------------------------------------------------------------------------ */

static bool is_doubt(vw_msg message)
{
    return message == VW_MSG_T157 || message == VW_MSG_T219;
}

/* Once of each name in each text, also when two registers have it; what may be nothing not at all
 * where it is a part of what was told. */
static void tell(names *all, vw_msg message, size_t text, const char *shown)
{
    const named_text *in = &all->texts.items[text];
    for (size_t i = 0; i < all->all_told.count; i++) {
        const told *known = &all->all_told.items[i];
        const bool same = strcmp(known->shown, shown) == 0;
        if (known->text == text && ((known->message == message && same) ||
                                    (is_doubt(message) && strstr(known->shown, shown) != NULL))) {
            return;
        }
    }
    VW_PUSH(all->arena, all->all_told, ((told){message, text, vw_strdup(all->arena, shown)}));
    all->person_told[text] = all->person_told[text] || message == VW_MSG_T145;
    vw_diag_add(all->r->diags, message, (vw_place){.file = vw_dossier_path(in->of->dossier)},
                vw_named__where(all->r, in->own), shown, NULL, NULL);
}

/* Somebody wrote it himself: in a record, or in a template that is not the program's. */
static bool is_own(const names *all, size_t text)
{
    return all->texts.items[text].own != NULL ||
           (all->own_template && !vw_templates_hold(all->texts.items[text].written));
}

/* Tells once of each text that has it. A word that may be an ordinary one is only told of where
 * somebody wrote it himself. */
static bool look_up(names *all, vw_msg message, const char *joined, const char *shown)
{
    bool found = false;
    for (size_t i = vw_word_runs_first(&all->runs, joined); vw_word_runs_is(&all->runs, i, joined);
         i++) {
        const size_t text = all->runs.items.items[i].text;
        const vw_own_text *own = all->texts.items[text].own;
        if (all->only != NULL && all->texts.items[text].of != all->only) {
            continue;
        }
        const bool again = all->told[text] == all->number;
        /* Where the organisation publishes things is public, also when its site is an asset. */
        const bool address = (message == VW_MSG_T155 || message == VW_MSG_T157) && own != NULL &&
                             strcmp(own->field, "public_place") == 0;
        const bool warns = message == VW_MSG_T157 || message == VW_MSG_T216;
        if (!again && !address && (!warns || is_own(all, text))) {
            tell(all, message, text, shown);
        }
        found = true;
        all->told[text] = all->number;
    }
    return found;
}

/* Into [joined], which has room for it. Returns the length. */
static size_t join(char *joined, const char *words)
{
    return vw_utf8_join_words(joined, words, strlen(words));
}

/* A key of letters and digits is a key, of which [sure] tells; a word or a year that is one by
 * chance need not be. */
static void look_up_one_key(names *all, const char *key, vw_msg sure)
{
    all->number++;
    vw_arena *scratch = vw_arena_new();
    const char *words = vw_utf8_words(scratch, key);
    char *joined = vw_alloc(scratch, strlen(words) + 1);
    const size_t length = join(joined, words);
    const bool is_sure = length >= KEY_MIN && vw_has_letter(joined) && has_digit(joined);
    if (is_sure || (length >= WORD_MIN && vw_has_letter(joined))) {
        look_up(all, is_sure ? sure : VW_MSG_T157, joined, key);
    }
    vw_arena_free(scratch);
}

static void look_up_key(void *self, vw_stmt *stmt)
{
    const char *key = vw_stmt_text(stmt, 0);
    if (key != NULL) {
        look_up_one_key(self, key, VW_MSG_T144);
    }
}

static const char between[] = " \t\n,;()";

/* "CVE-2021-44228 (Log4Shell)": the whole, and each number of a vulnerability in it. */
static void look_up_numbers(names *all, const vw_stmt *stmt, vw_msg sure)
{
    const char *whole = vw_stmt_text(stmt, 0), *at = whole;
    if (whole == NULL) {
        return;
    }
    look_up_one_key(all, whole, sure);
    for (at += strspn(at, between); *at != '\0'; at += strspn(at, between)) {
        const size_t length = strcspn(at, between);
        const bool is_number = strncmp(at, "CVE-", 4) == 0 || strncmp(at, "cve-", 4) == 0;
        if (is_number && whole[length] != '\0') {
            look_up_one_key(all, vw_strndup(all->arena, at, length), sure);
        }
        at += length;
    }
}

static void look_up_identifier(void *self, vw_stmt *stmt)
{
    look_up_numbers(self, stmt, VW_MSG_T144);
}

/* It still tells what was weak, and where else it may be; a person decides. */
static void look_up_closed(void *self, vw_stmt *stmt)
{
    look_up_numbers(self, stmt, VW_MSG_T216);
}

/* Of a network or a page only what stands before the slash. Where a site is may be public: what
 * is called by a name is only told of. */
static void look_up_address(void *self, vw_stmt *stmt)
{
    names *all = self;
    const char *at = vw_stmt_text(stmt, 0);
    vw_arena *scratch = vw_arena_new();
    for (at += at != NULL ? strspn(at, between) : 0; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, between);
        const char *token = vw_strndup(scratch, at, length), *scheme = strstr(token, "://");
        const char *from = scheme != NULL ? scheme + 3 : token;
        const char *address = vw_strndup(scratch, from, strcspn(from, "/"));
        const char *words = vw_utf8_words(scratch, address);
        char *joined = vw_alloc(scratch, strlen(words) + 1);
        all->number++;
        if (join(joined, words) >= NAME_MIN && strpbrk(address, ".:") != NULL) {
            const bool number = vw_technical_is_number(address);
            look_up(all, number ? VW_MSG_T144 : VW_MSG_T157, joined, address);
        }
        at += length;
        at += strspn(at, between);
    }
    vw_arena_free(scratch);
}

static bool looks_like_requirement(const char *id)
{
    const char *dot = strchr(id, '.');
    const bool two_digits = dot != NULL && strlen(dot) >= 3 && strspn(dot + 1, "0123456789") >= 2;
    return has_digit(id) && (two_digits || strpbrk(id, ":/(") != NULL);
}

/* "8.13.04", and where nothing says so "bio2:8.13.04". */
static void look_up_requirement(void *self, vw_stmt *stmt)
{
    names *all = self;
    all->number++;
    const char *whole = vw_stmt_text(stmt, 0);
    const char *colon = whole != NULL ? strchr(whole, ':') : NULL;
    const char *const ids[] = {colon != NULL ? colon + 1 : whole, whole};
    vw_arena *scratch = vw_arena_new();
    bool found = whole == NULL;
    for (size_t i = 0; i < sizeof ids / sizeof *ids && !found; i++) {
        if (looks_like_requirement(ids[i])) {
            const char *words = vw_utf8_words(scratch, ids[i]);
            char *joined = vw_alloc(scratch, strlen(words) + 1);
            join(joined, words);
            /* "cbb:6" may also be the sixth version of it. */
            const bool plain = strspn(ids[0], "0123456789") == strlen(ids[0]);
            found = look_up(all, plain ? VW_MSG_T157 : VW_MSG_T146, joined, ids[i]);
        }
    }
    vw_arena_free(scratch);
}

/* ---- names ----------------------------------------------------------------------------------- */

/* A firm is called by its name without the form of its company. */
static size_t without_form(const char *words, size_t length)
{
    static const char *const forms[] = {" b v", " bv",  " n v", " nv",  " v o f", " vof", " gmbh",
                                        " inc", " ltd", " llc", " plc", " ag",    " sa",  " s a"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const size_t form = strlen(forms[i]);
        if (length > form && memcmp(words + length - form, forms[i], form) == 0) {
            return length - form;
        }
    }
    return length;
}

static void look_up_words(names *all, const char *words, size_t length, const char *shown,
                          vw_arena *scratch)
{
    char *joined = vw_alloc(scratch, length + 1);
    const size_t letters = vw_utf8_join_words(joined, words, length);
    const bool several = memchr(words, ' ', length) != NULL;
    if (letters >= WORD_MIN && vw_has_letter(joined)) {
        (void)look_up(all, several && letters >= NAME_MIN ? all->message : VW_MSG_T157, joined,
                      shown);
    }
}

/* By the surname alone: "G. Zijlstra" of Gerda Zijlstra, and "mevrouw Zijlstra". */
static void look_up_surname(names *all, const char *name, vw_arena *scratch)
{
    const char *surname = vw_surname_of(scratch, name);
    if (surname == NULL) {
        return;
    }
    for (size_t i = vw_word_runs_first(&all->runs, surname);
         vw_word_runs_is(&all->runs, i, surname); i++) {
        const size_t text = all->runs.items.items[i].text;
        if (all->told[text] == all->number || all->person_told[text]) {
            continue;
        }
        const vw_surname_meant meant =
            vw_surname_in(scratch, all->texts.items[text].written, surname);
        all->told[text] = all->number;
        if (meant == VW_SURNAME_SURELY) {
            tell(all, VW_MSG_T145, text, name);
        } else if (meant == VW_SURNAME_PERHAPS && is_own(all, text)) {
            tell(all, VW_MSG_T157, text, surname);
        }
    }
}

/* By its first word, where that can hardly be another one: "Kolkwerk" of Kolkwerk Software B.V. */
static void look_up_first_word(names *all, const char *words, const char *name, vw_arena *scratch)
{
    const size_t length = strcspn(words, " ");
    const char *word = vw_strndup(scratch, words, length);
    const size_t first = vw_word_runs_first(&all->runs, word);
    if (words[length] == '\0' || !vw_word_runs_is(&all->runs, first, word) ||
        !vw_firm_word_tells(all->r, scratch, word)) {
        return;
    }
    for (size_t i = first; vw_word_runs_is(&all->runs, i, word); i++) {
        const size_t text = all->runs.items.items[i].text;
        const char *written = all->texts.items[text].written;
        if (all->told[text] != all->number && is_own(all, text) &&
            vw_surname_in(scratch, written, word) == VW_SURNAME_SURELY) {
            all->told[text] = all->number;
            tell(all, VW_MSG_T157, text, vw_strndup(scratch, name, strcspn(name, " ")));
        }
    }
}

static bool same_words(const char *a, const char *b)
{
    return vw_utf8_compare_letters(a, strlen(a), b, strlen(b)) == 0;
}

/* The organisation itself, and in a finished document who approved it and where it publishes. */
static bool may_stand(const names *all, const char *name)
{
    const vw_report *r = all->r;
    bool may =
        same_words(name, vw_dossier_head_of(r->dossier)->name) ||
        (r->previous != NULL && same_words(name, vw_dossier_head_of(r->previous->dossier)->name));
    for (size_t i = 0; all->finished && i < r->signed_off.count; i++) {
        may = may || same_words(name, r->signed_off.items[i].name);
    }
    for (size_t i = 0; all->finished && i < r->own_texts->count; i++) {
        const vw_own_text *own = &r->own_texts->items[i];
        may = may || (strcmp(own->field, "public_place") == 0 && strstr(own->text, name) != NULL);
    }
    return may;
}

/* Whole, without what stands between brackets, without the form of a company. A single word is too
 * often a word. */
static void look_up_name(void *self, vw_stmt *stmt)
{
    names *all = self;
    all->number++;
    const char *name = vw_stmt_text(stmt, 0);
    if (name == NULL || may_stand(all, name)) {
        return;
    }
    vw_arena *scratch = vw_arena_new();
    const char *words = vw_utf8_words(scratch, name);
    const size_t bracket = strcspn(name, "(");
    const char *outside = vw_utf8_words(scratch, vw_strndup(scratch, name, bracket));
    const size_t whole = strlen(words), less = without_form(words, whole),
                 before = without_form(outside, strlen(outside));
    look_up_words(all, words, whole, name, scratch);
    if (less < whole) {
        look_up_words(all, words, less, name, scratch);
    }
    if (name[bracket] != '\0') {
        look_up_words(all, outside, before, name, scratch);
    }
    if (all->message == VW_MSG_T145) {
        look_up_surname(all, name, scratch);
    } else if (all->message == VW_MSG_T156) {
        look_up_first_word(all, words, name, scratch);
    }
    vw_arena_free(scratch);
}

/* Unless the catalogue says that the name of such a thing may stand in a public document. */
static vw_status look_up_names(names *all, const char *kind_name, vw_msg message)
{
    const vw_kind *kind = vw_catalogue_find(all->registers->plan->set->catalogue, kind_name);
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "name") : NULL;
    if (field == NULL || field->is_public) {
        return VW_OK;
    }
    all->message = message;
    return vw_ask_rows(all->registers,
                       vw_printf(all->arena,
                                 "SELECT DISTINCT name FROM ev_%s WHERE ?1 = ?1 ORDER BY name",
                                 kind_name),
                       look_up_name, all);
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* Vulnerabilities, open or closed, and where systems are found on the network: as it was last
 * recorded, also after the evaluation. */
static vw_status look_up_weak_spots(names *all)
{
    static const struct {
        const char *kind, *field, *needs, *where;
        void (*each)(void *self, vw_stmt *stmt);
    } spots[] = {
        {"vulnerability_finding", "identifier", "mitigated_on", "e.mitigated_on IS NULL",
         look_up_identifier},
        {"vulnerability_finding", "identifier", "mitigated_on",
         "e.mitigated_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ev_vulnerability_finding o "
         "WHERE o.identifier = e.identifier AND o.mitigated_on IS NULL AND NOT EXISTS (SELECT 1 "
         "FROM ev_vulnerability_finding l WHERE l.subject = o.subject AND l.import_id > "
         "o.import_id))",
         look_up_closed},
        {"vulnerability_statement", "vulnerability", "asset",
         "e.asset IS NOT NULL AND e.status IN ('known_affected', 'under_investigation')",
         look_up_identifier},
        {"asset", "network_address", "network_address", "1", look_up_address},
    };
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof spots / sizeof *spots && status == VW_OK; i++) {
        const vw_kind *kind =
            vw_catalogue_find(all->registers->plan->set->catalogue, spots[i].kind);
        if (kind != NULL && vw_kind_field(kind, spots[i].field) != NULL &&
            vw_kind_field(kind, spots[i].needs) != NULL) {
            status = vw_ask_rows(
                all->registers,
                vw_printf(
                    all->arena,
                    "SELECT DISTINCT e.%s FROM ev_%s e WHERE ?1 = ?1 AND e.%s IS NOT NULL AND "
                    "(%s) AND NOT EXISTS (SELECT 1 FROM ev_%s n WHERE n.subject = e.subject "
                    "AND n.import_id > e.import_id) ORDER BY 1",
                    spots[i].field, kind->name, spots[i].field, spots[i].where, kind->name),
                spots[i].each, all);
        }
    }
    return status;
}

static vw_status look_up_keys(names *all)
{
    vw_status status =
        vw_ask_rows(all->registers,
                    "SELECT key FROM subject WHERE ?1 = ?1 AND kind IN ('asset', 'account', "
                    "'person', 'supplier', 'vulnerability_finding', 'incident', 'audit_finding', "
                    "'risk', 'exception') ORDER BY kind, key",
                    look_up_key, all);
    if (status == VW_OK) {
        /* What falls short now, and in texts of the year before what fell short then: what was
         * mended since this year's texts may name. */
        all->only = all->registers != all->r ? all->registers : NULL;
        status = vw_ask_rows(all->registers,
                             "SELECT DISTINCT requirement FROM requirement_status WHERE "
                             "evaluation_id = ?1 AND result IN ('not_met', 'partly_met', "
                             "'not_assessed') ORDER BY requirement",
                             look_up_requirement, all);
    }
    status = status == VW_OK ? look_up_weak_spots(all) : status;
    all->only = NULL;
    return status;
}

static vw_status look_up_all_names(names *all)
{
    static const struct {
        const char *kind;
        vw_msg message;
    } kinds[] = {{"person", VW_MSG_T145}, {"asset", VW_MSG_T155}, {"supplier", VW_MSG_T156}};
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && status == VW_OK; i++) {
        status = look_up_names(all, kinds[i].kind, kinds[i].message);
    }
    return status;
}

/* In the registers of this year, and of the year before when its dossier was given: a text of
 * either may name what stands in only one of them. */
static vw_status look_up_everything(names *all, bool with_names)
{
    vw_report *const each[] = {all->r, all->r->previous};
    vw_status status = VW_OK;
    sort(all);
    for (size_t i = 0; i < sizeof each / sizeof *each && status == VW_OK; i++) {
        if (each[i] != NULL) {
            all->registers = each[i];
            status = look_up_keys(all);
            status = status == VW_OK && with_names ? look_up_all_names(all) : status;
        }
    }
    return status;
}

/* A vulnerability that the registers have was looked at with them: it is open, or is so no longer.
 */
static bool is_on_record(const vw_report *of, const char *cve)
{
    static const char *const where[][2] = {{"vulnerability_finding", "identifier"},
                                           {"vulnerability_statement", "vulnerability"}};
    int64_t count = 0;
    for (size_t i = 0; of != NULL && i < sizeof where / sizeof *where && count == 0; i++) {
        const vw_kind *kind = vw_catalogue_find(of->plan->set->catalogue, where[i][0]);
        if (kind == NULL || vw_kind_field(kind, where[i][1]) == NULL ||
            vw_ask_number(&count, of,
                          vw_printf(of->arena,
                                    "SELECT count(*) FROM ev_%s WHERE ?1 = ?1 AND "
                                    "instr(upper(%s), upper(?2)) > 0",
                                    where[i][0], where[i][1]),
                          cve) != VW_OK) {
            count = 0;
        }
    }
    return count > 0;
}

static void tell_technical(names *all, size_t text)
{
    const named_text *in = &all->texts.items[text];
    const bool is_place = strcmp(in->own->field, "public_place") == 0;
    const char *token = NULL;
    for (size_t at = 0;
         (token = vw_technical_next(all->arena, in->written, &at, is_place)) != NULL;) {
        if (!vw_technical_is_cve(token) ||
            !(is_on_record(all->r, token) || is_on_record(all->r->previous, token))) {
            tell(all, VW_MSG_T219, text, token);
        }
    }
}

/* Somebody may quote the report of an auditor; nobody may seem to be one. */
static void tell_opinion(const names *all, const vw_printed_text *printed)
{
    const char *words = vw_template_voice_in(all->arena, printed->own.text);
    if (words != NULL) {
        VW_DIAG(all->r->diags, T218, ((vw_place){.file = vw_dossier_path(printed->of->dossier)}),
                vw_named__where(all->r, &printed->own), words);
    }
}

vw_status vw_named_in_texts(vw_report *r, const vw_block *root)
{
    names all;
    vw_printed_texts printed;
    begin(&all, r);
    vw_status status = vw_printed_find(&printed, r, root, all.arena);
    for (size_t i = 0; i < printed.count; i++) {
        add_text(&all, printed.items[i].of, &printed.items[i].own, printed.items[i].own.text);
    }
    if (status == VW_OK && printed.count > 0) {
        status = look_up_everything(&all, true);
    }
    for (size_t i = 0; status == VW_OK && i < printed.count; i++) {
        tell_technical(&all, i);
        tell_opinion(&all, &printed.items[i]);
    }
    vw_arena_free(all.arena);
    return status;
}

/* A block as it is read: what is set apart by letters stands in one word with the rest. */
static void add_block(void *self, const vw_block *block)
{
    names *all = self;
    vw_buf text = {.arena = all->arena};
    for (size_t i = 0; i < block->run_count; i++) {
        /* In a template of the program only hashes and commands are set as code. */
        if (block->runs[i].text != NULL) {
            vw_buf_add(&text,
                       block->runs[i].code && !all->own_template ? " " : block->runs[i].text);
        }
    }
    if (text.length > 0) {
        add_text(all, all->r, NULL, vw_buf_text(&text));
    }
}

vw_status vw_named_in_blocks(vw_report *r, const vw_block *root, bool own_template)
{
    names all;
    begin(&all, r);
    all.own_template = own_template;
    all.finished = true;
    vw_printed_walk(root, add_block, &all);
    /* What the program writes of itself holds no name; by chance its words may be one. */
    const vw_status status = look_up_everything(&all, own_template);
    vw_arena_free(all.arena);
    return status;
}
