/*
 * cells: how the reader writes down what it has read.
 *
 * The loop of the reader keeps in registers where it is (struct spot), for all bytes of a
 * document are read, and each field of a cell is written once: to read one of 757 bytes
 * took 6,140 instructions when all was in the reader, and takes 4,900.  recover() has the
 * same by functions (reading.h) that take the spot from the reader.
 */
#ifndef LOAD_CELLS_H
#define LOAD_CELLS_H

#include "load/reading.h"

/*
 * Where reading is: what would be in the reader stays in registers.  The next cell is
 * there, and has the name of the value that it will be of, or none.
 */
struct spot {
	const char *p;
	struct cell *c;
	uint32_t n; /* number of c */
	struct frame *f;
};

/* The spot is what the reader says, but for the name in its cell; and back. */
static inline struct spot
spot_enter(const struct reader *r)
{
	return (struct spot){r->p, r->cells + r->ncells, r->ncells, r->top};
}

static inline void
spot_leave(const struct spot *s, struct reader *r)
{
	r->p = s->p;
	r->ncells = s->n;
	r->top = s->f;
}

/* Room for more cells in the reader, which has come to p. */
void cells_more(struct reader *r, const char *p);

/* The name that is waiting for its value, which is taken; offset 0: none is. */
struct member_name cells_take_name(struct reader *r);

/* The next cell for what recover() found at p, with the name that was waiting. */
struct spot cells_named(struct reader *r, const char *p);

/* Makes sure that there is a next cell. */
static inline void
cell_want(struct reader *r, struct spot *s)
{
	if (s->n != r->cells_cap)
		return;
	r->ncells = s->n;
	cells_more(r, s->p);
	s->c = r->cells + s->n;
}

static inline void
cell_name(struct cell *c, struct member_name name)
{
	c->key = name.key;
	c->key_hash = name.hash;
	c->key_len = name.len;
	c->flags = name.flags;
	c->member = name.member;
}

/* The next cell is of the value from..to, a child of the open container. */
static inline struct cell *
cell_value(struct reader *r, struct spot *s, enum node_type type, const char *from,
	   const char *to)
{
	struct cell *c = s->c++;

	c->start = reader_offset(r, from);
	c->end = reader_offset(r, to);
	c->count = 0;
	cell_set_type(c, type);
	s->f->count++;
	s->f->last = s->n++;
	c->next = s->n;
	return c;
}

/* Notes in an open container that it has a member of that name. */
static inline void
frame_note(struct frame *f, struct name_key name)
{
	uint64_t bit;

	if (name.member != 0) {
		bit = UINT64_C(1) << name.member;
		f->again |= f->members & bit;
		f->members |= bit;
	} else {
		bit = UINT64_C(1) << (name.hash & 63);
		f->again |= f->names & bit;
		f->names |= bit;
	}
}

static inline void
frame_open(struct reader *r, struct spot *s, enum node_type type)
{
	struct frame *f = s->f + 1;

	cell_value(r, s, type, s->p, s->p + 1);
	f->cell = s->n - 1;
	f->count = 0;
	f->names = f->members = f->again = 0;
	f->close = type == NODE_OBJECT ? '}' : ']';
	f->colon_said = false;
	s->f = f;
}

/* The names of a container that is complete. */
static inline void
frame_count_names(struct reader *r, const struct frame *f)
{
	r->members |= f->members | (f->names != 0);
}

static inline void
frame_close(struct reader *r, struct spot *s)
{
	const struct frame *f = s->f--;
	struct cell *c = &r->cells[f->cell];

	c->end = reader_offset(r, s->p);
	c->next = s->n;
	c->count = f->count;
	if (f->count != 0)
		r->cells[f->last].flags |= CELL_LAST;
	frame_count_names(r, f);
	if (f->again != 0 && f->close == '}') {
		r->ncells = s->n;
		keys_check(r, f->cell);
	}
}

#endif
