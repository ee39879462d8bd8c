/* documents: see the header. */
#include "lsp/documents.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "lsp/file-uri.h"
#include "lsp/frames.h"
#include "lsp/state.h"
#include "project/profile.h"

static bool
is_config(const char *path)
{
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;

	return slash != NULL && strcmp(slash + 1, CONFIG_NAME) == 0;
}

struct document *
document_find(struct document *list, struct str uri)
{
	while (list != NULL && !str_is(uri, list->uri))
		list = list->next;
	return list;
}

struct document *
document_open(struct document **list, struct str uri, bool utf8)
{
	struct document *d = document_find(*list, uri);
	struct arena *a;
	const char *path;

	if (d != NULL)
		return d;
	d = xcalloc(1, sizeof(*d));
	a = arena_new();
	path = uri_file(uri, a);
	d->uri = xstrndup(uri.s, uri.len);
	d->path = path != NULL ? xstrdup(path) : NULL;
	d->config = is_config(d->path);
	d->positions.utf8 = utf8;
	d->next = *list;
	*list = d;
	arena_free(a);
	return d;
}

struct str
document_text(const struct document *d)
{
	return buf_str(&d->text);
}

/* A text that is longer than a message may be would be kept for nothing. */
static void
lose(struct document *d)
{
	buf_release(&d->text);
	positions_read(&d->positions, document_text(d));
	d->lost = true;
}

void
document_set(struct document *d, struct str text)
{
	bool shrinks = d->text.cap / 4 > text.len;

	if (shrinks)
		buf_release(&d->text);
	buf_clear(&d->text);
	buf_put(&d->text, text);
	positions_read(&d->positions, document_text(d));
	d->lost = false;
	d->stale = true;
}

static void
replace(struct document *d, struct span span, struct str by)
{
	size_t behind = d->text.len - span.end;

	(void)buf_reserve(&d->text, by.len);
	memmove(d->text.s + span.start + by.len, d->text.s + span.end, behind);
	if (by.len != 0)
		memcpy(d->text.s + span.start, by.s, by.len);
	d->text.len = span.start + by.len + behind;
	d->text.s[d->text.len] = '\0';
	positions_edit(&d->positions, span, by.len, document_text(d));
}

bool
document_change(struct document *d, const json_t *change)
{
	const json_t *text = json_object_get(change, "text");
	const json_t *range = json_object_get(change, "range");
	struct str by = {json_string_value(text), json_string_length(text)};
	struct span span;

	if (!json_is_string(text))
		return false;
	d->stale = true;
	if (range == NULL) {
		document_set(d, by);
		return true;
	}
	if (d->lost)
		return true;
	if (!range_read(&d->positions, range, &span))
		return false;
	if (d->text.len - (span.end - span.start) + by.len > FRAME_MOST)
		lose(d);
	else
		replace(d, span, by);
	return true;
}

void
document_close(struct document **list, struct document *d)
{
	while (*list != d)
		list = &(*list)->next;
	*list = d->next;
	buf_release(&d->text);
	positions_release(&d->positions);
	free(d->uri);
	free(d->path);
	free(d);
}

/* Whether a byte is one of the inside of a character. */
static bool
within(struct str text, size_t at)
{
	return at < text.len && ((unsigned char)text.s[at] & 0xc0) == 0x80;
}

json_t *
document_difference(struct document *d, struct str after)
{
	struct str before = document_text(d);
	size_t most = before.len < after.len ? before.len : after.len;
	size_t start = 0, end = 0;

	while (start < most && before.s[start] == after.s[start])
		start++;
	while (within(before, start) || within(after, start))
		start--;
	while (end < most - start &&
	       before.s[before.len - 1 - end] == after.s[after.len - 1 - end])
		end++;
	while (within(before, before.len - end) || within(after, after.len - end))
		end--;
	return json_pack(
	    "{s:o, s:o}", "range",
	    range_json(&d->positions, (struct span){start, before.len - end}),
	    "newText", json_text(str_slice(after, start, after.len - end)));
}
