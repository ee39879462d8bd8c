/* fix: edits of the text. */
#include "finding/fix.h"

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
		fs->edits[i] = (struct fix_edit){span, e->text, 0};
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
fixes_apply(struct fixes *fs, struct str text, struct buf *out)
{
	size_t at = 0, began = out->len;

	for (size_t i = 0; i < fs->n; i++) {
		struct fix_edit *e = &fs->edits[i];

		buf_put(out, str_slice(text, at, e->span.start));
		e->at = out->len - began;
		buf_put(out, e->text);
		at = e->span.end;
	}
	buf_put(out, str_slice(text, at, text.len));
}

const struct fix_edit *
fixes_touch(const struct fixes *fs, struct span token)
{
	size_t i = first_behind(fs, token.start + 1);

	return i < fs->n && fs->edits[i].span.start < token.end ? &fs->edits[i] : NULL;
}

size_t
fixes_new_place(const struct fixes *fs, size_t offset, bool end)
{
	size_t i = first_behind(fs, offset + 1); /* the first that ends behind it */
	const struct fix_edit *e;

	if (i < fs->n && fs->edits[i].span.start < offset)
		return fs->edits[i].at;
	while (end && i != 0 && fs->edits[i - 1].span.start == offset)
		i--;
	if (i == 0)
		return offset;
	e = &fs->edits[i - 1];
	return e->at + e->text.len + (offset - e->span.end);
}

/* The number of edits whose text begins at or before a place in the new text. */
static size_t
begun(const struct fixes *fs, size_t place)
{
	size_t low = 0, high = fs->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (fs->edits[mid].at <= place)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t
fixes_old_place(const struct fixes *fs, size_t place)
{
	size_t n = begun(fs, place);
	const struct fix_edit *e;

	if (n == 0)
		return place;
	e = &fs->edits[n - 1];
	if (place < e->at + e->text.len)
		return e->span.start;
	return e->span.end + (place - e->at - e->text.len);
}

const struct fix_edit *
fixes_wrote(const struct fixes *fs, struct span token)
{
	for (size_t n = begun(fs, token.end); n != 0; n--) {
		const struct fix_edit *e = &fs->edits[n - 1];

		if (e->text.len != 0 && e->at < token.end &&
		    e->at + e->text.len > token.start)
			return e;
		if (e->at <= token.start)
			break; /* what others wrote ends before it */
	}
	return NULL;
}
