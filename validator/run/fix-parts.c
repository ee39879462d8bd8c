/* fix-parts: the fixes of documents that are parts of a file. */
#include "base/arena.h"
#include "part/form.h"
#include "run/check-parts.h"
#include "run/fix-text.h"
#include "schema/schema.h"

/* One pass over the parts of such a file. */
struct pass {
	struct patient *p;
	struct str text;
	struct found *list;
	struct arena *arena;
	size_t record, findings;
	bool full;             /* what comes behind stays as it is */
	struct found **chosen; /* parts that have fixes */
	size_t nchosen, cap;
};

/* A copy in the arena. */
static struct fixes *
keep_fixes(const struct fixes *fs, struct arena *a)
{
	struct fixes *copy = arena_calloc(a, 1, sizeof(*copy));

	*copy = *fs;
	copy->edits = arena_calloc(a, fs->n, sizeof(*copy->edits));
	copy->cap = fs->n;
	for (size_t i = 0; i < fs->n; i++) {
		struct str text = fs->edits[i].text;

		copy->edits[i] = fs->edits[i];
		copy->edits[i].text.s = arena_strndup(a, text.s, text.len);
	}
	return copy;
}

static void
choose_fixes(struct pass *pass, struct found *f, const struct finding_set *s)
{
	struct trials t = {.p = pass->p, .before = s, .findings = s->of.findings};
	struct finding_set after;
	struct buf text = BUF_INIT;

	if (fix_pass(&t, &after, &text)) {
		f->chosen = keep_fixes(&t.kept, pass->arena);
		pass->chosen = arena_grow(pass->arena, pass->chosen, &pass->cap,
					  pass->nchosen + 1, sizeof(*pass->chosen));
		pass->chosen[pass->nchosen++] = f;
		set_release(&after);
	}
	buf_release(&text);
}

/* As in a check: so many findings, and steps, are enough for a file up to there. */
static bool
is_full(const struct pass *pass, const struct part *p)
{
	size_t end = part_span(p, (struct span){0, p->text.len}).end;

	return pass->findings > diags_limit(end) ||
	       pass->p->repair->spent > schema_stream_steps(end);
}

static void
repair_list(struct pass *pass, struct found *list, unsigned depth)
{
	struct patient *p = pass->p;

	for (struct found *f = list; f != NULL && !pass->full; f = f->next) {
		struct finding_set s;

		p->at = part_place(f->part, pass->record);
		fix_examine(p, &s, f->part->text);
		if (examine_may_hold(s.of.head))
			f->inner = parts_inside(p->input, s.of.head->doc, f, depth,
						pass->arena);
		if (!s.of.head->result.skipped && f->inner == NULL) {
			pass->record++;
			choose_fixes(pass, f, &s);
			pass->findings += s.of.findings;
			pass->full = is_full(pass, f->part);
		}
		set_release(&s);
		repair_list(pass, f->inner, depth + 1);
	}
}

/*
 * Makes the fixes of all parts at once; if they cannot be made in the file, those of one
 * part after the other that can.  Returns how many were made.
 */
static size_t
write_fixes(struct pass *pass, struct buf *out)
{
	const struct form *form = pass->p->form;
	const struct input *in = pass->p->input;
	struct fixes **fixes;
	size_t made = 0;

	for (size_t i = 0; i < pass->nchosen; i++)
		made += pass->chosen[i]->chosen->count;
	if (made == 0 ||
	    parts_apply(in, form, pass->text, pass->list, out, pass->arena))
		return made;
	made = 0;
	fixes = arena_calloc(pass->arena, pass->nchosen, sizeof(struct fixes *));
	for (size_t i = 0; i < pass->nchosen; i++) {
		fixes[i] = pass->chosen[i]->chosen;
		pass->chosen[i]->chosen = NULL;
	}
	for (size_t i = 0; i < pass->nchosen; i++) {
		struct found *f = pass->chosen[i];

		if (!fix_may_read(pass->p->repair, pass->text.len))
			break;
		f->chosen = fixes[i];
		buf_clear(out);
		if (parts_apply(in, form, pass->text, pass->list, out, pass->arena))
			made += fixes[i]->count;
		else
			f->chosen = NULL;
	}
	buf_clear(out);
	(void)parts_apply(in, form, pass->text, pass->list, out, pass->arena);
	return made;
}

size_t
fix_parts(struct patient *p, struct str before, struct buf *text)
{
	size_t all = 0, made;

	for (int i = 0; i < PASSES || fix_may_read(p->repair, before.len); i++) {
		struct pass pass = {
		    .p = p, .text = before, .arena = arena_new(), .record = 1};
		struct buf next = BUF_INIT;

		pass.list = parts_find(p->input, p->form, before, pass.arena);
		repair_list(&pass, pass.list, 0);
		made = write_fixes(&pass, &next);
		arena_free(pass.arena);
		all += made;
		if (made == 0) {
			buf_release(&next);
			break;
		}
		buf_release(text);
		*text = next;
		before = buf_str(text);
	}
	return all;
}
