/* part-map: the pieces of a part, made from left to right and looked up by bisection. */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "finding/rule.h"
#include "part/part.h"

void
part_begin(struct part_builder *b, struct arena *a)
{
	*b = (struct part_builder){.arena = a};
}

void
part_room(struct part_builder *b, size_t len)
{
	b->text = arena_regrow(b->arena, b->text, &b->cap, b->len + len + 1, 1);
}

static void
add_text(struct part_builder *b, struct str text)
{
	part_room(b, text.len);
	if (text.len != 0)
		memcpy(b->text + b->len, text.s, text.len);
	b->len += text.len;
	b->text[b->len] = '\0';
}

static void
add_piece(struct part_builder *b, size_t from, size_t to, size_t len, bool verbatim)
{
	struct part_piece *p = b->npieces != 0 ? &b->pieces[b->npieces - 1] : NULL;

	assert(from <= to && to <= PART_TEXT_MAX && b->len + len <= PART_TEXT_MAX);
	assert(p == NULL || from >= (size_t)p->outer + p->outer_len);
	if (p != NULL && verbatim && p->verbatim &&
	    from == (size_t)p->outer + p->outer_len) {
		p->outer_len = (uint32_t)(to - p->outer) & PART_TEXT_MAX;
		return;
	}
	if (p != NULL && !verbatim && !p->verbatim && p->outer == to &&
	    p->outer_len == 0)
		return;
	b->pieces = arena_regrow(b->arena, b->pieces, &b->pieces_cap, b->npieces + 1,
				 sizeof(*b->pieces));
	b->pieces[b->npieces++] = (struct part_piece){
	    .inner = (uint32_t)b->len,
	    .outer = (uint32_t)from,
	    .outer_len = (uint32_t)(to - from) & PART_TEXT_MAX,
	    .verbatim = verbatim,
	};
}

void
part_copy(struct part_builder *b, struct str outer, size_t from, size_t to)
{
	if (from == to)
		return;
	add_piece(b, from, to, to - from, true);
	add_text(b, str_slice(outer, from, to));
}

void
part_unit(struct part_builder *b, size_t from, size_t to, struct str text)
{
	if (text.len == 0)
		return;
	add_piece(b, from, to, text.len, false);
	add_text(b, text);
}

void
part_template(struct part_builder *b, struct str what, size_t from, size_t to)
{
	struct buf name = BUF_INIT;

	buf_puts(&name, "${");
	for (size_t i = 0; i < what.len; i++) {
		char c = what.s[i];

		if (str_is_letter(c) || str_is_digit(c) || c == '_')
			buf_putc(&name, c);
		else if (name.len > 2)
			break; /* of ${NAME:-default} the name */
	}
	if (name.len == 2)
		buf_puts(&name, "COMMAND");
	buf_putc(&name, '}');
	part_unit(b, from, to, buf_str(&name));
	buf_release(&name);
}

struct part *
part_end(struct part_builder *b, const struct part *outer)
{
	struct part *p = arena_calloc(b->arena, 1, sizeof(*p));

	add_text(b, STR(""));
	p->outer = outer;
	p->text = (struct str){b->text, b->len};
	p->pieces = b->pieces;
	p->npieces = b->npieces;
	part_begin(b, b->arena);
	return p;
}

struct part *
part_broken(struct str text, const struct part *outer, struct part_trouble *why,
	    struct arena *a)
{
	struct part_builder b;
	struct part *p;

	part_begin(&b, a);
	part_copy(&b, text, 0, text.len);
	p = part_end(&b, outer);
	p->broken = true;
	p->troubles = why;
	return p;
}

struct part *
part_too_long(const struct part *outer, struct arena *a)
{
	struct part_trouble *why = arena_calloc(a, 1, sizeof(*why));

	why->rule = RULE_INVALID_JSON;
	why->message = "this text is too long to be turned into JSON";
	return part_broken(STR(""), outer, why, a);
}

const struct part_piece *
part_piece_at(const struct part *p, size_t offset)
{
	size_t low = 0, high = p->npieces;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (p->pieces[mid].inner <= offset)
			low = mid;
		else
			high = mid;
	}
	return &p->pieces[low];
}

static size_t
start_around(const struct part *p, size_t offset)
{
	const struct part_piece *piece = part_piece_at(p, offset);

	if (offset >= p->text.len)
		return (size_t)piece->outer + piece->outer_len;
	return piece->outer + (piece->verbatim ? offset - piece->inner : 0);
}

/* Where the byte before offset ends. */
static size_t
end_around(const struct part *p, size_t offset)
{
	const struct part_piece *piece = part_piece_at(p, offset - 1);
	bool within = piece->verbatim && offset <= p->text.len;

	return piece->outer + (within ? offset - piece->inner : piece->outer_len);
}

struct span
part_span_around(const struct part *p, struct span inner)
{
	struct span s = {0, 0};

	if (p->npieces == 0)
		return s;
	if (inner.end == 0)
		s.start = s.end = p->pieces[0].outer;
	else if (inner.start >= inner.end)
		s.start = s.end = end_around(p, inner.start);
	else
		s = (struct span){start_around(p, inner.start),
				  end_around(p, inner.end)};
	if (s.end < s.start) /* all of it stands for nothing */
		s.end = s.start;
	return s;
}

struct span
part_span(const struct part *p, struct span inner)
{
	for (; p != NULL; p = p->outer)
		inner = part_span_around(p, inner);
	return inner;
}

/* The same of the bytes in the span of the part alone. */
static void
verbatim_in(const struct part *p, struct span span, void (*take)(void *, struct span),
	    void *to)
{
	const struct part_piece *piece, *end = p->pieces + p->npieces;

	if (p->npieces == 0)
		return;
	for (piece = part_piece_at(p, span.start);
	     piece != end && piece->inner < span.end; piece++) {
		struct span s = {piece->inner, part_piece_end(p, piece)};

		if (!piece->verbatim)
			continue;
		s.start = s.start > span.start ? s.start : span.start;
		s.end = s.end < span.end ? s.end : span.end;
		s = part_span_around(p, s);
		if (p->outer != NULL)
			verbatim_in(p->outer, s, take, to);
		else
			take(to, s);
	}
}

void
part_verbatim(const struct part *p, void (*take)(void *to, struct span span), void *to)
{
	verbatim_in(p, (struct span){0, p->text.len}, take, to);
}
