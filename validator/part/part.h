/*
 * part: a document within a document, as a text with a map back to its place.
 *
 * Definitions lie in fenced blocks of Markdown, in quotes of a shell command, in strings
 * of other JSON documents; others are written in JSON5 or YAML.  Each becomes a part: a
 * strict JSON text, which is read and judged like any file, and pieces that say which
 * bytes around it each of its bytes stands for.  A part can lie in a part (JSON5 in a
 * block of Markdown): a place goes through them from the inside to the file.
 *
 * A container (Markdown, a shell script) finds parts, a syntax (JSON5, YAML) turns text
 * into JSON; both make parts with the builder below, from left to right.  Everything
 * lives in the arena of the input.
 */
#ifndef PART_PART_H
#define PART_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "finding/diag.h"

struct arena;
struct buf;

/*
 * No text that is longer is cut; nor turned into JSON, for which 21 MB of scalars of one
 * letter take 1,010 MB of memory.
 */
#define PART_TEXT_MAX   ((size_t)INT32_MAX) /* as lengths of pieces have 31 bits */
#define PART_SYNTAX_MAX ((size_t)64 << 20)

/*
 * Bytes of a part, and the bytes around it that they stand for: each for one (verbatim),
 * or all of them for all of those, as an escape is a unit.  In a unit one of the two may
 * be empty: quotes that are added stand for nothing.
 */
struct part_piece {
	uint32_t inner; /* of the part's text; it ends where the next piece begins */
	uint32_t outer; /* of the text around it */
	uint32_t outer_len : 31, verbatim : 1;
};

/* What is wrong with a text in its syntax, or has no JSON: a finding of the part. */
struct part_trouble {
	struct part_trouble *next;
	const struct rule_info *rule;
	struct span span;           /* of the part */
	const char *message, *help; /* help may be NULL */
};

struct part {
	struct part *next;        /* in the list of those cut out of the same text */
	const struct part *outer; /* the part that it lies in; NULL: the file */
	struct str text;
	/*
	 * Ascending in both texts.  The pieces make up the text of the part; what is
	 * around it between two of them is a gap: a comment, the end of a quotation.
	 */
	const struct part_piece *pieces;
	size_t npieces;
	/*
	 * Appends the text of an edit as it must be written there, with its escapes,
	 * and returns true; false: it cannot stand there.  NULL: it stands as it is.
	 */
	bool (*encode)(const struct part *p, struct str text, struct buf *out);
	const char *prefix; /* for encode(): what lines there begin with, or NULL */
	bool no_fixes;      /* nothing is ever rewritten there */
	bool whole;  /* its file is in a syntax, and holds nothing but documents */
	bool unsure; /* it may be no JSON, if it does not read as such */
	/* It is none of its syntax, as the troubles say; its text is what stands there. */
	bool broken;
	const struct part_trouble *troubles;
};

/* A part while it is made. */
struct part_builder {
	struct arena *arena;
	char *text;
	size_t len, cap;
	struct part_piece *pieces;
	size_t npieces, pieces_cap;
};

/* Begins with a part that is empty. */
void part_begin(struct part_builder *b, struct arena *a);

/*
 * Makes room for so many bytes of text: the next ones do not move b->text, so that they
 * may be some of it.
 */
void part_room(struct part_builder *b, size_t len);

/* Appends the bytes from..to of the text around it, which is outer, as they are. */
void part_copy(struct part_builder *b, struct str outer, size_t from, size_t to);

/*
 * Appends text, which stands for all of the bytes from..to around it; copied.  If text is
 * empty, those are a gap.  Neither call may go back behind the one before.
 */
void part_unit(struct part_builder *b, size_t from, size_t to, struct str text);

/*
 * Appends the template that stands for what another program puts in place of the bytes
 * from..to around the part: "${NAME}", with the first name in what it is written as.
 */
void part_template(struct part_builder *b, struct str what, size_t from, size_t to);

/*
 * The part that was built, within outer (NULL: the file).  Its text ends with a NUL that
 * is not counted.  The builder may begin with the next.
 */
struct part *part_end(struct part_builder *b, const struct part *outer);

/* A part that is broken, with a copy of the text and the trouble, whose span is of both. */
struct part *part_broken(struct str text, const struct part *outer,
			 struct part_trouble *why, struct arena *a);

/* The same for a text that is longer than PART_SYNTAX_MAX; nothing of it is kept. */
struct part *part_too_long(const struct part *outer, struct arena *a);

/*
 * The place in the file of a span of the part.  It begins where the bytes begin that its
 * first byte stands for, and ends where those of its last byte end; an empty one stands
 * where those of the byte before it end.  Gaps at its ends are no part of it.
 */
struct span part_span(const struct part *p, struct span inner);

/* Calls take with each span of the file whose bytes stand in the part as they are. */
void
part_verbatim(const struct part *p, void (*take)(void *to, struct span span), void *to);

/* Where a piece of the part ends in its text: behind it, for none is empty. */
static inline size_t
part_piece_end(const struct part *p, const struct part_piece *piece)
{
	return piece + 1 != p->pieces + p->npieces ? piece[1].inner : p->text.len;
}

/* The piece that holds the byte at offset, or the last one; the part has some. */
const struct part_piece *part_piece_at(const struct part *p, size_t offset);

/* The same as part_span() of the text around the part alone. */
struct span part_span_around(const struct part *p, struct span inner);

#endif
