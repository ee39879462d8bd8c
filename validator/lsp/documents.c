/* documents: see the header. */
#include "lsp/documents.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lsp/frames.h"
#include "lsp/state.h"
#include "project/file-uri.h"
#include "project/profile.h"
#include "run/check-document.h"

struct document *
document_find(struct text *list, struct str uri)
{
	while (list != NULL &&
	       (uri.s == NULL || !str_is(uri, ((struct document *)list)->uri)))
		list = list->next;
	return (struct document *)list;
}

struct document *
document_open(struct text **list, struct str uri, bool utf8)
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
	d->text.path = path != NULL ? xstrdup(path) : NULL;
	d->text.config = path != NULL && str_ends(str_from(path), STR("/" CONFIG_NAME));
	d->positions.utf8 = utf8;
	d->text.next = *list;
	*list = &d->text;
	arena_free(a);
	return d;
}

struct str
document_text(const struct document *d)
{
	return buf_str(&d->text.content);
}

/* A text that is longer than a message may be would be kept for nothing. */
static void
lose(struct document *d)
{
	buf_release(&d->text.content);
	positions_read(&d->positions, document_text(d));
	d->text.lost = true;
}

void
document_set(struct document *d, struct str text)
{
	bool shrinks = d->text.content.cap / 4 > text.len;

	if (shrinks)
		buf_release(&d->text.content);
	buf_clear(&d->text.content);
	buf_put(&d->text.content, text);
	positions_read(&d->positions, document_text(d));
	d->text.lost = false;
	d->text.stale = true;
}

static void
replace(struct document *d, struct span span, struct str by)
{
	size_t behind = d->text.content.len - span.end;

	(void)buf_reserve(&d->text.content, by.len);
	memmove(d->text.content.s + span.start + by.len, d->text.content.s + span.end,
		behind);
	if (by.len != 0)
		memcpy(d->text.content.s + span.start, by.s, by.len);
	d->text.content.len = span.start + by.len + behind;
	d->text.content.s[d->text.content.len] = '\0';
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
	d->text.stale = true;
	if (range == NULL) {
		document_set(d, by);
		return true;
	}
	if (d->text.lost)
		return true;
	if (!range_read(&d->positions, range, &span))
		return false;
	if (d->text.content.len - (span.end - span.start) + by.len > FRAME_MOST)
		lose(d);
	else
		replace(d, span, by);
	return true;
}

void
document_close(struct text **list, struct document *d)
{
	judged_free(&d->text);
	while (*list != &d->text)
		list = &(*list)->next;
	*list = d->text.next;
	buf_release(&d->text.content);
	positions_release(&d->positions);
	free(d->uri);
	free(d->text.path);
	free(d);
}

/* Whether a byte is one of the inside of a character. */
static bool
within(struct str text, size_t at)
{
	return at < text.len && utf8_continues(text.s[at]);
}

json_t *
document_difference(struct document *d, struct str after)
{
	struct str before = document_text(d);
	size_t most = before.len < after.len ? before.len : after.len;
	size_t start = 0, end = 0;

	while (start < most && before.s[start] == after.s[start])
		start++;
	while (start != 0 && (within(before, start) || within(after, start)))
		start--;
	while (end < most - start &&
	       before.s[before.len - 1 - end] == after.s[after.len - 1 - end])
		end++;
	while (end != 0 &&
	       (within(before, before.len - end) || within(after, after.len - end)))
		end--;
	return edit_json(&d->positions, (struct span){start, before.len - end},
			 str_slice(after, start, after.len - end));
}

json_t *
edits_of_document(const struct server *s, const char *uri, const struct document *d,
		  json_t *edits)
{
	json_t *version;

	if (!s->client.changes)
		return json_pack("{s:{s:o}}", "changes", uri, edits);
	version = d != NULL ? json_integer(d->version) : json_null();
	return json_pack("{s:[{s:{s:s, s:o}, s:o}]}", "documentChanges", "textDocument",
			 "uri", uri, "version", version, "edits", edits);
}

const char *
document_schema(const struct document *d, const struct examined *e)
{
	if (d->text.config)
		return "hookvet/config";
	if (e == NULL || d->text.judged->input == NULL ||
	    examine_other_schema(d->text.judged->input) != NULL)
		return NULL;
	if (e->kind != KIND_NONE)
		return e->kind != KIND_PAIR ? kind_name(e->kind) : NULL;
	return kind_may_become_request(doc_root(e->doc))
		   ? kind_name(KIND_CREATE_REQUEST)
		   : NULL;
}
