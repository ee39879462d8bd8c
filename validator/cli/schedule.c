/* schedule: the retry timeline of subscriptions. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/early-end.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "finding/safe.h"
#include "finding/trouble.h"
#include "load/pointers.h"
#include "project/command.h"
#include "project/discover.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "project/session.h"
#include "project/settings.h"
#include "project/similar-file.h"
#include "report/values.h"
#include "run/check-document.h"
#include "run/confine.h"
#include "run/neighbours.h"
#include "run/outputs.h"
#include "run/overwrite.h"
#include "schema/schema.h"
#include "service/timeline.h"

/* Retries that are written as JSON for all documents together; beyond them, of each: */
enum { RETRIES_IN_ALL = 20000, RETRIES_LEAST = 10 };

enum { TOGETHER = 4096 }; /* so many have one scale: all, but in very long files */

/* A schedule that waits for the others, which its scale depends on. */
struct drawing {
	const char *heading;
	struct timeline timeline;
};

/* One run. */
struct schedule {
	struct list_output out;
	FILE *fp;
	bool json;
	size_t shown;
	size_t retries;      /* that may still be written: they multiply */
	struct arena *arena; /* of the document at hand */
	struct arena *kept;  /* of what waits */
	struct drawing *waiting;
	size_t n, cap;
	struct timeline_frame frame;
	struct eval *eval;
	struct beside *beside;
	bool trouble;
};

static void
draw(struct schedule *s, const struct drawing *d)
{
	struct buf b = BUF_INIT;

	if (s->shown++ != 0)
		buf_putc(&b, '\n');
	buf_puts(&b, d->heading);
	timeline_text(&b, &d->timeline, &s->frame, s->kept);
	fwrite(b.s, 1, b.len, s->fp);
	buf_release(&b);
}

static void
draw_all(struct schedule *s)
{
	for (size_t i = 0; i < s->n; i++)
		timeline_fit(&s->frame, &s->waiting[i].timeline, s->kept);
	for (size_t i = 0; i < s->n; i++)
		draw(s, &s->waiting[i]);
	s->n = 0;
	arena_reset(s->kept);
}

static void
keep_text(struct schedule *s, const struct doc *doc, const struct timeline *t)
{
	struct buf b = BUF_INIT;
	const char *pointer = node_pointer(t->object, s->arena);

	safe_path(&b, doc->name);
	if (doc->record != 0)
		buf_printf(&b, ", document %zu", doc->record);
	if (*pointer != '\0') {
		buf_puts(&b, ", ");
		safe_add(&b, str_from(pointer));
	}
	buf_puts(&b, ":\n");
	if (s->n == TOGETHER)
		draw_all(s);
	s->waiting = grow(s->waiting, &s->cap, s->n + 1, sizeof(*s->waiting));
	s->waiting[s->n++] = (struct drawing){arena_strndup(s->kept, b.s, b.len), *t};
	buf_release(&b);
}

static void
show_json(struct schedule *s, const struct doc *doc, const struct timeline *t)
{
	size_t most = s->retries > RETRIES_LEAST ? s->retries : RETRIES_LEAST;
	json_t *object = timeline_json(t, &most, s->arena);
	struct buf name = BUF_INIT;

	safe_utf8(&name, str_from(doc->name));
	json_object_set_new(object, "file", json_stringn(name.s, name.len));
	if (doc->record != 0)
		json_object_set_new(object, "record",
				    json_integer((json_int_t)doc->record));
	buf_release(&name);
	fputs(s->shown++ != 0 ? ",\n    " : "\n    ", s->fp);
	value_write(s->fp, object);
	list_move(&s->out);
	s->retries = most;
}

/* Returns how many schedules are in the document. */
static size_t
show_document(struct schedule *s, const struct examined *e)
{
	struct timeline *list;
	size_t n;

	if (e->result.skipped || e->doc == NULL)
		return 0;
	if (e->doc->damaged || e->doc->ncells == 0) {
		say("'%s' is not JSON; see: hookvet check", e->input->path);
		s->trouble = true;
		return 1;
	}
	n = timeline_read(&list, doc_root(e->doc), e->kind, s->arena);
	for (size_t i = 0; i < n; i++) {
		if (s->json)
			show_json(s, e->doc, &list[i]);
		else
			keep_text(s, e->doc, &list[i]);
	}
	return n;
}

/* What was named must have something to show; others may not. */
static void
show_documents(struct schedule *s, const struct examiner *x, const struct input *in)
{
	size_t n = 0;

	for (const struct examined *e = x->head; e != NULL; e = e->next)
		n += show_document(s, e);
	if (n != 0 || !in->named)
		return;
	say("'%s' holds no subscription with a retry schedule", in->path);
	s->trouble = true;
}

static void
show_text(struct schedule *s, const struct input *in, struct str text)
{
	struct examine_wants wants = {
	    .beside = s->beside, .standard_output = -1, .untried = true, .raw = true};
	struct lines_place at = {.line = 1, .record = 1};
	bool lines = path_is_lines(str_from(in->path));
	struct examiner x;

	do {
		arena_reset(s->arena);
		examiner_init(&x, &wants, s->eval, s->arena);
		if (lines)
			examine_next_line(&x, in, &text, &at);
		else
			examine_document(&x, in, text);
		if (!lines || x.head != NULL)
			show_documents(s, &x, in);
	} while (lines && text.len != 0);
}

static void
show_input(struct schedule *s, const struct input *in)
{
	struct arena *a = arena_new();
	struct below_last last = BELOW_INIT;
	struct str text;
	int error = in->error;

	if (error == 0)
		error = input_read(in, &last, a, &text);
	below_release(&last);
	if (error == 0) {
		show_text(s, in, text);
	} else {
		similar_file_say(in->path, error, "cannot read '%s'", in->path);
		s->trouble = true;
	}
	arena_free(a);
}

/* Where the JSON goes that is not at its end. */
static FILE *unfinished;

static void
cut(const char *why)
{
	if (unfinished != NULL)
		fprintf(unfinished, "\n  ],\n  \"incomplete\": \"%s\" }\n", why);
}

static void
begin_json(struct schedule *s)
{
	fputs("{ \"version\": 1,\n  \"schedules\": [", s->fp);
	list_move(&s->out);
	unfinished = s->out.direct;
	quit_before(cut);
}

static void
end_json(struct schedule *s)
{
	fputs(s->shown != 0 ? "\n  ] }\n" : "] }\n", s->fp);
	list_move(&s->out);
	unfinished = NULL;
}

static enum verdict
show_all(const struct inputs *inputs, const struct options *o, struct beside *beside)
{
	struct schedule s = {.beside = beside};

	if (!list_open(&s.out, o))
		return VERDICT_TROUBLE;
	s.fp = s.out.fp;
	timeline_frame_init(&s.frame, columns_of(s.fp));
	(void)pool_stack_enough();
	s.eval = eval_new();
	s.arena = arena_new();
	s.kept = arena_new();
	s.json = strcmp(s.out.format, "json") == 0;
	s.retries = RETRIES_IN_ALL;
	if (s.json) /* each as it is known: there may be very many */
		begin_json(&s);
	for (size_t i = 0; i < inputs->n; i++)
		show_input(&s, &inputs->items[i]);
	if (s.json)
		end_json(&s);
	draw_all(&s);
	free(s.waiting);
	arena_free(s.kept);
	arena_free(s.arena);
	eval_free(s.eval);
	if (s.shown == 0 && !s.trouble) {
		say("no subscription with a retry schedule was found");
		s.trouble = true;
	}
	return list_close(&s.out) && !s.trouble ? VERDICT_CLEAN : VERDICT_TROUBLE;
}

static enum verdict
run(const struct options *o)
{
	struct session session;
	struct inputs inputs = {0};
	struct beside *beside;
	enum verdict v = VERDICT_TROUBLE;

	if (session_init(&session, o, false) && discover(&inputs, &session)) {
		/* documents are judged on the way, though nobody asks what is found */
		bool ready = profiles_prepare(&session);

		if (session.problems != NULL)
			problems_print(&session);
		beside = neighbours_new(&inputs, false);
		if (ready && !session.trouble && overwrite_settle(&inputs, beside, o)) {
			confine_inputs(o, &inputs);
			v = show_all(&inputs, o, beside);
		}
		neighbours_free(beside);
	}
	inputs_release(&inputs);
	session_release(&session);
	return v;
}

const struct subcommand command_schedule = {
    .name = "schedule",
    .operands = "[path ...]",
    .summary = "the retry timeline of a subscription",
    .about = "Draws when a failed delivery is tried again, to scale. Numbers that a "
	     "document leaves out are the service's defaults and marked so.",
    .formats = "text json",
    .options = IN_SCHEDULE,
    .words = WORDS_FILE,
    .run = run,
};
