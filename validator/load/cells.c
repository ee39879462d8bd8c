/* cells: room for them, and what recover() writes. */
#include "load/cells.h"

#include <string.h>

#include "base/arena.h"

/*
 * Room for more cells: as many as the text read so far lets expect, or the part since
 * the last time, for a document may begin with a long name.  No more than one a byte
 * can follow, errors aside.  To double each time takes 23 % more memory for 5 MB of
 * documents, and twice as much for a list of empty lists.
 */
void
cells_more(struct reader *r, const char *p)
{
	size_t done = (size_t)(p - r->text), left = (size_t)(r->end - p);
	size_t more = r->ncells / 2, since = done - r->grown_at, recent;
	struct cell *cells;

	if (done >= 1024)
		more = (size_t)((double)r->ncells / (double)done * (double)left * 1.1);
	if (since >= 256) {
		recent = (size_t)((double)(r->ncells - r->grown_cells) / (double)since *
				  (double)left * 1.1);
		recent = recent < 16 * r->ncells ? recent : 16 * r->ncells;
		more = more > recent ? more : recent;
	}
	if (more < r->ncells / 4)
		more = r->ncells / 4;
	if (more > left)
		more = left;
	r->cells_cap = r->ncells + (uint32_t)more + 16;
	cells = arena_alloc(r->arena, r->cells_cap * sizeof(*cells));
	if (r->ncells != 0)
		memcpy(cells, r->cells, r->ncells * sizeof(*cells));
	r->cells = cells;
	r->grown_at = done;
	r->grown_cells = r->ncells;
}

struct member_name
cells_take_name(struct reader *r)
{
	struct member_name name = r->name;

	r->name = (struct member_name){0};
	if (name.key != 0)
		frame_note(r->top, (struct name_key){name.hash, name.member});
	return name;
}

struct spot
cells_named(struct reader *r, const char *p)
{
	struct member_name name = cells_take_name(r);
	struct spot s = spot_enter(r);

	s.p = p;
	cell_want(r, &s);
	cell_name(s.c, name);
	return s;
}

struct cell *
reader_push(struct reader *r, enum node_type type, const char *from, const char *to)
{
	struct spot s = cells_named(r, from);
	struct cell *c = cell_value(r, &s, type, from, to);

	r->ncells = s.n;
	return c;
}

void
reader_open(struct reader *r, const char *p, enum node_type type)
{
	struct spot s = cells_named(r, p);

	frame_open(r, &s, type);
	r->ncells = s.n;
	r->top = s.f;
}

void
reader_close(struct reader *r, const char *end)
{
	struct spot s = spot_enter(r);

	s.p = end;
	frame_close(r, &s);
	r->top = s.f;
}

void
reader_damage(struct reader *r)
{
	if (r->top > r->frames)
		r->cells[r->top->cell].flags |= CELL_DAMAGED;
}

void
reader_decoded(struct reader *r, const char *from, const char *to, struct str text)
{
	size_t offset = (size_t)(from - r->text);

	/* a string may be read once more, after another look at it */
	while (r->ndecoded != 0 && r->decoded[r->ndecoded - 1].offset >= offset)
		r->ndecoded--;
	r->decoded = arena_grow(r->arena, r->decoded, &r->decoded_cap, r->ndecoded + 1,
				sizeof(*r->decoded));
	r->decoded[r->ndecoded++] =
	    (struct decoded){offset, (size_t)(to - r->text), text};
}

void
reader_name(struct reader *r, const char *from, const char *to, struct str s)
{
	struct name_key k = r->find(s);

	r->name = (struct member_name){k.member, reader_offset(r, from) + 1, k.hash,
				       UINT32_MAX, CELL_KEY_ESCAPES};
	reader_decoded(r, from, to, s);
}
