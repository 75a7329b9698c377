/* SPDX-License-Identifier: EUPL-1.2 */
/* The only file that knows expat. */
#include "intake/xlsx/xml.h"

#include <expat.h>
#include <string.h>

/* Behind the namespace, before the name: no URI has one. */
#define SEPARATOR '\n'
enum { SEPARATOR_LENGTH = 1 };

typedef struct {
    const vw_xml_handlers *handlers;
    XML_Parser parser;
    unsigned depth;
    uint64_t fed;
    bool stopped; /* by a handler */
    bool doctype, deep, large;
} reading;

/* ECMA-376-1 and ISO/IEC 29500-1 ("strict"). */
static const char *const namespaces[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
};
static const char *const relations[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

/* The name behind namespace [uri], or NULL when [name] is in another one. */
static const char *behind(const char *name, const char *uri)
{
    size_t length = strlen(uri);
    bool same = strncmp(name, uri, length) == 0 && name[length] == SEPARATOR;
    return same ? name + length + SEPARATOR_LENGTH : NULL;
}

static const char *own_name(const char *name)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
        const char *found = behind(name, namespaces[i]);
        if (found != NULL) {
            return found;
        }
    }
    return "";
}

static void stop(reading *r)
{
    r->stopped = true;
    (void)XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *what, const XML_Char *name, const XML_Char **attributes)
{
    reading *r = what;
    const char *const *given = (const char *const *)attributes;
    if (r->stopped) {
        return;
    }
    if (r->depth >= VW_XML_DEPTH_MAX) {
        r->deep = true;
        stop(r);
        return;
    }
    if (!r->handlers->start(r->handlers->what, r->depth++, own_name(name), given)) {
        stop(r);
    }
}

static void XMLCALL on_end(void *what, const XML_Char *name)
{
    reading *r = what;
    if (!r->stopped && !r->handlers->end(r->handlers->what, --r->depth, own_name(name))) {
        stop(r);
    }
}

static void XMLCALL on_text(void *what, const XML_Char *text, int length)
{
    reading *r = what;
    if (!r->stopped && r->handlers->text != NULL &&
        !r->handlers->text(r->handlers->what, r->depth, text, (size_t)length)) {
        stop(r);
    }
}

/* Entities are declared in a DOCTYPE only, so without one neither a bomb of them nor one that reads
 * another file can be there. */
static void XMLCALL on_doctype(void *what, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int internal)
{
    reading *r = what;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    r->doctype = true;
    stop(r);
}

static bool feed(reading *r, const char *bytes, size_t length, bool last)
{
    enum XML_Status status = XML_Parse(r->parser, bytes, (int)length, last);
    r->fed += length;
    if (status != XML_STATUS_OK) {
        return false;
    }
    /* expat keeps a tag, comment or instruction whole: a bound on what it has not told yet. */
    XML_Index told = XML_GetCurrentByteIndex(r->parser);
    r->large = told >= 0 && r->fed - (uint64_t)told > VW_XML_TAG_BYTES_MAX;
    return !r->large;
}

static bool take_block(void *what, const char *bytes, size_t length)
{
    return feed(what, bytes, length, false);
}

static void report(const reading *r, vw_diags *diags, vw_place place, vw_arena *scratch,
                   const char *part)
{
    const char *line =
        vw_printf(scratch, "%llu", (unsigned long long)XML_GetCurrentLineNumber(r->parser));
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (r->doctype) {
        VW_DIAG(diags, I059, place, part);
    } else if (r->deep || r->large) {
        VW_DIAG(diags, I060, place, part, line);
    } else if (code == XML_ERROR_NO_MEMORY) {
        vw_out_of_memory();
    } else if (!r->stopped) {
        VW_DIAG(diags, I055, place, part,
                vw_printf(scratch, "XML, %s: %s", line, XML_ErrorString(code)));
    }
}

vw_status vw_intake__xml_read(vw_zip *zip, vw_diags *diags, vw_place place, const char *part,
                              const vw_xml_handlers *handlers)
{
    reading r = {.handlers = handlers, .parser = XML_ParserCreateNS(NULL, SEPARATOR)};
    if (r.parser == NULL) {
        vw_out_of_memory();
    }
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    vw_status status = vw_intake__zip_read(zip, diags, part, take_block, &r);
    bool whole = status == VW_OK && XML_GetErrorCode(r.parser) == XML_ERROR_NONE && !r.large &&
                 feed(&r, "", 0, true);
    if (status == VW_OK && !whole) {
        vw_arena *scratch = vw_arena_new();
        report(&r, diags, place, scratch, part);
        vw_arena_free(scratch);
        status = r.stopped && !r.doctype && !r.deep ? VW_OK : VW_ERR_INPUT;
    }
    XML_ParserFree(r.parser);
    return status;
}

const char *vw_intake__xml_attribute(const char *const *attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(attributes[i], name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

const char *vw_intake__xml_relation(const char *const *attributes)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        for (size_t n = 0; n < sizeof relations / sizeof *relations; n++) {
            const char *name = behind(attributes[i], relations[n]);
            if (name != NULL && strcmp(name, "id") == 0) {
                return attributes[i + 1];
            }
        }
    }
    return NULL;
}

bool vw_intake__xml_flag(const char *const *attributes, const char *name)
{
    const char *value = vw_intake__xml_attribute(attributes, name);
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
