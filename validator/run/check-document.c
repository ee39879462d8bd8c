/* check-document: see the header. */
#include "run/check-document.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "lint/lint.h"
#include "load/index.h"
#include "load/reader.h"
#include "load/scan.h"
#include "load/text.h"
#include "part/form.h"
#include "project/input.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/similar-file.h"
#include "run/check-parts.h"
#include "run/fix-trial.h"
#include "run/neighbours.h"
#include "run/settle-words.h"
#include "schema/schema.h"
#include "service/member.h"
#include "service/mention.h"
#include "service/timeline.h"

void
examiner_init(struct examiner *x, const struct examine_wants *wants, struct eval *eval,
	      struct arena *a)
{
	*x = (struct examiner){.wants = wants, .eval = eval, .arena = a};
	x->tail = &x->head;
}

void
examine_add(struct examiner *x, struct examined *e)
{
	*x->tail = e;
	x->tail = &e->next;
}

void
examine_forget(struct examiner *x, struct examined **link)
{
	*link = (*link)->next;
	if (*link == NULL)
		x->tail = link;
}

static struct examined *
add_document(struct examiner *x, const struct input *in, struct str text)
{
	struct examined *e = arena_alloc(x->arena, sizeof(*e));
	const struct profile *p = in->profile;

	*e = (struct examined){.input = in,
			       .result = {.path = in->path},
			       .diags = arena_alloc(x->arena, sizeof(*e->diags))};
	e->result.diags = e->diags;
	diags_init(e->diags, x->arena, p->levels, text);
	e->diags->level_set = p->level_set;
	e->diags->provisional =
	    p->nsuppressions != 0 && !p->session->options->no_suppress;
	examine_add(x, e);
	return e;
}

void
examine_unreadable(struct examiner *x, const struct input *in, int error)
{
	struct examined *e = add_document(x, in, STR(""));
	struct diag *d = diag_add(e->diags, RULE_UNREADABLE_FILE, (struct span){0, 0},
				  "cannot read this file: %s", file_error(error));
	const char *similar = NULL;

	if (error == ENOENT)
		similar = nearby(in->path, x->arena);
	if (similar != NULL)
		diag_help(e->diags, d, "a similar one exists: '%s'",
			  diag_quote(e->diags, str_from(similar)));
	else if (error == ENOENT && strpbrk(in->path, "*?[") != NULL)
		diag_help(e->diags, d,
			  "no file matches this pattern, so the shell left it as "
			  "it is");
	e->error = error;
	e->result.unreadable = true;
	diags_finish(e->diags);
}

/* The part of the input's path that globs of its profile are matched against. */
static bool
path_below(const struct input *in, struct str *path)
{
	const struct profile *p = in->profile;

	if (!str_starts(in->absolute, p->base))
		return false;
	*path = str_slice(in->absolute, p->base.len, in->absolute.len);
	return true;
}

/* The first entry of "files" that selects the input, or NULL. */
static const struct file_match *
search_matches(const struct input *in)
{
	const struct profile *p = in->profile;
	struct str path;

	if (!path_below(in, &path))
		return NULL;
	for (size_t i = 0; i < p->nfiles; i++) {
		if (glob_selects(&p->files[i].match, path))
			return &p->files[i];
	}
	return NULL;
}

/* The same; most configs have none. */
static inline const struct file_match *
file_match(const struct input *in)
{
	return in->profile->nfiles != 0 ? search_matches(in) : NULL;
}

/*
 * Last: what is found must not depend on the formats that are asked for.  What is no
 * JSON, or not the same to all readers, is no instance (2020-12 core, 4.2.1): valid
 * it cannot be, though a rule that says so may be off.
 */
static void
standard_output(struct examiner *x, struct examined *e, const struct program *program,
		bool templates)
{
	struct eval_options options = {.templates = templates};
	struct unit *unit;

	if (x->wants->standard_output < 0)
		return;
	if (e->doc->ncells == 0 || e->doc->damaged || e->doc->repeats ||
	    program == NULL) {
		e->result.standard_output =
		    schema_output_flag(e->kind == KIND_PAIR && !e->doc->damaged &&
				       !e->doc->repeats && !e->failed);
		return;
	}
	if (x->wants->standard_output == OUTPUT_FLAG) {
		e->result.standard_output = schema_output_flag(
		    schema_check(x->eval, program, doc_root(e->doc), &options));
		return;
	}
	options.annotations = true;
	unit = schema_explain(x->eval, program, doc_root(e->doc), &options, NULL);
	e->result.standard_output = schema_output(
	    program, unit, (enum output_format)x->wants->standard_output, x->arena);
}

static void
by_schema(struct examiner *x, struct examined *e, const struct program *program)
{
	static const struct eval_options options = {0};

	if (e->doc->ncells != 0)
		(void)schema_validate(x->eval, program, doc_root(e->doc), &options,
				      e->diags);
}

static void
by_kind(struct examiner *x, struct examined *e, enum kind kind, bool guessed)
{
	const struct profile *p = e->input->profile;
	struct lint l = {.env = &p->env,
			 .arena = x->arena,
			 .diags = e->diags,
			 .eval = x->eval,
			 .kind = kind,
			 .guessed = guessed,
			 .root = doc_root(e->doc)};

	e->doc->untemplated = text_untemplated(e->doc);
	lint_document(&l);
	e->failed = l.failed;
	/* They are remembered for the whole run: only if somebody asks. */
	if (p->compares)
		e->deliveries = l.deliveries;
	if (x->wants->timeline)
		e->result.timeline = timeline_figures(l.root, kind, x->arena);
}

static void
unknown_document(struct examined *e)
{
	struct span span = node_span(doc_root(e->doc));
	struct diag *d;

	if (span.end > span.start + 1)
		span.end = span.start + 1;
	d = diag_add(e->diags, RULE_UNKNOWN_DOCUMENT, span,
		     "this is no document of the service that is known");
	diag_help(e->diags, d,
		  "name its kind with --kind, or a schema for it with --schema");
}

/* Among definitions what a walk met is looked at more closely. */
static bool
lies_beside(const struct examiner *x, const struct examined *e)
{
	return x->wants->beside != NULL &&
	       neighbours_definitions(x->wants->beside, e->input);
}

/*
 * What cannot be read, and either speaks of our documents or lies among them.  YAML that
 * we refuse may be right for another program, and have the URL of a webhook in it.
 */
static bool
is_broken(const struct examiner *x, struct examined *e)
{
	if (mention_found(e->doc->text, e->at.part == NULL))
		return true;
	if (!lies_beside(x, e))
		return false;
	if (e->diags->head != NULL)
		diag_note(e->diags, e->diags->head,
			  "it lies beside documents of the service; if it is none, "
			  "leave it out with \"exclude\" in %s",
			  CONFIG_NAME);
	return true;
}

/* A part of a file that is of no kind: among other things only what speaks of ours. */
static bool
part_passed_over(const struct examined *e)
{
	const struct part *p = e->at.part;

	return p->unsure || !(e->doc->damaged || e->doc->ncells == 0) ||
	       !mention_found(e->doc->text, false);
}

/* Whether it is one among other things, or in a file of its own. */
static bool
is_among(const struct examined *e)
{
	return e->at.part != NULL && !e->at.part->whole;
}

/* Whether what is of no kind is to be passed over; said if not. */
static bool
passed_over(struct examiner *x, struct examined *e)
{
	bool named = e->input->named;

	if (is_among(e))
		return part_passed_over(e);
	if (e->doc->damaged || e->doc->ncells == 0)
		return !named && !is_broken(x, e);
	if (!named && !(kind_speaks(doc_root(e->doc)) && lies_beside(x, e)))
		return true;
	unknown_document(e);
	return false;
}

/* Findings of a policy bear its name and, if it has one, its message. */
static void
by_policy(struct examiner *x, struct examined *e, const struct policy *q)
{
	static const struct eval_options options = {.templates = true};
	struct diags found;
	struct diag *d, *next, *mine;

	if (diags_full(e->diags))
		return;
	diags_part_open(&found, e->diags);
	if (schema_validate(x->eval, q->program, doc_root(e->doc), &options, &found))
		return;
	for (d = found.head; d != NULL; d = next) {
		next = d->next;
		mine = diag_add_as(e->diags, &q->info, q->severity, d->span, "%s",
				   q->message != NULL ? q->message : d->message);
		mine->pointer = d->pointer;
		mine->related = d->related;
		mine->last_related = d->last_related;
		mine->help = d->help;
		mine->expected = d->expected;
		mine->nexpected = d->nexpected;
		mine->fixes = d->fixes;
		mine->last_fix = d->last_fix;
		if (q->message != NULL)
			diag_note(e->diags, mine, "%s", d->message);
		for (struct note *n = d->notes; n != NULL; n = n->next)
			diag_note(e->diags, mine, "%s", n->text);
	}
	diags_part_close(&found, e->diags);
}

static void
by_policies(struct examiner *x, struct examined *e)
{
	const struct profile *p = e->input->profile;
	struct str path;
	bool below;

	if (e->doc->ncells == 0 || p->npolicies == 0)
		return;
	below = path_below(e->input, &path);
	for (size_t i = 0; i < p->npolicies; i++) {
		const struct policy *q = &p->policies[i];

		if (q->program != NULL && q->severity != SEV_OFF &&
		    (q->everywhere || (below && glob_selects(&q->match, path))))
			by_policy(x, e, q);
	}
}

const struct program *
examine_other_schema(const struct input *in)
{
	const struct file_match *match = file_match(in);

	if (in->profile->schema != NULL || in->profile->kind != KIND_NONE)
		return in->profile->schema;
	return match != NULL ? match->program : NULL;
}

enum kind
examine_given_kind(const struct input *in)
{
	const struct file_match *match = file_match(in);

	if (in->profile->kind != KIND_NONE || match == NULL)
		return in->profile->kind;
	return match->kind;
}

const struct form *
examine_form(const struct input *in)
{
	const struct file_match *match = file_match(in);
	const struct form *form = match != NULL && match->form != NULL
				      ? match->form
				      : form_of_file(in->absolute);

	if (match != NULL && match->at != NULL)
		return form != NULL ? form : form_json;
	return form == form_json ? NULL : form;
}

bool
examine_place(const struct input *in, struct str *pattern)
{
	const struct file_match *match = file_match(in);

	*pattern = match != NULL && match->at != NULL ? str_from(match->at) : STR("");
	return match != NULL && match->parse;
}

/* The kind of a document that nobody gave one.  Many may lie in one input. */
static enum kind
find_kind(struct examiner *x, const struct examined *e)
{
	if (x->last != e->input) {
		x->last = e->input;
		x->update = kind_path_is_update(e->input->path);
	}
	return kind_find_as(doc_root(e->doc), x->update);
}

/* Of a part the kind that was given says what it is, but not whether it is of ours. */
static enum kind
part_kind(struct examiner *x, const struct examined *e, enum kind given)
{
	enum kind found = find_kind(x, e);

	if (e->at.part->unsure && e->doc->damaged)
		return KIND_NONE;
	return given != KIND_NONE &&
		       (found != KIND_NONE || kind_speaks(doc_root(e->doc)))
		   ? given
		   : found;
}

bool
examine_may_hold(const struct examined *e)
{
	return e->kind == KIND_NONE && !e->doc->damaged &&
	       examine_other_schema(e->input) == NULL;
}

/* Judges e->doc, which has been read. */
static void
judge_document(struct examiner *x, struct examined *e, enum kind kind)
{
	const struct profile *p = e->input->profile;
	const struct program *schema = examine_other_schema(e->input),
			     *program = schema;

	if (schema != NULL && is_among(e) && e->doc->damaged) {
		e->result.skipped = part_passed_over(e);
	} else if (schema != NULL) {
		by_schema(x, e, schema);
	} else {
		bool guessed = kind == KIND_NONE;

		if (is_among(e) && e->doc->ncells != 0)
			kind = part_kind(x, e, kind);
		else if (guessed && e->doc->ncells != 0)
			kind = find_kind(x, e);
		e->kind = kind;
		e->result.kind = kind_name(kind);
		if (kind != KIND_NONE) {
			by_kind(x, e, kind, guessed);
		} else if (passed_over(x, e)) {
			e->result.skipped = true;
			return;
		}
		if (kind != KIND_NONE && kind < KIND_PAIR)
			program = p->env.programs[kind];
	}
	by_policies(x, e);
	if (schema != NULL || p->npolicies != 0)
		e->spent = schema_spent(e->doc);
	standard_output(x, e, program, schema == NULL);
}

bool
examine_overspent(const struct examined *e, uint64_t spent)
{
	return spent > schema_stream_steps(e->doc->base + e->doc->text.len);
}

static void
finish(struct examined *e)
{
	if (e->result.skipped) {
		e->diags->head = NULL;
		e->diags->tail = &e->diags->head;
		e->diags->n = 0;
		e->deliveries = NULL;
		return;
	}
	/* What is compared over all documents comes in later, in their order. */
	if (e->deliveries == NULL)
		diags_finish(e->diags);
}

/* What its syntax has to say of a part. */
static void
add_troubles(struct examined *e, const struct part *p)
{
	e->doc->damaged = e->doc->damaged || p->broken;
	for (const struct part_trouble *t = p->troubles; t != NULL; t = t->next) {
		struct diag *d = diag_add(e->diags, t->rule, t->span, "%s", t->message);

		if (t->help != NULL)
			diag_help(e->diags, d, "%s", t->help);
	}
}

static void
drop_fixes(struct diags *ds)
{
	for (struct diag *d = ds->head; d != NULL; d = d->next)
		d->fixes = d->last_fix = NULL;
}

struct examined *
examine_begin(struct examiner *x, const struct input *in, struct str text,
	      struct lines_place at, enum kind given)
{
	struct examined *e = add_document(x, in, text);

	e->doc = arena_alloc(x->arena, sizeof(*e->doc));
	*e->doc = (struct doc){.name = in->path,
			       .index = index_new(x->arena),
			       .text = text,
			       .record = at.record,
			       .base = at.base,
			       .first_line = at.line,
			       .thorough = x->wants->untried,
			       .outermost = kind_stands_outermost,
			       .member_find = member_key,
			       .lint_numbers = examine_other_schema(in) == NULL};
	e->diags->first_line = at.line;
	e->diags->base = at.part == NULL ? at.base : 0; /* carried by another way */
	e->result.record = at.record;
	e->at = at;
	if (at.part == NULL || !at.part->broken)
		(void)reader_read(e->doc, e->diags, x->arena);
	if (at.part != NULL)
		add_troubles(e, at.part);
	judge_document(x, e, given);
	if (e->doc->damaged)
		settle_words(e->diags);
	if (at.part != NULL && at.part->no_fixes)
		drop_fixes(e->diags);
	else if (!x->wants->untried && !e->result.skipped && e->diags->head != NULL)
		trial_offers(x->eval, e);
	return e;
}

void
examine_end(struct examiner *x, struct examined *e)
{
	if (!x->wants->raw)
		finish(e);
	if (e->at.record != 0) {
		x->spent += e->spent;
		x->exhausted = x->exhausted || examine_overspent(e, x->spent);
	}
}

struct examined *
examine_as(struct examiner *x, const struct input *in, struct str text,
	   struct lines_place at, enum kind given)
{
	struct examined *e = examine_begin(x, in, text, at, given);

	examine_end(x, e);
	return e;
}

void
examine_document(struct examiner *x, const struct input *in, struct str text)
{
	const struct form *form = examine_form(in);
	struct examined **link = x->tail, *e;

	if (form != NULL) {
		if (!examine_parts(x, in, text, form))
			add_document(x, in, STR(""))->result.skipped = true;
		return;
	}
	e = examine_begin(x, in, text, (struct lines_place){.line = 1},
			  examine_given_kind(in));
	if (examine_may_hold(e) && examine_parts(x, in, text, form_json))
		examine_forget(x, link);
	else
		examine_end(x, e);
}

bool
line_is_blank(struct str line)
{
	const char *end = line.s + line.len;

	return scan_space(line.s, end) == end;
}

size_t
line_length(struct str text)
{
	const char *end = memchr(text.s, '\n', text.len);

	return end != NULL ? (size_t)(end - text.s) : text.len;
}

void
examine_line(struct examiner *x, const struct input *in, struct str *text,
	     struct lines_place *at, size_t len)
{
	struct str line = str_slice(*text, 0, len);

	if (!line_is_blank(line)) {
		(void)examine_as(x, in, line, *at, examine_given_kind(in));
		at->record++;
	}
	len += len < text->len;
	at->base += len;
	at->line++;
	*text = str_slice(*text, len, text->len);
}

void
examine_next_line(struct examiner *x, const struct input *in, struct str *text,
		  struct lines_place *at)
{
	examine_line(x, in, text, at, line_length(*text));
}

void
examine_lines(struct examiner *x, const struct input *in, struct str text,
	      struct lines_place at)
{
	while (text.len != 0 && !x->exhausted)
		examine_next_line(x, in, &text, &at);
}

void
examine_file(struct examiner *x, const struct input *in, struct str text)
{
	if (path_is_lines(str_from(in->path)))
		examine_lines(x, in, text,
			      (struct lines_place){.line = 1, .record = 1});
	else
		examine_document(x, in, text);
}
