/* methods: the requests and notifications that the server knows, each one row. */
#ifndef LSP_METHODS_H
#define LSP_METHODS_H

#include "lsp/state.h"

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
