/*
 * node: a value of the document under check, and a cursor to walk there.
 *
 * The reader leaves a flat array of cells, in the order of the text: a
 * container is followed by its children, each child by its own.  A struct node
 * points at one of them; it is small and passed by value.  A node that does
 * not exist (node_exists() false) may be asked anything and answers with
 * nothing, so that look-ups can be chained.
 *
 *   { "a": [ 1, 2 ], "b": null }
 *
 *   cell      0       1      2    3    4
 *             object  array  1    2    null
 *   key               "a"              "b"
 *   next      5       4      3    4    5       the cell behind the value
 *   count     2       2
 *   last                          x    x       no sibling follows
 *
 * Strings without escapes are borrowed from the text; decoded ones live beside
 * the cells.  Numbers stay the characters they were written with.
 */
#ifndef LOAD_NODE_H
#define LOAD_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "finding/diag.h"

enum node_type {
	NODE_NONE,   /* does not exist */
	NODE_BROKEN, /* a syntax error stands where the value should be */
	NODE_NULL,
	NODE_FALSE,
	NODE_TRUE,
	NODE_NUMBER,
	NODE_STRING,
	NODE_ARRAY,
	NODE_OBJECT
};

enum cell_flag {
	CELL_LAST = 1 << 0,        /* no sibling follows */
	CELL_ESCAPES = 1 << 1,     /* the string has escapes: decoded text aside */
	CELL_KEY_ESCAPES = 1 << 2, /* the same of the member's key */
	CELL_DAMAGED = 1 << 3, /* container: a syntax error may have cost children */
	CELL_REPEATED = 1 << 4 /* member: its key occurred before in the object */
};

/*
 * The types of JSON Schema, as a set.  What a value is has one bit: INTEGER if it is
 * written with only digits and a minus sign, NUMBER if not, though it may be one (1.0).
 */
enum type_bit {
	TYPE_NULL = 1 << 0,
	TYPE_BOOLEAN = 1 << 1,
	TYPE_NUMBER = 1 << 2,
	TYPE_INTEGER = 1 << 3,
	TYPE_STRING = 1 << 4,
	TYPE_ARRAY = 1 << 5,
	TYPE_OBJECT = 1 << 6,
	TYPE_UNKNOWN = 1 << 7, /* broken: it may be anything */
	TYPE_ANY = (1 << 8) - 1
};

struct doc_index;
struct within;

struct cell {
	uint32_t start, end; /* of the value; end exclusive */
	uint32_t next;       /* index of the cell behind this value and all in it */
	uint32_t count;      /* children of a container */
	uint32_t key;        /* 1 + offset of the key's opening quote; 0: no member */
	uint32_t key_hash;   /* hash_bytes() of the decoded key */
	uint32_t key_len;    /* of the raw key without quotes, UINT32_MAX: look it up */
	uint8_t flags;       /* enum cell_flag */
	uint8_t member;      /* what doc.member_find says of the key; 0: nothing */
	uint8_t type;        /* enum node_type */
	uint8_t bit;         /* enum type_bit: says more of a number than its type */
};

static inline void
cell_set_type(struct cell *c, enum node_type type)
{
	static const unsigned char bits[] = {
	    [NODE_NONE] = TYPE_UNKNOWN,  [NODE_BROKEN] = TYPE_UNKNOWN,
	    [NODE_NULL] = TYPE_NULL,     [NODE_FALSE] = TYPE_BOOLEAN,
	    [NODE_TRUE] = TYPE_BOOLEAN,  [NODE_NUMBER] = TYPE_NUMBER,
	    [NODE_STRING] = TYPE_STRING, [NODE_ARRAY] = TYPE_ARRAY,
	    [NODE_OBJECT] = TYPE_OBJECT,
	};

	c->type = (uint8_t)type;
	c->bit = bits[type];
}

/* The decoded form of a string that had escapes, found by its offset. */
struct decoded {
	size_t offset, end; /* in the text, with the quotes */
	struct str text;
};

/* What a name is known by. */
struct name_key {
	uint32_t hash;  /* hash_bytes() of it */
	uint8_t member; /* its number, below 64; 0: none */
};

struct doc {
	const char *name; /* as reported */
	struct str text;
	size_t record;               /* JSON Lines: number from 1; else 0 */
	size_t base;                 /* offset of text in its file */
	size_t first_line;           /* line of text[0] in its file, from 1 */
	const struct within *within; /* if it is a part of its file; else NULL */
	bool thorough; /* wanted: many syntax errors, for they are repaired at once */
	bool
	    lint_numbers; /* wanted: number-out-of-range; not where -s may allow them */
	/*
	 * Whether members of that name belong to the outermost object; NULL: not known.
	 * Where brackets are wrong, it says where objects end.
	 */
	bool (*outermost)(struct str name);
	/* What a member's name is known by.  NULL: none has a number. */
	struct name_key (*member_find)(struct str name);
	uint64_t members; /* a bit for each number that a name in it has */
	struct cell *cells;
	size_t ncells;           /* 0: nothing at all could be read */
	struct decoded *decoded; /* ascending by offset */
	size_t ndecoded;
	bool damaged;     /* it has syntax errors */
	bool plain;       /* all is ASCII, without escapes or errors; else not known */
	bool untemplated; /* text_untemplated() said so; else not known */
	bool repeats;     /* of names: readers differ in what it holds */
	size_t unread;    /* bytes behind the last one, if there were too many */
	size_t searched;  /* what the search for wrong brackets took, as bytes read */
	struct doc_index *index; /* load/index.h; NULL: none, or shared by threads */
};

struct node {
	const struct doc *doc;
	size_t at;
};

#define NODE_ABSENT ((struct node){NULL, 0})

/* The name of a type as users know it: "string", "object", ... */
const char *node_type_name(enum node_type t);

/* The decoded text of a string or key with escapes, by its offset. */
struct str doc_decoded(const struct doc *d, size_t offset);

static inline bool
node_exists(struct node n)
{
	return n.doc != NULL;
}

static inline const struct cell *
node_cell(struct node n)
{
	return &n.doc->cells[n.at];
}

static inline enum node_type
node_type(struct node n)
{
	return n.doc != NULL ? (enum node_type)node_cell(n)->type : NODE_NONE;
}

static inline struct node
doc_root(const struct doc *d)
{
	return d->ncells != 0 ? (struct node){d, 0} : NODE_ABSENT;
}

static inline bool
node_is(struct node n, enum node_type t)
{
	return node_type(n) == t;
}

/* Children of an array or object; 0 for others. */
static inline size_t
node_count(struct node n)
{
	enum node_type t = node_type(n);

	return t == NODE_ARRAY || t == NODE_OBJECT ? node_cell(n)->count : 0;
}

static inline struct node
node_first(struct node n)
{
	return node_count(n) != 0 ? (struct node){n.doc, n.at + 1} : NODE_ABSENT;
}

/* The next sibling. */
static inline struct node
node_next(struct node n)
{
	const struct cell *c = node_cell(n);

	return (c->flags & CELL_LAST) != 0 ? NODE_ABSENT
					   : (struct node){n.doc, c->next};
}

#define NODE_EACH(child, parent)                                                       \
	for (struct node child = node_first(parent); node_exists(child);               \
	     child = node_next(child))

/* The decoded text of a string; empty (s not NULL) for other types. */
static inline struct str
node_string(struct node n)
{
	const struct cell *c;

	if (node_type(n) != NODE_STRING)
		return STR("");
	c = node_cell(n);
	if ((c->flags & CELL_ESCAPES) != 0)
		return doc_decoded(n.doc, c->start);
	return (struct str){n.doc->text.s + c->start + 1, c->end - c->start - 2};
}

/* The decoded key of a member; empty for what is no member. */
static inline struct str
node_key(struct node n)
{
	const struct cell *c;

	if (!node_exists(n) || (c = node_cell(n))->key == 0)
		return STR("");
	if ((c->flags & CELL_KEY_ESCAPES) != 0)
		return doc_decoded(n.doc, c->key - 1);
	return (struct str){n.doc->text.s + c->key, c->key_len};
}

/* The value as it is written. */
static inline struct str
node_text(struct node n)
{
	if (!node_exists(n))
		return STR("");
	return (struct str){n.doc->text.s + node_cell(n)->start,
			    node_cell(n)->end - node_cell(n)->start};
}

/* A string decoded, any other value as it is written. */
static inline struct str
node_plain(struct node n)
{
	return node_type(n) == NODE_STRING ? node_string(n) : node_text(n);
}

/* Where the value stands. */
static inline struct span
node_span(struct node n)
{
	if (!node_exists(n))
		return (struct span){0, 0};
	return (struct span){node_cell(n)->start, node_cell(n)->end};
}

/* Where the key stands, with its quotes; the value's span if it is no member. */
struct span node_key_span(struct node n);

/* The member of that name (the last, as most readers keep it), or absent. */
struct node node_member(struct node object, const char *name);
struct node node_member_str(struct node object, struct str name);

/* The element of that index, or absent. */
struct node node_element(struct node array, size_t index);

/* The container that holds n, absent for the root.  Walks from the root. */
struct node node_parent(struct node n);

/* The innermost value (a member with its key) that holds the offset, or absent. */
struct node doc_at_offset(const struct doc *d, size_t offset);

/* A number that is an integer in int64; false for anything else (1.0 is one). */
bool node_int64(struct node n, int64_t *value);

#endif
