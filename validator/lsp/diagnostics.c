/* diagnostics: see the header. */
#include "lsp/diagnostics.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "finding/diag.h"
#include "lsp/methods.h"
#include "project/file-uri.h"
#include "project/paths.h"
#include "run/check-document.h"
#include "run/roots.h"

/* What a finding may be of the text that the client has. */
struct sheet {
	struct server *server;
	const char *uri; /* of the text */
	struct positions *positions;
	struct str current; /* where paths of findings begin */
};

static int
severity_number(enum severity s)
{
	return s == SEV_ERROR ? 1 : s == SEV_WARNING ? 2 : 3;
}

/* Tags by which editors fade what is of no use, or strike out what is gone. */
static int
tag_of(const struct rule_info *r)
{
	enum { UNNECESSARY = 1, DEPRECATED = 2 };

	if (r == RULE_RETIRED_EVENT_TYPE)
		return DEPRECATED;
	return r == RULE_READ_ONLY_FIELD || r == RULE_DUPLICATE_EVENT_TYPE ||
		       r == RULE_SCOPE_DATA_UNUSED || r == RULE_HEALTH_CHECK_UNUSED ||
		       r == RULE_UNUSED_SUPPRESSION
		   ? UNNECESSARY
		   : 0;
}

/* The sentence, and below it what `check` writes there. */
static json_t *
message_json(const struct diag *f)
{
	struct buf b = BUF_INIT;
	json_t *v;

	buf_puts(&b, f->message);
	for (const struct note *n = f->notes; n != NULL; n = n->next)
		buf_printf(&b, "\nnote: %s", n->text);
	if (f->help != NULL)
		buf_printf(&b, "\nhelp: %s", f->help);
	v = json_text(buf_str(&b));
	buf_release(&b);
	return v;
}

/* A place of another file, whose line is known if it has one. */
static json_t *
place_json(struct place p, struct str line, bool utf8)
{
	size_t at = 0, column = 1, character;

	for (; column < p.column && at < line.len; column++) {
		at++;
		while (at < line.len && utf8_continues(line.s[at]))
			at++;
	}
	character = positions_units(utf8, str_slice(line, 0, at)) + p.column - column;
	return json_pack("{s:I, s:I}", "line", (json_int_t)(p.line - 1), "character",
			 (json_int_t)character);
}

static json_t *
related_json(const struct sheet *sheet, const struct examined *e,
	     const struct related *r)
{
	bool utf8 = sheet->server->client.utf8;
	struct arena *a = sheet->server->arena;
	const char *uri = sheet->uri;
	json_t *range;

	if (r->file == NULL) {
		range = range_json(sheet->positions, examined_span(e, r->span));
	} else {
		uri = uri_of_file(path_absolute(sheet->current, r->file, a), a);
		range = json_pack(
		    "{s:o, s:o}", "start", place_json(r->start, r->line_text, utf8),
		    "end",
		    place_json(r->end,
			       r->end.line == r->start.line ? r->line_text : STR(""),
			       utf8));
	}
	return json_pack("{s:{s:o, s:o}, s:o}", "location", "uri",
			 json_text(str_from(uri)), "range", range, "message",
			 json_text(str_from(r->message)));
}

static json_t *
finding_json(const struct sheet *sheet, const struct examined *e, const struct diag *f)
{
	const struct client *c = &sheet->server->client;
	int tag = c->tags ? tag_of(f->rule) : 0;
	json_t *v, *related;

	v = json_pack("{s:o, s:i, s:o, s:s, s:o, s:{s:o, s:o}}", "range",
		      range_json(sheet->positions, examined_span(e, f->span)),
		      "severity", severity_number(f->severity), "code",
		      json_text(str_from(f->rule->name)), "source", "hookvet",
		      "message", message_json(f), "data", "rule",
		      json_text(str_from(f->rule->name)), "pointer",
		      json_text(str_from(f->pointer != NULL ? f->pointer : "")));
	if (tag != 0)
		json_object_set_new(v, "tags", json_pack("[i]", tag));
	if (!c->related || f->related == NULL)
		return v;
	related = json_array();
	for (const struct related *r = f->related; r != NULL; r = r->next)
		json_array_append_new(related, related_json(sheet, e, r));
	json_object_set_new(v, "relatedInformation", related);
	return v;
}

static json_t *
findings_json(const struct sheet *sheet, const struct examined *head)
{
	json_t *list = json_array();

	for (const struct examined *e = head; e != NULL; e = e->next) {
		if (e->result.skipped)
			continue;
		for (const struct diag *f = e->diags->head; f != NULL; f = f->next) {
			if (f->suppressed_by == SUPPRESSED_NOT)
				json_array_append_new(list, finding_json(sheet, e, f));
		}
	}
	return list;
}

static struct sheet
sheet_of(struct server *s, struct document *d)
{
	return (struct sheet){s, d->uri, &d->positions,
			      d->text.judged->root != NULL
				  ? d->text.judged->root->session.current
				  : STR("/")};
}

json_t *
diagnostic_json(struct server *s, struct document *d, const struct examined *e,
		const struct diag *f)
{
	struct sheet sheet = sheet_of(s, d);

	return finding_json(&sheet, e, f);
}

void
diagnostics_publish(struct workspace *w, struct text *t)
{
	struct server *s = (struct server *)w;
	struct document *d = (struct document *)t;
	struct sheet sheet = sheet_of(s, d);

	if (s->client.pulls)
		return;
	server_notify(s, "textDocument/publishDiagnostics",
		      json_pack("{s:s, s:I, s:o}", "uri", d->uri, "version", d->version,
				"diagnostics",
				findings_json(&sheet, d->text.judged->head)));
}

static void
publish(struct server *s, const char *uri, json_t *findings)
{
	server_notify(s, "textDocument/publishDiagnostics",
		      json_pack("{s:o, s:o}", "uri", json_text(str_from(uri)),
				"diagnostics", findings));
}

void
diagnostics_clear(struct server *s, const struct document *d)
{
	if (!s->client.pulls)
		publish(s, d->uri, json_array());
}

/* -- of files that are not open */

static bool
is_open(const struct server *s, struct str path)
{
	const struct text *t = s->workspace.texts;

	while (t != NULL && (t->path == NULL || !str_is(path, t->path)))
		t = t->next;
	return t != NULL;
}

static struct shown *
shown_find(struct server *s, struct str path)
{
	struct shown *w = s->shown;

	while (w != NULL && !str_is(path, w->path))
		w = w->next;
	return w;
}

static void
shown_add(struct server *s, struct str path)
{
	struct shown *w = xcalloc(1, sizeof(*w));

	w->path = xstrndup(path.s, path.len);
	w->still = true;
	w->next = s->shown;
	s->shown = w;
}

static void
shown_drop(struct server *s, struct shown *w)
{
	struct shown **link = &s->shown;

	while (*link != w)
		link = &(*link)->next;
	*link = w->next;
	free(w->path);
	free(w);
}

void
shown_forget(struct server *s)
{
	while (s->shown != NULL)
		shown_drop(s, s->shown);
}

void
diagnostics_publish_file(struct workspace *w, const struct root *r, struct str path,
			 const struct examined *head)
{
	struct server *s = (struct server *)w;
	struct positions positions = {.utf8 = s->client.utf8};
	const char *uri = uri_of_file(path, s->arena);
	struct sheet sheet = {s, uri, &positions,
			      r != NULL ? r->session.current : STR("/")};
	struct shown *known = shown_find(s, path);
	json_t *list;

	if (is_open(s, path))
		return;
	positions_read(&positions, head != NULL ? judged_text(head) : STR(""));
	list = findings_json(&sheet, head);
	positions_release(&positions);
	if (json_array_size(list) == 0 && known != NULL)
		shown_drop(s, known);
	else if (json_array_size(list) != 0 && known == NULL)
		shown_add(s, path);
	else if (known != NULL)
		known->still = true;
	if (json_array_size(list) != 0 || known != NULL)
		publish(s, uri, list);
	else
		json_decref(list);
}

void
diagnostics_settle(struct server *s)
{
	struct shown *next;

	for (struct shown *w = s->shown; s->workspace.reloaded && w != NULL; w = next) {
		next = w->next;
		if (!w->still)
			diagnostics_publish_file(&s->workspace, NULL, str_from(w->path),
						 NULL);
	}
	for (struct shown *w = s->shown; w != NULL; w = w->next)
		w->still = false;
	s->workspace.reloaded = false;
}

/* -- pulled */

json_t *
diagnostics_pull(struct server *s, const json_t *params)
{
	struct document *d = server_document(s, params);
	const json_t *previous = json_object_get(params, "previousResultId");
	const char *id;
	struct sheet sheet;

	if (d == NULL)
		return json_pack("{s:s, s:[]}", "kind", "full", "items");
	id = arena_printf(s->arena, "%" PRIu64, d->text.judged->number);
	if (json_is_string(previous) && strcmp(json_string_value(previous), id) == 0)
		return json_pack("{s:s, s:s}", "kind", "unchanged", "resultId", id);
	sheet = sheet_of(s, d);
	return json_pack("{s:s, s:s, s:o}", "kind", "full", "resultId", id, "items",
			 findings_json(&sheet, d->text.judged->head));
}
