/* jsonl-read: see the header. */
#include "run/jsonl-read.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/embed.h"
#include "base/file.h"
#include "finding/trouble.h"
#include "lint/lint.h"
#include "load/reader.h"
#include "project/session.h"
#include "project/similar-file.h"
#include "run/check-document.h"
#include "schema/schema.h"

enum {
	READ_BYTES = 64 * 1024,
	LINE_MAX_BYTES = 64 * 1024 * 1024 /* a longer line is no finding of ours */
};

/* The schema of one kind of line. */
static const struct program *
line_schema(struct session *s, const char *name)
{
	struct str base = session_builtin(STR("hookvet/report"))->id;
	const char *uri = arena_printf(s->arena, "%.*s#/$defs/%s", STR_ARG(base), name);

	return store_compile(s->store, NULL, str_from(uri));
}

bool
jsonl_init(struct records *r, struct session *s)
{
	*r = (struct records){.fd = -1};
	r->finding = line_schema(s, "finding");
	r->summary = line_schema(s, "end");
	r->eval = eval_new();
	r->arena = arena_new();
	return r->finding != NULL && r->summary != NULL;
}

void
jsonl_release(struct records *r)
{
	jsonl_close(r);
	eval_free(r->eval);
	arena_free(r->arena);
	buf_release(&r->text);
}

bool
jsonl_open(struct records *r, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat st;

	jsonl_close(r);
	r->path = standard ? "<stdin>" : path;
	r->fd = standard ? STDIN_FILENO : file_open(path, &st);
	r->ended = false;
	r->at = r->line = 0;
	buf_clear(&r->text);
	if (r->fd < 0)
		similar_file_say(path, errno, "cannot read the report '%s'", path);
	return r->fd >= 0;
}

void
jsonl_close(struct records *r)
{
	if (r->fd > STDIN_FILENO)
		(void)close(r->fd);
	r->fd = -1;
}

void
jsonl_refuse(const struct records *r, const char *why)
{
	say("'%s', line %zu: %s", r->path, r->line, why);
}

/* Reads on behind what is there; false after it was said why not. */
static bool
read_more(struct records *r)
{
	ssize_t n = file_read_piece(r->fd, buf_reserve(&r->text, READ_BYTES),
				    READ_BYTES, r->line == 1 && r->text.len == 0);

	if (n < 0) {
		say("cannot read the report '%s': %s", r->path, file_error(errno));
		return false;
	}
	r->text.len += (size_t)n;
	r->text.s[r->text.len] = '\0';
	r->ended = n == 0;
	return true;
}

/* What is behind the line at hand moves to the front, to read on behind it. */
static void
drop_read(struct records *r)
{
	if (r->at == 0)
		return;
	r->text.len -= r->at;
	memmove(r->text.s, r->text.s + r->at, r->text.len);
	r->at = 0;
}

/* The next line, without its end; *more is false behind the last one. */
static bool
next_line(struct records *r, struct str *line, bool *more)
{
	size_t searched = 0;
	const char *end = NULL;

	r->line++;
	for (;;) {
		struct str rest = str_slice(buf_str(&r->text), r->at, r->text.len);

		if (rest.len > searched)
			end = memchr(rest.s + searched, '\n', rest.len - searched);
		if (end != NULL || r->ended) {
			line->s = rest.s;
			line->len = end != NULL ? (size_t)(end - rest.s) : rest.len;
			r->at += line->len + (end != NULL);
			*more = end != NULL || rest.len != 0;
			return true;
		}
		searched = rest.len;
		if (searched > LINE_MAX_BYTES) {
			jsonl_refuse(r, "it is longer than 64 MiB");
			return false;
		}
		drop_read(r);
		if (!read_more(r))
			return false;
	}
}

/* The first of what was found in the line, as a sentence. */
static void
refuse_first(const struct records *r, struct diags *ds, const char *what)
{
	diags_finish(ds);
	say("'%s', line %zu: this is %s: %s", r->path, r->line, what,
	    ds->head != NULL ? ds->head->message : "it cannot be read");
}

static bool
parse(struct records *r, struct str line)
{
	struct diags ds;

	arena_reset(r->arena);
	r->doc = (struct doc){.name = r->path, .text = line, .first_line = 1};
	r->doc.text.s = arena_strndup(r->arena, line.s, line.len);
	if (reader_read(&r->doc, NULL, r->arena) &&
	    node_is(doc_root(&r->doc), NODE_OBJECT))
		return true;
	diags_init(&ds, r->arena, NULL, r->doc.text);
	if (reader_read(&r->doc, &ds, r->arena))
		diags_init(&ds, r->arena, NULL, r->doc.text);
	if (ds.head == NULL)
		(void)diag_add(&ds, RULE_INVALID_JSON, (struct span){0, 0},
			       "an object was expected");
	refuse_first(r, &ds, "no line of a jsonl report");
	return false;
}

/* Whether it is what the schema says; said if not. */
static bool
valid(struct records *r, const struct program *p, const char *what)
{
	const struct eval_options options = {0};
	struct diags ds;

	if (schema_check(r->eval, p, doc_root(&r->doc), &options))
		return true;
	diags_init(&ds, r->arena, NULL, r->doc.text);
	(void)schema_validate(r->eval, p, doc_root(&r->doc), &options, &ds);
	refuse_first(r, &ds, what);
	return false;
}

static struct node
member(const struct records *r, const char *name)
{
	return node_member(doc_root(&r->doc), name);
}

/* A report of another version says so in its summary. */
static bool
version_known(struct records *r)
{
	struct node version = member(r, "version");
	int64_t number;

	if (!node_int64(version, &number) || number == 1)
		return true;
	say("'%s', line %zu: the report is of version %" PRId64
	    "; this hookvet reads version 1",
	    r->path, r->line, number);
	return false;
}

enum record
jsonl_next(struct records *r)
{
	struct str line;
	bool more;

	do {
		if (!next_line(r, &line, &more))
			return RECORD_WRONG;
	} while (more && line_is_blank(line));
	if (!more)
		return RECORD_END;
	if (!parse(r, line) || !version_known(r))
		return RECORD_WRONG;
	if (node_exists(member(r, "findings"))) {
		jsonl_refuse(r, "this is a json report; merge reads -f jsonl");
		return RECORD_WRONG;
	}
	if (node_exists(member(r, "incomplete"))) {
		jsonl_refuse(r, "that run did not finish");
		return RECORD_WRONG;
	}
	if (node_exists(member(r, "summary")))
		return valid(r, r->summary, "no summary of a jsonl report")
			   ? RECORD_SUMMARY
			   : RECORD_WRONG;
	return valid(r, r->finding, "no finding of a jsonl report") ? RECORD_FINDING
								    : RECORD_WRONG;
}

/* A string for sentences: a NUL would cut it short, and no report has one. */
static bool
text_of(struct node n, struct arena *a, const char **text)
{
	struct str s = node_string(n);

	*text = node_is(n, NODE_STRING) ? arena_strndup(a, s.s, s.len) : NULL;
	return s.len == 0 || memchr(s.s, '\0', s.len) == NULL;
}

/* A count or place; the schema has seen that it is an integer from 0 on. */
static bool
number_of(struct node n, size_t *number)
{
	int64_t value = 0;

	if (node_exists(n) &&
	    (!node_int64(n, &value) || (uint64_t)value > SIZE_MAX / 4))
		return false;
	*number = (size_t)value;
	return true;
}

bool
jsonl_document(struct records *r, struct result *to, struct arena *a)
{
	struct node rule = member(r, "rule");

	if (!text_of(member(r, "file"), a, &to->path) ||
	    !text_of(member(r, "kind"), a, &to->kind)) {
		jsonl_refuse(r, "a NUL character in a name");
		return false;
	}
	if (!number_of(member(r, "record"), &to->record)) {
		jsonl_refuse(r, "a number that is too great");
		return false;
	}
	to->unreadable = str_is(node_string(rule), RULE_UNREADABLE_FILE->name);
	return true;
}

/* Start and end, which must come in this order. */
static bool
read_places(struct node n, struct place *start, struct place *end)
{
	return number_of(node_member(n, "line"), &start->line) &&
	       number_of(node_member(n, "column"), &start->column) &&
	       number_of(node_member(n, "endLine"), &end->line) &&
	       number_of(node_member(n, "endColumn"), &end->column) &&
	       (start->line < end->line ||
		(start->line == end->line && start->column <= end->column));
}

static bool
read_span(struct node n, struct span *span)
{
	return number_of(node_member(n, "offset"), &span->start) &&
	       number_of(node_member(n, "endOffset"), &span->end) &&
	       span->start <= span->end;
}

static bool
read_notes(struct diags *ds, struct diag *d, struct node notes)
{
	const char *text;

	NODE_EACH(note, notes)
	{
		if (!text_of(note, ds->arena, &text))
			return false;
		diag_note(ds, d, "%s", text);
	}
	return true;
}

/* A report may be anybody's: one that expects too much has nothing expected. */
static bool
read_expected(struct diags *ds, struct diag *d, struct node list)
{
	size_t i = 0;

	if (node_count(list) == 0 ||
	    !diag_expect(ds, d, node_count(list), node_text(list).len))
		return true;
	NODE_EACH(text, list)
	{
		if (!text_of(text, ds->arena, &d->expected[i++]))
			return false;
	}
	return true;
}

static bool
read_related(const struct result *to, struct diag *d, struct node list)
{
	struct diags *ds = to->diags;

	NODE_EACH(n, list)
	{
		const char *file, *message;
		struct place start, end;
		struct related *rel;

		if (!read_places(n, &start, &end) ||
		    !text_of(node_member(n, "file"), ds->arena, &file) ||
		    !text_of(node_member(n, "message"), ds->arena, &message))
			return false;
		assert(file != NULL && message != NULL); /* the schema has seen them */
		rel =
		    diag_related_file(ds, d, file, start, end, STR(""), "%s", message);
		if (!text_of(node_member(n, "pointer"), ds->arena, &rel->pointer))
			return false;
		if (strcmp(file, to->path) == 0)
			rel->file = NULL; /* the same: reporters say it as theirs */
	}
	return true;
}

static bool
read_edits(struct diags *ds, struct fix *f, struct node edits)
{
	struct span span;
	size_t behind = 0;

	NODE_EACH(edit, edits)
	{
		if (!read_span(edit, &span) || span.start < behind)
			return false;
		behind = span.end;
		fix_edit(ds, f, span, node_string(node_member(edit, "text")));
	}
	return true;
}

static bool
read_fixes(struct diags *ds, struct diag *d, struct node fixes)
{
	const char *text;

	NODE_EACH(n, fixes)
	{
		struct str safe = node_string(node_member(n, "applicability"));
		struct fix *f;

		if (!text_of(node_member(n, "description"), ds->arena, &text))
			return false;
		f = diag_fix(ds, d, str_is(safe, "safe") ? FIX_SAFE : FIX_SUGGESTED,
			     "%s", text);
		f->by_hand = strcmp(d->rule->name, "config") == 0;
		if (!read_edits(ds, f, node_member(n, "edits")))
			return false;
	}
	return true;
}

static bool
read_suppression(struct diags *ds, struct diag *d, struct node n)
{
	if (!node_is(n, NODE_OBJECT))
		return true;
	d->suppressed_by = str_is(node_string(node_member(n, "by")), "config")
			       ? SUPPRESSED_BY_CONFIG
			       : SUPPRESSED_BY_BASELINE;
	return text_of(node_member(n, "justification"), ds->arena, &d->justification);
}

/* What a finding has besides its sentence. */
static bool
read_details(const struct records *r, const struct result *to, struct diag *d)
{
	struct diags *ds = to->diags;
	const char *hash;

	if (!read_places(doc_root(&r->doc), &d->start, &d->end) ||
	    !read_span(doc_root(&r->doc), &d->span) ||
	    !text_of(member(r, "pointer"), ds->arena, &d->pointer) ||
	    !text_of(member(r, "valueHash"), ds->arena, &hash))
		return false;
	if (hash != NULL)
		d->value_hash = strtoull(hash, NULL, 16);
	return read_notes(ds, d, member(r, "notes")) &&
	       read_expected(ds, d, member(r, "expected")) &&
	       text_of(member(r, "help"), ds->arena, &d->help) &&
	       read_related(to, d, member(r, "related")) &&
	       read_fixes(ds, d, member(r, "fixes")) &&
	       read_suppression(ds, d, member(r, "suppressed"));
}

bool
jsonl_finding(struct records *r, const struct result *to)
{
	const char *rule, *message;
	enum severity severity;
	struct diags *ds = to->diags;
	struct diag *d, **tail = ds->tail;

	(void)severity_parse(node_string(member(r, "severity")), &severity);
	if (text_of(member(r, "rule"), ds->arena, &rule) &&
	    text_of(member(r, "message"), ds->arena, &message) && rule != NULL &&
	    message != NULL) {
		d = diag_add_as(ds, diags_rule(ds, str_from(rule)), severity,
				(struct span){0, 0}, "%s", message);
		if (read_details(r, to, d))
			return true;
		*tail = NULL; /* half of a finding is none */
		ds->tail = tail;
		ds->n--;
	}
	jsonl_refuse(r, "this is no finding of a jsonl report: a NUL character, a "
			"number that is too great, or places that are not in order");
	return false;
}

/* Adds the count of that name. */
static bool
add_count(const struct node summary, const char *name, size_t *sum)
{
	size_t n;

	if (!number_of(node_member(summary, name), &n))
		return false;
	*sum = n > SIZE_MAX / 2 - *sum ? SIZE_MAX / 2 : *sum + n;
	return true;
}

bool
jsonl_summary(struct records *r, struct summary *sum, size_t *findings)
{
	struct node n = member(r, "summary");
	size_t status = 0;
	bool ok;

	ok = add_count(n, "files", &sum->files) &&
	     add_count(n, "documents", &sum->documents) &&
	     add_count(n, "skipped", &sum->skipped) &&
	     add_count(n, "unreadable", &sum->unreadable) &&
	     add_count(n, "fixableSafe", &sum->fixable_safe) &&
	     add_count(n, "fixableSuggested", &sum->fixable_suggested) &&
	     add_count(n, "fixed", &sum->fixed) && add_count(n, "errors", findings) &&
	     add_count(n, "warnings", findings) && add_count(n, "infos", findings) &&
	     add_count(n, "suppressed", findings) &&
	     add_count(n, "baselined", findings) && add_count(n, "exitStatus", &status);
	if (!ok)
		jsonl_refuse(r, "a number that is too great");
	if ((int)status > sum->exit_status)
		sum->exit_status = (int)status;
	return ok;
}
