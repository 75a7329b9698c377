/* SPDX-License-Identifier: EUPL-1.2 */
/* Content of artefacts read back, and compared with the hash that was recorded. */
#include "base/limits.h"
#include "store/artefact/artefact_private.h"
#include "store/db/db_private.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    vw_status (*part)(void *what, const void *bytes, size_t length);
    void *what;
    vw_hasher *hasher;
    uint64_t bytes;
} reading;

static vw_status take(reading *r, const void *bytes, size_t length)
{
    vw_hasher_add(r->hasher, bytes, length);
    r->bytes += length;
    return r->part == NULL ? VW_OK : r->part(r->what, bytes, length);
}

/* -1 when there is no file to read. A link is not followed: content stands here itself. */
static int open_file(const char *path)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* False when reading failed halfway. */
static bool read_file(vw_status *status, reading *r, int fd, vw_arena *scratch)
{
    char *block = vw_alloc(scratch, VW_ARTEFACT_PART_BYTES);
    ssize_t got = 1;
    *status = VW_OK;
    while (*status == VW_OK && got != 0) {
        got = read(fd, block, VW_ARTEFACT_PART_BYTES);
        if (got < 0 && errno != EINTR) {
            return false;
        }
        *status = got > 0 ? take(r, block, (size_t)got) : VW_OK;
    }
    return true;
}

bool vw_artefact__is(const char *path, const char *sha256, vw_arena *scratch)
{
    int fd = open_file(path);
    char hex[65] = "";
    vw_status status = VW_OK;
    if (fd < 0) {
        return false;
    }
    reading r = {.hasher = vw_hasher_new(scratch)};
    vw_hasher_start(r.hasher);
    if (read_file(&status, &r, fd, scratch)) {
        vw_digest digest = vw_hasher_end(r.hasher);
        vw_digest_hex(hex, &digest);
    }
    close(fd);
    return strcmp(hex, sha256) == 0;
}

/* What a dossier says is not trusted: no path leads out of the folders that content is kept in. */
static bool is_location(const char *location, const char *sha256)
{
    static const char folder[] = ".artefacts";
    const char *slash = strchr(location, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - location);
    return length >= sizeof folder &&
           memcmp(slash - (sizeof folder - 1), folder, sizeof folder - 1) == 0 &&
           strcmp(slash + 1, sha256) == 0;
}

static bool is_hash(const char *sha256)
{
    return strlen(sha256) == 64 && strspn(sha256, "0123456789abcdef") == 64;
}

/* Under the dossier's present name, and when it was renamed without its folder under the one that
 * was recorded. */
static int open_beside(const vw_dossier *dossier, const vw_artefact *artefact, vw_arena *scratch)
{
    if (!is_hash(artefact->sha256)) {
        return -1;
    }
    int fd = open_file(vw_artefact__path(scratch, dossier,
                                         vw_artefact_location(scratch, dossier, artefact->sha256)));
    if (fd < 0 && artefact->location != NULL && is_location(artefact->location, artefact->sha256)) {
        fd = open_file(vw_artefact__path(scratch, dossier, artefact->location));
    }
    return fd;
}

static vw_status missing(vw_dossier *dossier, vw_diags *diags, const vw_artefact *artefact)
{
    VW_DIAG(diags, D080, (vw_place){.file = vw_dossier_path(dossier)}, artefact->key,
            artefact->beside && artefact->location != NULL ? artefact->location : artefact->sha256);
    return VW_ERR_STORE;
}

static vw_status read_beside(reading *r, vw_dossier *dossier, vw_arena *scratch, vw_diags *diags,
                             const vw_artefact *artefact)
{
    vw_status status = VW_OK;
    int fd = open_beside(dossier, artefact, scratch);
    if (fd < 0) {
        return missing(dossier, diags, artefact);
    }
    bool whole = read_file(&status, r, fd, scratch);
    close(fd);
    return whole ? status : missing(dossier, diags, artefact);
}

static vw_status has_table(bool *has, vw_db *db, vw_diags *diags, const char *name,
                           vw_arena *scratch)
{
    int64_t found = 0;
    vw_status status = vw_db__number(
        &found, db, diags,
        vw_printf(scratch,
                  "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", name));
    *has = found > 0;
    return status;
}

static vw_status read_inside(reading *r, vw_dossier *dossier, vw_arena *scratch, vw_diags *diags,
                             const vw_artefact *artefact)
{
    vw_stmt *stmt = NULL;
    bool row = true, has = false;
    size_t length = 0;
    int64_t parts = 0;
    vw_status status = has_table(&has, vw_dossier_db(dossier), diags, "artefact_content", scratch);
    if (status == VW_OK && has) {
        status = vw_stmt_new(
            &stmt, vw_dossier_db(dossier), scratch, diags,
            "SELECT content, part FROM artefact_content WHERE sha256 = ?1 ORDER BY part");
    }
    if (stmt != NULL) {
        vw_stmt_bind_text(stmt, 1, artefact->sha256);
    }
    while (stmt != NULL && status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK &&
           row) {
        const int64_t part = vw_stmt_int(stmt, 1);
        if (part != parts) {
            VW_DIAG(diags, D061, (vw_place){.file = vw_dossier_path(dossier)}, artefact->key,
                    vw_printf(scratch, "%" PRId64, part), vw_printf(scratch, "%" PRId64, parts));
            status = VW_ERR_STORE;
            break;
        }
        const void *bytes = vw_stmt_blob(stmt, 0, &length);
        status = take(r, bytes, length);
        parts++;
    }
    vw_stmt_free(stmt);
    return status == VW_OK && parts == 0 ? missing(dossier, diags, artefact) : status;
}

static vw_status read_content(reading *r, vw_dossier *dossier, vw_diags *diags,
                              const vw_artefact *artefact)
{
    vw_arena *scratch = vw_arena_new();
    char hex[65];
    r->hasher = vw_hasher_new(scratch);
    vw_hasher_start(r->hasher);
    vw_status status = artefact->beside ? read_beside(r, dossier, scratch, diags, artefact)
                                        : read_inside(r, dossier, scratch, diags, artefact);
    vw_digest digest = vw_hasher_end(r->hasher);
    vw_digest_hex(hex, &digest);
    if (status == VW_OK && (strcmp(hex, artefact->sha256) != 0 || r->bytes != artefact->bytes)) {
        VW_DIAG(diags, D081, (vw_place){.file = vw_dossier_path(dossier)}, artefact->key, hex);
        status = VW_ERR_STORE;
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_artefact_read(vw_dossier *dossier, vw_diags *diags, const vw_artefact *artefact,
                           vw_status (*part)(void *what, const void *bytes, size_t length),
                           void *what)
{
    reading r = {.part = part, .what = what};
    return read_content(&r, dossier, diags, artefact);
}

/* ---- records of artefacts ---------------------------------------------------------------- */

#define ARTEFACT_COLUMNS                                                                           \
    "s.key, e.file_name, e.sha256, e.bytes, e.stored, e.location FROM ev_artefact e "              \
    "JOIN subject s ON s.id = e.subject "

static const char *text_at(vw_arena *arena, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text == NULL ? NULL : vw_strdup(arena, text);
}

/* Of ARTEFACT_COLUMNS. A dossier that was tampered with may lack what is required. */
static void read_artefact(vw_artefact *out, vw_arena *arena, vw_stmt *stmt)
{
    const char *stored = vw_stmt_text(stmt, 4);
    *out = (vw_artefact){.key = text_at(arena, stmt, 0),
                         .file_name = text_at(arena, stmt, 1),
                         .sha256 = text_at(arena, stmt, 2),
                         .bytes = (uint64_t)vw_stmt_int(stmt, 3),
                         .beside = stored != NULL && strcmp(stored, "beside") == 0,
                         .location = text_at(arena, stmt, 5)};
    if (out->sha256 == NULL) {
        out->sha256 = "";
    }
}

vw_status vw_artefact_find(vw_artefact *out, bool *found, vw_dossier *dossier, vw_arena *arena,
                           vw_diags *diags, const char *key)
{
    vw_stmt *stmt = NULL;
    bool has = false;
    *found = false;
    vw_status status = has_table(&has, vw_dossier_db(dossier), diags, "ev_artefact", arena);
    if (status == VW_OK && has) {
        status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                             "SELECT " ARTEFACT_COLUMNS
                             "WHERE s.kind = 'artefact' AND s.key = ?1 ORDER BY e.id DESC LIMIT 1");
    }
    if (stmt != NULL) {
        vw_stmt_bind_text(stmt, 1, key);
        status = vw_stmt_step(stmt, diags, found);
    }
    if (status == VW_OK && *found) {
        read_artefact(out, arena, stmt);
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- verifying --------------------------------------------------------------------------- */

static vw_status verify_records(vw_artefacts_check *out, vw_dossier *dossier, vw_arena *scratch,
                                vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    /* Each content once, however many versions and artefacts have it. */
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), scratch, diags,
                                   "SELECT " ARTEFACT_COLUMNS
                                   "WHERE e.id IN (SELECT min(id) FROM ev_artefact GROUP BY "
                                   "subject, sha256, bytes, stored) ORDER BY s.key, e.id");
    vw_arena *own = vw_arena_new();
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_artefact artefact;
        reading r = {0};
        vw_arena_reset(own);
        read_artefact(&artefact, own, stmt);
        out->artefacts++;
        out->differ += read_content(&r, dossier, diags, &artefact) != VW_OK;
        out->bytes += r.bytes;
    }
    vw_arena_free(own);
    vw_stmt_free(stmt);
    return status;
}

static vw_status verify_strays(vw_artefacts_check *out, vw_dossier *dossier, vw_arena *scratch,
                               vw_diags *diags, bool has_records)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(dossier), scratch, diags,
        has_records ? "SELECT DISTINCT sha256 FROM artefact_content WHERE sha256 NOT IN "
                      "(SELECT sha256 FROM ev_artefact WHERE stored = 'inside' AND sha256 IS NOT "
                      "NULL) ORDER BY 1"
                    : "SELECT DISTINCT sha256 FROM artefact_content ORDER BY 1");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        VW_DIAG(diags, D082, (vw_place){.file = vw_dossier_path(dossier)}, vw_stmt_text(stmt, 0));
        out->differ++;
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_artefacts_verify(vw_artefacts_check *out, vw_dossier *dossier, vw_diags *diags)
{
    vw_arena *scratch = vw_arena_new();
    bool records = false, content = false;
    *out = (vw_artefacts_check){0};
    vw_db *db = vw_dossier_db(dossier);
    vw_status status = has_table(&records, db, diags, "ev_artefact", scratch);
    if (status == VW_OK) {
        status = has_table(&content, db, diags, "artefact_content", scratch);
    }
    if (status == VW_OK && records) {
        status = verify_records(out, dossier, scratch, diags);
    }
    if (status == VW_OK && content) {
        status = verify_strays(out, dossier, scratch, diags, records);
    }
    vw_arena_free(scratch);
    return status;
}
