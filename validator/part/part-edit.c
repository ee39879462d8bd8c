/* part-edit: from edits of a part to edits of the file. */
#include "base/arena.h"
#include "base/buf.h"
#include "part/form.h"

struct edits {
	struct arena *arena;
	struct edit *first, *last;
};

static void
add_edit(struct edits *to, struct span span, struct str text)
{
	struct edit *e = arena_calloc(to->arena, 1, sizeof(*e));

	e->span = span;
	e->text = text;
	if (to->last != NULL)
		to->last->next = e;
	else
		to->first = e;
	to->last = e;
}

/* The text as it must be written around the part. */
static bool
encode(const struct part *p, struct str text, struct str *out, struct arena *a)
{
	struct buf b = BUF_INIT;
	bool can = true;

	*out = text;
	if (p->encode == NULL || text.len == 0)
		return true;
	can = p->encode(p, text, &b);
	*out = buf_keep(&b, a);
	return can;
}

/* Where an insertion stands, which is not within a unit. */
static bool
insertion(const struct part *p, size_t at, struct span *where)
{
	const struct part_piece *piece;

	if (at != 0 && at <= p->text.len) {
		piece = part_piece_at(p, at - 1);
		if (!piece->verbatim && at < part_piece_end(p, piece))
			return false;
	}
	*where = part_span_around(p, (struct span){at, at});
	return true;
}

/* The bytes of a piece that are in the span; false if they are half of a unit. */
static bool
cut_piece(const struct part *p, const struct part_piece *piece, struct span span,
	  struct span *where)
{
	size_t from = piece->inner, to = part_piece_end(p, piece);

	if (piece->verbatim) {
		where->start = span.start > from ? span.start - from : 0;
		where->end = (span.end < to ? span.end : to) - from;
		where->start += piece->outer;
		where->end += piece->outer;
		return true;
	}
	*where = (struct span){piece->outer, (size_t)piece->outer + piece->outer_len};
	return span.start <= from && span.end >= to;
}

/* What is replaced is split where the part has gaps; these stay as they are. */
static bool
replacement(const struct part *p, struct span span, struct str text, struct edits *to)
{
	const struct part_piece *piece = part_piece_at(p, span.start),
				*end = p->pieces + p->npieces;
	struct span where, all;

	if (!cut_piece(p, piece, span, &all))
		return false;
	for (piece++; piece != end && piece->inner < span.end; piece++) {
		if (!cut_piece(p, piece, span, &where))
			return false;
		if (where.start != all.end) {
			add_edit(to, all, text);
			text = STR("");
			all.start = where.start;
		}
		all.end = where.end;
	}
	add_edit(to, all, text);
	return true;
}

static bool
carry_edit(const struct part *p, const struct edit *e, struct edits *to)
{
	struct str text;
	struct span where;

	if (p->no_fixes || p->npieces == 0 || e->span.end > p->text.len ||
	    !encode(p, e->text, &text, to->arena))
		return false;
	if (e->span.start < e->span.end)
		return replacement(p, e->span, text, to);
	if (!insertion(p, e->span.start, &where))
		return false;
	add_edit(to, where, text);
	return true;
}

struct edit *
part_carry_edits(const struct part *p, const struct edit *edits, struct arena *a)
{
	struct edits to = {a, NULL, NULL};

	for (; p != NULL && edits != NULL; p = p->outer) {
		to.first = to.last = NULL;
		for (; edits != NULL; edits = edits->next) {
			if (!carry_edit(p, edits, &to))
				return NULL;
		}
		edits = to.first;
	}
	return to.first;
}

bool
part_edits(const struct part *p, struct fix *f, struct arena *a)
{
	struct edit *edits = part_carry_edits(p, f->edits, a);

	if (f->edits == NULL)
		return true;
	if (edits == NULL)
		return false;
	f->edits = f->last = edits;
	while (f->last->next != NULL)
		f->last = f->last->next;
	return true;
}
