/*
 * judge: what `check` says of the open documents, and what follows for those beside them.
 *
 * Each document is examined as an input of a run (run/check-document.h), then compared
 * with the files of its folder in the order of a walk (lint/duplicates.h), and what is
 * known is marked (run/settle.h).  Only what changed is examined anew; others again if
 * the comparison says something else of them.
 */
#ifndef LSP_JUDGE_H
#define LSP_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "lsp/state.h"
#include "project/input.h"
#include "run/check-document.h"

struct group;
struct profile;
struct root;
struct session;

/* What came of a document; all of it borrows the arena. */
struct judged {
	struct arena *arena;
	struct root *root;
	struct group *group; /* NULL: it lies in no folder */
	struct input own;    /* of what a walk does not meet */
	const struct input *input;
	const struct profile *profile; /* NULL: its config is wrong */
	bool excluded;                 /* a run would pass it over */
	bool fresh;                    /* not compared yet */
	struct examine_wants wants;
	struct str text;       /* as it was */
	struct examined *head; /* of a config: one that holds its findings */
	uint64_t compared;     /* what the comparison said when it was judged: a hash */
	uint64_t seen;         /* what it says now */
	uint64_t number;       /* another one each time */
	struct session *config; /* of a config file: for itself */
};

/* Judges all that changed, and publishes what was found. */
void judge_all(struct server *s);
void judge_if_stale(struct server *s, const struct document *d);

/* Others in the folder of the document are to be compared again. */
void judge_neighbours_changed(struct server *s, const struct document *d);

/* The text that the first of the documents of a file is at the beginning of. */
struct str judged_text(const struct examined *head);

void judged_free(struct document *d);

/*
 * The examined document that holds the offset of the text (of JSON Lines there are many);
 * NULL if there is none.
 */
const struct examined *judged_at(const struct document *d, size_t offset);

#endif
