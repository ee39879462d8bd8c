/* state: what the files of the server share among themselves. */
#ifndef LSP_STATE_H
#define LSP_STATE_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"
#include "lsp/documents.h"
#include "lsp/frames.h"
#include "lsp/json.h"
#include "lsp/server.h"

struct guide;

/* Errors of JSON-RPC 2.0 (5.1) and of the protocol. */
enum refusal {
	REFUSE_PARSE = -32700,
	REFUSE_REQUEST = -32600,
	REFUSE_METHOD = -32601,
	REFUSE_PARAMS = -32602,
	REFUSE_NOT_YET = -32002, /* ServerNotInitialized */
	REFUSE_CANCELLED = -32800
};

enum phase { PHASE_NEW, PHASE_READY, PHASE_SHUT, PHASE_OVER };

/* What the client can do, of what makes a difference here. */
struct client {
	bool utf8;      /* positions are bytes */
	bool related;   /* shows related places */
	bool tags;      /* of diagnostics */
	bool pulls;     /* asks for diagnostics itself */
	bool refreshes; /* its own, when it is told to */
	bool changes;   /* edits with versions, of several documents */
	bool creates;   /* files, by an edit */
	bool resolves;  /* an action's edit, later */
	bool snippets;  /* in completions */
	bool markdown;  /* in hovers */
	bool watches;   /* files, when it is asked to */
	bool hints;     /* asks for inlay hints anew, when it is told to */
	bool lenses;    /* the same of code lenses */
};

/* A file that is not open and that the client was told findings of. */
struct shown {
	struct shown *next;
	char *path;
	bool still; /* found again */
};

struct server {
	struct workspace workspace; /* the first member */
	struct sink sink;
	struct frames frames;
	struct client client;
	enum phase phase;
	bool well; /* exit came behind shutdown */
	struct shown *shown;
	struct arena *arena; /* for one message */
	struct guide *guide;
	struct arena *guide_arena;
	uint64_t asked; /* requests to the client so far */
	/* of the request at hand: why it cannot be answered */
	enum refusal refusal;
	const char *why;
};

/* A request cannot be answered: NULL, to be returned. */
json_t *server_refuse(struct server *s, enum refusal r, const char *why);

/* Sends a notification or a request; params are given away. */
void server_notify(struct server *s, const char *method, json_t *params);
void server_ask(struct server *s, const char *method, json_t *params);

/* Shows a sentence to the user, as an error. */
void server_show(struct server *s, const char *sentence);

/* Judges what changed, and shows what was found. */
void server_judge(struct server *s);

/*
 * The document that the params name, judged as it is now; NULL and, if the params are
 * wrong, a refusal.
 */
struct document *server_document(struct server *s, const json_t *params);

/* The same with the offset of its member "position". */
struct document *
server_position(struct server *s, const json_t *params, size_t *offset);

#endif
