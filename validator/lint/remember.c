/* remember: names, lines and places of documents that are gone. */
#include "lint/remember.h"

#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "finding/lines.h"
#include "finding/secret.h"
#include "finding/within.h"
#include "load/pointers.h"
#include "load/text.h"

enum {
	OWNERS = 1 << 17,
	NAMES = 1 << 19,
	TEXT = 5 << 19,     /* bytes of all names */
	LINES = 1 << 20,    /* bytes of source lines for reports */
	LINE_MAX_LEN = 1000 /* longer ones are not kept */
};

static uint32_t
clamp(size_t n)
{
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

/* The characters from one offset of the document to another one. */
static uint32_t
characters(const struct doc *d, size_t from, size_t to)
{
	return clamp(d->plain ? to - from : utf8_count(d->text.s + from, to - from));
}

/* The line and column of an offset; going on from the last one, which is before it mostly:
 * a response may stand in front of its request. */
static void
go_to(struct cursor *c, size_t offset)
{
	const char *text = c->doc->text.s, *end = NULL;

	if (offset < c->here)
		*c = (struct cursor){
		    .doc = c->doc, .line = c->doc->first_line, .said = c->said};
	if (c->doc->record == 0)
		end = memrchr(text + c->here, '\n', offset - c->here);
	if (end != NULL) {
		c->line += sweep_count(text + c->here, end + 1, '\n');
		c->at = c->here = (size_t)(end - text) + 1;
		c->column = 0;
	}
	c->column += characters(c->doc, c->here, offset);
	c->here = offset;
}

/* The same of a document that is a part of its file. */
static void
go_within(struct cursor *c, size_t offset)
{
	const struct lines *lines = outside_lines(c->doc->within->outside);
	struct place p = lines_find(lines, offset);

	c->line = p.line;
	c->column = p.column - 1;
	c->at = lines_span(lines, offset).start;
	c->here = offset;
}

/* The whole line that the cursor is in, if it is not too long and there is room. */
static const char *
keep_line(struct deliveries *all)
{
	const struct cursor *c = &all->cursor;
	const struct within *w = c->doc->within;
	struct str text = w != NULL ? w->outside->text : c->doc->text;
	size_t left = text.len - c->at, len;
	const char *s = text.s + c->at, *end;

	if (LINES - all->lines < left && c->doc->record != 0 && w == NULL)
		return NULL;
	if (w != NULL && secrets_touch(outside_secrets(w->outside),
				       lines_span(w->outside->lines, c->at)))
		return NULL; /* reports would find what is JSON alone */
	if (left > LINE_MAX_LEN + 2)
		left = LINE_MAX_LEN + 2;
	len = left;
	if (c->doc->record == 0 || w != NULL) { /* else it is the line */
		end = memchr(s, '\n', left);
		len = end != NULL ? (size_t)(end - s) : left;
	}
	if (len > 0 && s[len - 1] == '\r')
		len--;
	if (len > LINE_MAX_LEN || len >= LINES - all->lines)
		return NULL;
	all->lines += len + 1;
	return arena_strndup(all->arena, s, len);
}

/* Room for a text that is kept; it counts. */
static char *
keep_text(struct deliveries *all, size_t len)
{
	all->text += len + 1;
	return arena_alloc(all->arena, len + 1);
}

uint32_t
remember_name(struct deliveries *all, struct str name)
{
	bool room = !all->full && all->names.n < NAMES && name.len < TEXT - all->text;
	uint32_t hash = hash_bytes(name.s, name.len);
	struct kept_name *known = room ? map_put(&all->names, hash, &name)
				       : map_find(&all->names, hash, &name);

	if (known == NULL) {
		all->full = true;
		return 0;
	}
	if (known->text.s == NULL) {
		known->text.s = memcpy(keep_text(all, name.len), name.s, name.len);
		known->text.len = name.len;
	}
	return (uint32_t)(known - (struct kept_name *)all->names.items) + 1;
}

/* The name of the document's file, kept; NULL: all is full. */
static const char *
file_name(struct deliveries *all)
{
	const char *name = all->cursor.doc->name;
	size_t len;

	if (all->file != NULL && strcmp(all->file, name) == 0)
		return all->file;
	len = strlen(name);
	all->full = all->full || len >= TEXT - all->text;
	if (all->full)
		return NULL;
	return all->file = memcpy(keep_text(all, len), name, len + 1);
}

uint32_t
remember_owner(struct deliveries *all, struct span at, uint32_t id, uint64_t url)
{
	struct cursor *c = &all->cursor;
	const struct within *w = c->doc->within;
	const char *file = file_name(all);

	all->full = all->full || all->nowners == OWNERS;
	if (all->full)
		return 0;
	if (w != NULL)
		go_within(c, within_span(w, at).start);
	else
		go_to(c, at.start);
	if (all->nowners == all->owners_cap)
		all->owners = grow(all->owners, &all->owners_cap, all->nowners + 1,
				   sizeof(*all->owners));
	all->owners[all->nowners] =
	    (struct owner){.file = file,
			   .line = keep_line(all),
			   .start = (uint32_t)at.start, /* as in a cell */
			   .length = clamp(at.end - at.start),
			   .width = characters(c->doc, at.start, at.end),
			   .line_number = clamp(c->line),
			   .column = clamp(c->column + 1),
			   .document = all->documents,
			   .id = id,
			   .url = url};
	return (uint32_t)++all->nowners;
}

void
remember_relate(const struct deliveries *all, struct diags *ds, struct diag *d,
		const struct owner *of, const char *what)
{
	struct place start = {of->line_number, of->column}, end = start;

	end.column += of->width;
	if (of->document == all->documents)
		diag_related(ds, d,
			     (struct span){of->start, (size_t)of->start + of->length},
			     "%s", what);
	else
		diag_related_file(ds, d, of->file, start, end,
				  of->line != NULL ? str_from(of->line) : STR(""), "%s",
				  what);
}

struct diag *
remember_report(const struct deliveries *all, struct diags *ds,
		const struct rule_info *rule, struct node at, const struct owner *of,
		const char *what, const char *sentence)
{
	struct span span = node_span(at);
	struct diag *d;

	if (node_is(at, NODE_ARRAY))
		span.end = span.start + 1;
	d = diag_add(ds, rule, span, "%s", sentence);
	d->pointer = node_pointer(at, ds->arena);
	remember_relate(all, ds, d, of, what);
	return d;
}
