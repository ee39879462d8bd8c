/* fix: edits of the text. */
#include "report/fix.h"

#include "base/arena.h"

const struct fix *
fix_allowed(const struct diag *d, enum applicability most)
{
	const struct fix *f = d->fixes;

	if (d->suppressed_by != SUPPRESSED_NOT)
		return NULL;
	while (f != NULL && (f->applicability > most || f->edits == NULL))
		f = f->next;
	return f;
}

/* The index of the first edit that ends at or behind offset. */
static size_t
first_behind(const struct fixes *fs, size_t offset)
{
	size_t low = 0, high = fs->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (fs->edits[mid].span.end < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Whether span overlaps an edit, or stands directly beside one. */
static bool
touches(const struct fixes *fs, struct span span)
{
	size_t i = first_behind(fs, span.start);

	return i < fs->n && fs->edits[i].span.start <= span.end;
}

bool
fixes_add(struct fixes *fs, const struct fix *f, size_t base, struct arena *a)
{
	const struct edit *e;

	for (e = f->edits; e != NULL; e = e->next) {
		if (touches(fs,
			    (struct span){base + e->span.start, base + e->span.end}))
			return false;
	}
	for (e = f->edits; e != NULL; e = e->next) {
		struct span span = {base + e->span.start, base + e->span.end};
		size_t i = first_behind(fs, span.start);

		/* Edits of one fix may stand side by side. */
		while (i < fs->n && fs->edits[i].span.end <= span.start)
			i++;
		fs->edits =
		    arena_grow(a, fs->edits, &fs->cap, fs->n + 1, sizeof(*fs->edits));
		memmove(fs->edits + i + 1, fs->edits + i,
			(fs->n - i) * sizeof(*fs->edits));
		fs->edits[i] = (struct fix_edit){span, e->text};
		fs->n++;
	}
	fs->count++;
	return true;
}

void
fixes_choose(struct fixes *fs, const struct diags *ds, enum applicability most,
	     struct arena *a)
{
	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		const struct fix *f = fix_allowed(d, most);

		if (f != NULL)
			(void)fixes_add(fs, f, ds->base, a);
	}
}

void
fixes_apply(const struct fixes *fs, struct str text, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < fs->n; i++) {
		const struct fix_edit *e = &fs->edits[i];

		buf_put(out, str_slice(text, at, e->span.start));
		buf_put(out, e->text);
		at = e->span.end;
	}
	buf_put(out, str_slice(text, at, text.len));
}
