/* parts: a file as a tree of parts, and edits of several of them at once. */
#include "base/arena.h"
#include "base/buf.h"
#include "load/node.h"
#include "part/form.h"
#include "project/input.h"
#include "run/check-parts.h"
#include "service/mention.h"

static struct found *
list_of(struct part *p, struct arena *a)
{
	struct found *first = NULL, **tail = &first;

	for (; p != NULL; p = p->next) {
		*tail = arena_calloc(a, 1, sizeof(**tail));
		(*tail)->part = p;
		tail = &(*tail)->next;
	}
	return first;
}

enum { INNER_MOST = 3 /* documents that hold documents that hold documents */ };

struct found *
parts_find(const struct input *in, const struct form *form, struct str text,
	   struct arena *a)
{
	bool asked = form->syntax && (in->named || examine_given_kind(in) != KIND_NONE);

	if (!asked && !mention_anywhere(text) && examine_other_schema(in) == NULL)
		return NULL;
	return list_of(form_cut(form, text, a), a);
}

/* What is the whole of its file is no record of it. */
struct lines_place
part_place(const struct part *p, size_t record)
{
	if (record == 1 && p->whole && p->next == NULL)
		record = 0;
	return (struct lines_place){
	    .base = part_span(p, (struct span){0, 0}).start,
	    .line = 1,
	    .record = record,
	    .part = p,
	};
}

/* In a list that lies so deep, or NULL. */
static struct part *
inside(const struct input *in, const struct part *p, struct node root, unsigned depth,
       struct arena *a)
{
	struct str pattern;
	bool parse = examine_place(in, &pattern);

	if (depth == INNER_MOST)
		return NULL;
	if (depth != 0) {
		pattern = STR("");
		parse = false;
	}
	return node_exists(root) ? json_documents(root, p, pattern, parse, a)
				 : json_documents_of(p, pattern, parse, a);
}

struct found *
parts_inside(const struct input *in, const struct doc *doc, const struct found *f,
	     unsigned depth, struct arena *a)
{
	return list_of(inside(in, f->part, doc_root(doc), depth, a), a);
}

/* The edits of a list of parts and of those in them, as edits of the file, in order. */
static bool
carry_chosen(struct found *list, struct fixes *to, struct arena *a)
{
	for (struct found *f = list; f != NULL; f = f->next) {
		struct fix fix = {0};

		if (f->inner != NULL && !carry_chosen(f->inner, to, a))
			return false;
		for (size_t i = 0; f->chosen != NULL && i < f->chosen->n; i++) {
			struct edit *e = arena_calloc(a, 1, sizeof(*e));

			*e = (struct edit){.span = f->chosen->edits[i].span,
					   .text = f->chosen->edits[i].text};
			*(fix.last != NULL ? &fix.last->next : &fix.edits) = e;
			fix.last = e;
		}
		if (fix.edits != NULL &&
		    (!part_edits(f->part, &fix, a) || !fixes_add(to, &fix, 0, a)))
			return false;
	}
	return true;
}

/* Whether the parts that were cut anew are what they should be. */
static bool
same_parts(const struct input *in, const struct found *list, struct part *now,
	   unsigned depth, struct arena *a)
{
	for (const struct found *f = list; f != NULL; f = f->next, now = now->next) {
		struct str want = f->part->text;
		struct buf made = BUF_INIT;
		bool same;

		if (now == NULL)
			return false;
		if (f->inner != NULL) {
			if (!same_parts(in, f->inner,
					inside(in, now, NODE_ABSENT, depth, a),
					depth + 1, a))
				return false;
			continue;
		}
		if (f->chosen != NULL) {
			fixes_apply(f->chosen, want, &made);
			want = buf_str(&made);
		}
		same = str_equal(want, now->text);
		buf_release(&made);
		if (!same)
			return false;
	}
	return now == NULL;
}

bool
parts_apply(const struct input *in, const struct form *form, struct str text,
	    struct found *list, struct buf *out, struct arena *a)
{
	struct fixes fs = {0};

	if (!carry_chosen(list, &fs, a))
		return false;
	fixes_apply(&fs, text, out);
	return same_parts(in, list, form_cut(form, buf_str(out), a), 0, a);
}
