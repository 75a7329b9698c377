/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord check: control sets, catalogue, rules and templates, every problem at once. */
#include "cli/check.h"
#include "reports/report.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_template(const char *path)
{
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".md") == 0;
}

static void tell(vw_cli *cli, const vw_set *set, const vw_plan *plan, size_t templates)
{
    size_t requirements = 0, tests = 0;
    for (size_t i = 0; i < plan->test_count; i++) {
        tests += plan->tests[i].framework == NULL;
    }
    for (size_t i = 0; i < set->framework_count; i++) {
        requirements += set->frameworks[i].requirement_count;
    }
    if (cli->json) {
        vw_cli_json(json_pack(
            "{s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "kinds", (json_int_t)set->catalogue->count,
            "measures", (json_int_t)set->measure_count, "tests", (json_int_t)tests, "frameworks",
            (json_int_t)set->framework_count, "requirements", (json_int_t)requirements, "templates",
            (json_int_t)templates, "warnings", (json_int_t)vw_diags_count(cli->diags, VW_WARNING)));
        return;
    }
    vw_cli_say(
        cli,
        "In orde: {0} soorten bewijs, {1} maatregelen, {2} toetsen, {3} normenkaders met {4} "
        "normen, {5} sjablonen.\n",
        "All right: {0} kinds of evidence, {1} measures, {2} tests, {3} frameworks with {4} "
        "requirements, {5} templates.\n",
        vw_cli_number(cli, set->catalogue->count), vw_cli_number(cli, set->measure_count),
        vw_cli_number(cli, tests), vw_cli_number(cli, set->framework_count),
        vw_cli_number(cli, requirements), vw_cli_number(cli, templates), NULL);
}

static vw_status worse(vw_status before, vw_status now)
{
    return now != VW_OK ? now : before;
}

/* ---- templates, which are checked once it is known which frameworks there are ---------------- */

typedef VW_VEC(const char *) paths;

/* Once, however often it is named: beside the dossier, by its folder and by itself. */
static void add_template(vw_cli *cli, paths *templates, const char *path)
{
    struct stat own, other;
    const bool there = stat(path, &own) == 0;
    for (size_t i = 0; i < templates->count && there; i++) {
        if (stat(templates->items[i], &other) == 0 && other.st_dev == own.st_dev &&
            other.st_ino == own.st_ino) {
            return;
        }
    }
    VW_PUSH(cli->arena, *templates, path);
}

/* The templates in one language's folder, by name. */
static bool find_language(vw_cli *cli, const char *parent, const char *language, paths *templates)
{
    const char *folder = vw_printf(cli->arena, "%s/%s", parent, language);
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    bool found = false;
    for (int i = 0; i < count; i++) {
        if (is_template(entries[i]->d_name)) {
            found = true;
            add_template(cli, templates,
                         vw_printf(cli->arena, "%s/%s", folder, entries[i]->d_name));
        }
        free(entries[i]);
    }
    free(entries);
    return found;
}

/* As --templates takes it; false: it holds none. */
static bool find_folder(vw_cli *cli, const char *path, paths *templates)
{
    const bool dutch = find_language(cli, path, "nl", templates);
    const bool english = find_language(cli, path, "en", templates);
    return dutch || english;
}

/* [set] NULL: it could not be read, and a template may name any framework. */
static vw_status check_templates(vw_cli *cli, const vw_set *set, const paths *templates)
{
    VW_VEC(const char *) ids = {0};
    vw_status worst = VW_OK;
    for (size_t i = 0; set != NULL && i < set->framework_count; i++) {
        VW_PUSH(cli->arena, ids, set->frameworks[i].id);
    }
    VW_PUSH(cli->arena, ids, NULL);
    for (size_t i = 0; i < templates->count; i++) {
        worst = worse(worst, vw_template_check(templates->items[i], set != NULL ? ids.items : NULL,
                                               cli->arena, cli->diags));
    }
    return worst;
}

/* A template, a folder as --templates takes it (with nl/ or en/), else control sets. */
static vw_status add_path(vw_cli *cli, const char *path, paths *templates)
{
    if (is_template(path)) {
        add_template(cli, templates, path);
        return VW_OK;
    }
    return find_folder(cli, path, templates)
               ? VW_OK
               : vw_set_files_add(&cli->files, cli->arena, cli->diags, path);
}

/* Each path is read even when one before it could not be: all problems are shown at once. */
static vw_status add_paths(vw_cli *cli, const char *const *named, size_t count, paths *templates)
{
    vw_status worst = VW_OK;
    for (size_t i = 0; i < count; i++) {
        worst = worse(worst, add_path(cli, named[i], templates));
    }
    return worst;
}

static bool same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

/* Who keeps files in a folder that counts beside a dossier takes them for checked. */
static void tell_of_unread(vw_cli *cli, const char *name)
{
    const vw_arguments *arguments = cli->arguments;
    const size_t controls = arguments->options[VW_OPT_CONTROLS].count;
    const char *folder = vw_cli_nobodys(cli, name);
    bool read = folder == NULL;
    for (size_t i = 0; i < arguments->operand_count && !read; i++) {
        read = same_file(folder, arguments->operands[i]);
    }
    for (size_t i = 0; i < controls && !read; i++) {
        read = same_file(folder, arguments->options[VW_OPT_CONTROLS].values[i]);
    }
    if (!read) {
        VW_DIAG(cli->diags, U186, (vw_place){.file = folder}, vw_cli_dossier_path(cli), folder);
    }
}

int vw_cli_check(vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    const vw_set *set = NULL;
    const vw_plan *plan = NULL;
    size_t builtin = 0;
    paths templates = {0};
    if (vw_argument_given(arguments, VW_OPT_FRAMEWORK) &&
        !vw_argument_given(arguments, VW_OPT_COVERAGE)) {
        VW_DIAG(cli->diags, U045, (vw_place){0}, "--framework", "--coverage");
        return (int)VW_ERR_USAGE;
    }
    vw_status worst = vw_template_check_builtin(&builtin, cli->arena, cli->diags);
    vw_set_files_builtin(&cli->files, cli->arena);
    worst = worse(worst, vw_cli_add_own_catalogue(cli));
    worst = worse(worst, add_paths(cli, arguments->options[VW_OPT_CONTROLS].values,
                                   arguments->options[VW_OPT_CONTROLS].count, &templates));
    worst = worse(worst, add_paths(cli, arguments->operands, arguments->operand_count, &templates));
    /* Last those beside the dossier: one that was named is called as it was. */
    if (vw_cli_own_templates(cli) != NULL) {
        (void)find_folder(cli, vw_cli_own_templates(cli), &templates);
    }
    tell_of_unread(cli, "catalogue");
    tell_of_unread(cli, "templates");
    vw_status status =
        vw_set_load(&set, cli->arena, cli->diags, cli->files.items, cli->files.count);
    if (status == VW_OK) {
        worst = worse(worst, vw_set_refuse_strays(set, cli->diags));
        status = vw_plan_for_check(&plan, cli->arena, cli->diags, set);
    }
    worst = worse(worst, status);
    worst = worse(worst, check_templates(cli, set, &templates));
    if (worst == VW_OK && vw_argument_given(arguments, VW_OPT_COVERAGE)) {
        worst = vw_check_coverage(cli, plan);
    } else if (worst == VW_OK) {
        tell(cli, set, plan, builtin + templates.count);
    }
    return (int)worst;
}
