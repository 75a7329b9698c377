/* SPDX-License-Identifier: EUPL-1.2 */
/* vw_pdf_render, vw_xlsx_render and vw_form_render for the program itself: they load the renderers
 * when first used. The object is looked for beside the program, then where `cmake --install` puts
 * it; nowhere else, so that no environment variable can make the program run foreign code. */
#include "base/system.h"
#include "reports/lazy/module.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The program's folder with a final slash, or "" when the system does not tell. */
static const char *own_folder(vw_arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return "";
    }
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    return slash != NULL ? vw_strndup(arena, path, (size_t)(slash - path) + 1) : "";
}

static const vw_renderer_module *load(vw_arena *arena, vw_diags *diags)
{
    static const char *const places[] = {"verantwoord-renderers.so",
                                         "../" VW_LIBDIR "/verantwoord/verantwoord-renderers.so"};
    const char *folder = own_folder(arena);
    const char *reason = vw_system_words(ENOENT);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path = vw_printf(arena, "%s%s", folder, places[i]);
        void *object = access(path, F_OK) == 0 ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
        if (object == NULL) {
            const char *why = access(path, F_OK) == 0 ? dlerror() : NULL;
            reason = why != NULL ? why : reason;
            continue;
        }
        const vw_renderer_module *module = dlsym(object, VW_RENDERER_MODULE_NAME);
        if (module != NULL && strcmp(module->version, VW_VERSION) == 0) {
            return module; /* stays loaded until the program ends */
        }
        dlclose(object);
        reason = path; /* of another version */
    }
    VW_DIAG(diags, T030, ((vw_place){.file = vw_printf(arena, "%s%s", folder, places[0])}), reason);
    return NULL;
}

vw_status vw_pdf_render(const vw_document *document, const char *path, vw_arena *scratch,
                        vw_diags *diags)
{
    const vw_renderer_module *module = load(scratch, diags);
    return module != NULL ? module->pdf(document, path, scratch, diags) : VW_ERR_STORE;
}

vw_status vw_xlsx_render(const vw_document *document, const char *path, vw_arena *scratch,
                         vw_diags *diags)
{
    const vw_renderer_module *module = load(scratch, diags);
    return module != NULL ? module->xlsx(document, path, scratch, diags) : VW_ERR_STORE;
}

vw_status vw_form_render(const vw_form *form, const char *path, vw_arena *scratch, vw_diags *diags)
{
    const vw_renderer_module *module = load(scratch, diags);
    return module != NULL ? module->form(form, path, scratch, diags) : VW_ERR_STORE;
}
