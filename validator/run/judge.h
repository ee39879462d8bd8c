/*
 * judge: what `check` says of texts while they are edited, and what follows for those beside.
 *
 * Each document is examined as an input of a run (run/check-document.h), then compared
 * with the files of its folder in the order of a walk (lint/duplicates.h), and what is
 * known is marked (run/settle.h).  Only what changed is examined anew; others again if
 * the comparison says something else of them.
 */
#ifndef RUN_JUDGE_H
#define RUN_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "project/input.h"
#include "run/check-document.h"

struct form;
struct group;
struct options;
struct profile;
struct root;
struct session;
struct workspace;

/* A text that somebody edits. */
struct text {
	struct text *next;
	char *path;              /* absolute; NULL: it is no file yet, */
	const struct form *form; /* but its text in that form; NULL: none of ours */
	struct buf content;
	bool config; /* it is a config file */
	bool lost;   /* it became too long to be kept: nothing is said of it */
	bool stale;  /* it, or a config, changed since it was judged */
	struct judged *judged;
};

/* A folder that somebody works in, absolute with '/' at its end. */
struct folder_open {
	struct folder_open *next;
	char *path;
};

/* All texts that are open, and where they lie. */
struct workspace {
	const struct options *options;
	struct text *texts;
	struct folder_open *folders;
	struct root *roots; /* run/roots.h */
	struct eval *eval;
	struct arena *arena; /* for the time: the owner gives it back */
	uint64_t judged;     /* texts so far */
	bool reloaded;       /* what was told of files may be true no more */
	/* What was found in a text; in a file that is not open, of that root. */
	void (*tell)(struct workspace *w, struct text *t);
	void (*tell_file)(struct workspace *w, const struct root *r, struct str path,
			  const struct examined *head);
};

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

/* Judges all that changed, and tells what was found. */
void judge_all(struct workspace *w);

/* Others in the folder of the text are to be compared again. */
void judge_neighbours_changed(const struct text *t);

/* What --fix makes of the text goes to out; false: there is nothing to be mended. */
bool judge_fix(struct workspace *w, const struct text *t, struct buf *out);

/*
 * Where the span of a finding is in the text that e is of; and where that of a node is,
 * which may lie in a document within it.
 */
struct span examined_span(const struct examined *e, struct span span);
struct span examined_place(const struct examined *e, struct span span);

/* The text that the first of the documents of a file is at the beginning of. */
struct str judged_text(const struct examined *head);

void judged_free(struct text *t);

/*
 * The examined document that holds the offset of the text (of JSON Lines there are many);
 * NULL if there is none, or the text only holds documents (validator/part).
 */
const struct examined *judged_at(const struct text *t, size_t offset);

#endif
