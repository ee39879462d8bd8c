/* neighbourhood: see the header. */
#include "run/neighbourhood.h"

#include "base/arena.h"
#include "base/hash.h"
#include "lint/duplicates.h"
#include "project/profile.h"
#include "run/judge.h"
#include "run/roots.h"
#include "run/settle.h"
#include "schema/schema.h"

enum {
	FILES_MOST = 256,
	BYTES_MOST = 2 * 1024 * 1024 /* of files that are not open */
};

/* One input of the group: what is open, or what was read of a file. */
struct member {
	struct text *text;
	struct neighbour *neighbour;
	const struct input *input;
	struct examined *head;
};

/* The text of the input, if it is open, or NULL. */
static struct text *
open_text(const struct workspace *w, const struct input *in)
{
	struct text *t = w->texts;

	while (t != NULL && (t->judged == NULL || t->judged->input != in))
		t = t->next;
	return t;
}

/* Reads a file for what it asks for; returns how much of it is kept. */
static size_t
read_neighbour(struct workspace *w, struct neighbour *n, const struct input *in)
{
	static const struct examine_wants wants = {.standard_output = -1,
						   .untried = true};
	struct below_last last = BELOW_INIT;
	struct examiner x;
	struct str text = STR("");

	n->arena = arena_new();
	if (!in->profile->env_ready || in->error != 0 ||
	    input_read(in, &last, n->arena, &text) != 0)
		text = STR("");
	below_release(&last);
	if (w->eval == NULL)
		w->eval = eval_new();
	examiner_init(&x, &wants, w->eval, n->arena);
	if (text.len > BYTES_MOST)
		arena_reset(n->arena);
	else
		examine_file(&x, in, text);
	for (const struct examined *e = x.head; e != NULL && n->head == NULL;
	     e = e->next) {
		if (e->deliveries != NULL)
			n->head = x.head;
	}
	if (n->head == NULL)
		arena_reset(n->arena);
	return n->head != NULL ? text.len : 0;
}

/* The members in the order of a walk, new files among them; in the arena of the message. */
static struct member *
members(struct workspace *w, struct group *g, size_t *n)
{
	struct member *list = arena_calloc(w->arena, g->inputs.n + 1, sizeof(*list)),
		      *m;
	size_t cap = g->inputs.n, files = 0, i;

	*n = 0;
	for (i = 0; i < g->inputs.n; i++) {
		const struct input *in = &g->inputs.items[i];
		struct neighbour *of = &g->neighbours[i];

		m = &list[*n];
		*m = (struct member){open_text(w, in), of, in, NULL};
		if (m->text == NULL && of->arena == NULL) {
			if (files++ >= FILES_MOST || g->bytes > BYTES_MOST)
				continue;
			g->bytes += read_neighbour(w, of, in);
		}
		m->head = m->text != NULL ? m->text->judged->head : of->head;
		if (m->text != NULL)
			of->compared = 0; /* it is shown anew once it is closed */
		++*n;
	}
	for (struct text *t = w->texts; t != NULL; t = t->next) {
		if (t->judged == NULL || t->judged->group != g ||
		    t->judged->input != &t->judged->own)
			continue;
		list = arena_grow(w->arena, list, &cap, *n + 1, sizeof(*list));
		i = (*n)++;
		for (;
		     i != 0 && strcmp(list[i - 1].input->path, t->judged->own.path) > 0;
		     i--)
			list[i] = list[i - 1];
		list[i] = (struct member){t, NULL, &t->judged->own, t->judged->head};
	}
	return list;
}

/* A list of findings like that of e, empty. */
static struct diags *
diags_like(const struct examined *e, struct arena *a)
{
	struct diags *ds = arena_alloc(a, sizeof(*ds));

	diags_init(ds, a, e->diags->levels, e->doc->text);
	ds->level_set = e->diags->level_set;
	ds->first_line = e->diags->first_line;
	ds->base = e->diags->base;
	ds->provisional = e->diags->provisional;
	ds->within = e->diags->within;
	return ds;
}

static uint64_t
hash_findings(uint64_t hash, const struct diags *ds)
{
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		hash = hash_mix(hash ^ hash_bytes(d->message, strlen(d->message)),
				ds->base + d->span.start + 1);
		hash |= 1; /* 0: there is none */
	}
	return hash;
}

/*
 * What the comparison finds in the member, beside its own findings: a copy of its list,
 * with these alone, and their hash.
 */
static struct examined *
compare_aside(struct workspace *w, struct deliveries *all, const struct member *m,
	      uint64_t *hash)
{
	struct examined *head = NULL, **tail = &head;

	*hash = 0;
	for (const struct examined *e = m->head; e != NULL; e = e->next) {
		struct examined *copy;

		if (e->deliveries == NULL)
			continue;
		copy = arena_alloc(w->arena, sizeof(*copy));
		*copy = *e;
		copy->next = NULL;
		copy->diags = copy->result.diags = diags_like(e, w->arena);
		settle_deliveries(all, copy);
		*hash = hash_findings(*hash, copy->diags);
		*tail = copy;
		tail = &copy->next;
	}
	return head;
}

/* What is found in a file that is not open. */
static void
show_neighbour(struct workspace *w, const struct group *g, const struct member *m,
	       struct examined *head, uint64_t hash)
{
	if (m->neighbour->compared == hash)
		return;
	m->neighbour->compared = hash;
	for (struct examined *e = head; e != NULL; e = e->next)
		settle_known(w->options, NULL, e);
	w->tell_file(w, g->root, m->input->absolute, head);
}

void
neighbourhood_look(struct workspace *w, struct group *g)
{
	struct deliveries *all = deliveries_new();
	size_t n, open = 0;
	struct member *list = members(w, g, &n);

	for (size_t i = 0; i < n; i++)
		open += list[i].text != NULL;
	for (size_t i = 0; i < n; i++) {
		struct examined *head = NULL;
		uint64_t hash = 0;

		if (open != 0)
			head = compare_aside(w, all, &list[i], &hash);
		if (list[i].text != NULL)
			list[i].text->judged->seen = hash;
		else
			show_neighbour(w, g, &list[i], head, hash);
	}
	deliveries_free(all);
}

void
neighbourhood_compare(struct workspace *w, struct group *g)
{
	struct deliveries *all = deliveries_new();
	size_t n;
	struct member *list = members(w, g, &n);

	for (size_t i = 0; i < n; i++) {
		struct judged *j = list[i].text != NULL ? list[i].text->judged : NULL;
		uint64_t hash;

		if (j == NULL || !j->fresh) {
			(void)compare_aside(w, all, &list[i], &hash);
			continue;
		}
		for (struct examined *e = j->head; e != NULL; e = e->next)
			settle_deliveries(all, e);
		j->compared = j->seen;
	}
	deliveries_free(all);
}
