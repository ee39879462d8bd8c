/* methods: the requests and notifications that the server knows, each one row. */
#ifndef LSP_METHODS_H
#define LSP_METHODS_H

#include "lsp/state.h"

/* lsp/lifecycle.c: the beginning and the end, documents, folders, changes of files */
json_t *lifecycle_initialize(struct server *s, const json_t *params);
void lifecycle_initialized(struct server *s, const json_t *params);
json_t *lifecycle_shutdown(struct server *s, const json_t *params);
void lifecycle_open(struct server *s, const json_t *params);
void lifecycle_change(struct server *s, const json_t *params);
void lifecycle_save(struct server *s, const json_t *params);
void lifecycle_close(struct server *s, const json_t *params);
void lifecycle_reload(struct server *s, const json_t *params);
void lifecycle_folders(struct server *s, const json_t *params);

/* each in the file that its name begins with */
json_t *diagnostics_pull(struct server *s, const json_t *params);
json_t *actions_list(struct server *s, const json_t *params);
json_t *actions_resolve(struct server *s, const json_t *params);
json_t *hover_at(struct server *s, const json_t *params);
json_t *completion_at(struct server *s, const json_t *params);
json_t *hints_inlay(struct server *s, const json_t *params);
json_t *hints_lens(struct server *s, const json_t *params);
json_t *outline_symbols(struct server *s, const json_t *params);
json_t *outline_folds(struct server *s, const json_t *params);
json_t *outline_selections(struct server *s, const json_t *params);
json_t *outline_links(struct server *s, const json_t *params);

/*
 * A request has answer(), which returns the result, NULL for null, or calls
 * server_refuse(); a notification has note().  params are borrowed.
 */
struct method {
	const char *name;
	enum phase phase; /* in which a request may come */
	json_t *(*answer)(struct server *s, const json_t *params);
	void (*note)(struct server *s, const json_t *params);
};

/* By name, or NULL. */
const struct method *method_find(const char *name);

#endif
