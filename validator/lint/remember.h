/*
 * remember: what is kept of the documents of a run to compare later ones with, and where it
 * stood: for lint/duplicates.c and lint/companions.c.
 *
 * Memory is bounded (lint/duplicates.h): once a table is full, nothing is added.
 */
#ifndef LINT_REMEMBER_H
#define LINT_REMEMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/str.h"
#include "finding/diag.h"
#include "lint/duplicates.h"

struct arena;
struct doc;
struct party;
struct rule_info;

/* A subscription that is remembered; numbers that are too large are UINT32_MAX. */
struct owner {
	const char *file;
	const char *line;      /* the source line of its place, or NULL */
	struct repeat *repeat; /* the last one of it, while that is looked at */
	uint64_t url;          /* a hash of it: there are too many to keep; 0: none */
	uint32_t start;        /* of its place, a string in its document */
	uint32_t length;       /* of that in bytes */
	uint32_t width;        /* and in characters */
	uint32_t line_number, column, document;
	uint32_t id;       /* webhookId of a response: number of the name; 0: none */
	uint32_t repeated; /* how many others repeat it */
};

/* A text that is kept once; its number is from 1. */
struct kept_name {
	struct str text;
	uint32_t
	    party; /* the number of the organization among parties; 0: it is none */
};

struct deliveries {
	struct arena *arena; /* of the bytes of names and lines */
	struct map names;    /* struct kept_name */
	struct map claims;
	struct party *parties; /* lint/duplicates.c */
	size_t nparties, parties_cap;
	struct map topics;   /* lint/companions.c */
	struct map webhooks; /* the same */
	struct owner *owners;
	size_t nowners, owners_cap;
	size_t text, lines;    /* bytes kept */
	size_t keys;           /* organisations that have one */
	const char *file;      /* the name of the last one that was kept */
	bool full;             /* nothing is added any more */
	uint32_t list;         /* the first list of products */
	uint32_t organization; /* of all subscriptions, while there is one alone */
	bool several;          /* there are more */
	uint32_t documents;
	struct cursor {
		const struct doc *doc; /* the document at hand */
		size_t line, at;       /* the line's number and where it begins */
		size_t column, here; /* the last place: its column from 0, its offset */
		struct diag *said;   /* the last finding that was looked at */
	} cursor;
};

static inline struct kept_name *
remember_kept(const struct deliveries *all, uint32_t number)
{
	return map_at(&all->names, number - 1);
}

/* The number of a name from 1, the same for the same text; 0: all is full. */
uint32_t remember_name(struct deliveries *all, struct str name);

/*
 * The number of a subscription of the document at hand, or of what else stands at that
 * place, from 1; 0: all is full.  Places of one document are best given in their order.
 */
uint32_t
remember_owner(struct deliveries *all, struct span at, uint32_t id, uint64_t url);

/*
 * Adds a finding at a value, or at the beginning of an array, with the place of an owner
 * and what that is.
 */
struct diag *
remember_report(const struct deliveries *all, struct diags *ds,
		const struct rule_info *rule, struct node at, const struct owner *of,
		const char *what, const char *sentence);

/* The place of an owner, as a related one of d. */
void remember_relate(const struct deliveries *all, struct diags *ds, struct diag *d,
		     const struct owner *of, const char *what);

#endif
