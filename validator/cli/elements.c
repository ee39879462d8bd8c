/* elements: see the header. */
#include "cli/elements.h"

#include "base/arena.h"
#include "cli/discover.h"
#include "cli/profile.h"
#include "cli/recollect.h"
#include "load/reader.h"
#include "schema/schema.h"

enum {
	UNKNOWN_ELEMENTS = 64,     /* of a list that are examined by themselves, */
	UNKNOWN_BYTES = 16 * 1024, /* and one more for so many bytes of it */
	ELEMENT_MAX = 64 * 1024    /* bytes; longer ones are not */
};

/* Behind the value at p, which need not be well-formed; 0: it has no end near by. */
static size_t
end_of(struct str text, size_t p)
{
	size_t depth = 0;

	text =
	    str_slice(text, 0, text.len - p > ELEMENT_MAX ? p + ELEMENT_MAX : text.len);
	for (; p < text.len; p++) {
		switch (text.s[p]) {
		case '"':
			for (p++; p < text.len && text.s[p] != '"'; p++)
				p += text.s[p] == '\\';
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (--depth == 0)
				return p + 1;
			break;
		default:
			break;
		}
	}
	return 0;
}

/* Is the element sound, as far as that is soon seen?  Says of what kind it is. */
static bool
is_sound(const struct elements *l, struct str text, enum kind *kind)
{
	static const struct eval_options options = {.templates = true};
	const struct program *schema = l->in->profile->env.programs[KIND_SUBSCRIPTION];
	struct doc doc = {.name = l->in->path, .text = text, .first_line = 1};

	if (!reader_read(&doc, NULL, l->scratch))
		return false;
	*kind = kind_find(doc_root(&doc), NULL);
	return schema == NULL ||
	       schema_check(l->x->eval, schema, doc_root(&doc), &options);
}

/* Examines an element of a kind that is new, so that those like it are known. */
static void
meet(struct elements *l, size_t start, enum kind *kind)
{
	struct examiner alone = *l->x;
	size_t end = end_of(l->text, start);
	struct str text = str_slice(l->text, start, end);

	if (end == 0)
		return;
	if (l->scratch == NULL)
		l->scratch = arena_new();
	arena_reset(l->scratch);
	if (!is_sound(l, text, kind))
		return;
	alone.arena = l->scratch;
	alone.head = NULL;
	alone.tail = &alone.head;
	alone.passing = NULL;
	alone.recall_case = l->known;
	recollect_learn(&alone,
			examine_as(&alone, l->in, text, (struct lines_place){0, 1, 0},
				   KIND_SUBSCRIPTION));
}

void
elements_init(struct elements *l, struct examiner *x, const struct input *in,
	      struct str text)
{
	*l = (struct elements){.x = x, .in = in, .text = text, .known = x->recall_case};
	l->known.given = KIND_SUBSCRIPTION;
	l->known.update = false;
}

void
elements_release(struct elements *l)
{
	arena_free(l->scratch);
}

size_t
elements_find(struct elements *l, size_t start, struct recalled *found, enum kind *kind)
{
	struct examiner *x = l->x;
	size_t p = start;

	if (!recall_find(x->recall, &l->known, l->text, &p, x->arena, found)) {
		if (++l->unknown > UNKNOWN_ELEMENTS + l->text.len / UNKNOWN_BYTES)
			return 0;
		meet(l, start, kind);
		if (!recall_find(x->recall, &l->known, l->text, &p, x->arena, found))
			return 0;
	}
	*kind = found->alone;
	return p;
}
