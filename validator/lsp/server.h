/*
 * server: the language server of the protocol (LSP 3.17), without its streams.
 *
 * Bytes of the client go in, messages come out through a function.  A text is judged
 * when nothing more of the client waits, or when something is asked about it: so many
 * keystrokes that come at once cost one judgement.  Nothing is ever written to disk, and
 * files are read as `check` reads them.
 */
#ifndef LSP_SERVER_H
#define LSP_SERVER_H

#include <stdbool.h>

#include "base/str.h"

struct options;
struct server;

/* Where messages go, whole and with their header. */
struct sink {
	void (*send)(void *context, struct str bytes);
	void *context;
};

struct server *server_new(const struct options *o, struct sink sink);

/* Handles what the client has sent.  False: it is over, nothing more is read. */
bool server_take(struct server *s, struct str bytes);

/* Nothing waits: what has changed is judged, and what is found goes out. */
void server_rest(struct server *s);

/* Whether the client ended it as the protocol wants: shutdown, then exit. */
bool server_ended_well(const struct server *s);

void server_free(struct server *s);

#endif
