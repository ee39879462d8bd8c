/*
 * balance-costs: what the reader, the layout and the names of members would find fault with on
 * a way through a text (balance.c).
 */
#ifndef LOAD_RECOVER_BALANCE_COSTS_H
#define LOAD_RECOVER_BALANCE_COSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "load/recover/balance.h"
#include "load/tokens.h"

/* What an edit costs, and what the reader would find fault with. */
enum {
	ADD_CLOSE = 10,
	SWAP = 11,
	DROP = 12,
	DROP_TWIN = 10, /* of {{ or [[ */
	ADD_OPEN = 12,
	NO_COMMA = 4,
	NO_NAME = 6,
	NAME_IN_ARRAY = 8,
	OUTSIDE = 10,
	SLIP = 2
};

/* What the layout and the names do not agree with. */
enum {
	OUT_OF_LINE = 4,
	UNUSUAL = 3,
	ADDED_WITHIN = 2, /* where nothing speaks for a place, the end is as good */
	DROPPED = 1
};

enum before { AT_START, AT_VALUE, AT_COMMA, AT_NAME, AT_COLON, AT_ADDED };

/* The blanks that begin a line. */
struct indent {
	const char *s; /* NULL: not known */
	size_t len;
};

struct open {
	const struct open *up;
	struct indent line, children;
	uint64_t hash; /* of this and those around it */
	uint32_t at;
	char close;
	uint64_t names[2]; /* of its members, a bit for each in both */
	bool named;        /* an array with a name in it */
	bool outer;        /* it has a member that stands in the outermost object */
	bool within;       /* so has an object in it, which is closed */
	bool spread;       /* its children have lines of their own */
};

struct way {
	struct open top;            /* at depth 0 the text itself */
	struct balance_edit *edits; /* the last one first */
	size_t last;                /* where that is */
	uint32_t depth, open[2];    /* of { and [ */
	int cost, odd, total;
	enum before before;
	bool (*outermost)(struct str name); /* see struct doc; NULL: not known */
};

/*
 * Whether two lines are indented alike, one further, or in ways that cannot be
 * compared: as Python has it, only if one is the beginning of the other.
 */
enum layout { LAYOUT_UNKNOWN, LAYOUT_SAME, LAYOUT_LESS, LAYOUT_MORE };

static inline bool
way_is_array(char bracket)
{
	return bracket == '[' || bracket == ']';
}

/* The blanks that begin the token's line. */
struct indent way_indent(const struct token *t);

enum layout way_compare(struct indent a, struct indent b);

/* A child of what is open begins at the token. */
void way_child(struct way *w, const struct token *t);

/*
 * What the token costs there: a comma, a name, another value; cut_off: the text ends
 * with it.
 */
int way_comma(const struct way *w);
int way_name(struct way *w, const struct token *t);
int way_value(const struct way *w, bool cut_off);

#endif
