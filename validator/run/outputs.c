/* outputs: see the header. */
#include "run/outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/early-end.h"
#include "base/mem.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "report/tempfile.h"
#include "run/overwrite.h"

enum { TERMINAL_PROBLEMS = 100 };

/* The reports that are not at their end: held while one of them is written. */
static struct outputs *open_outputs;

static int error_of_stdout; /* what outputs_error() says */

static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0';
}

static bool
set_and_not_zero(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0' && strcmp(value, "0") != 0;
}

bool
color_wanted(const struct options *o, FILE *fp)
{
	const char *term = getenv("TERM");

	if (strcmp(o->color, "auto") != 0)
		return strcmp(o->color, "always") == 0;
	if (is_set("NO_COLOR"))
		return false;
	if (set_and_not_zero("CLICOLOR_FORCE") || set_and_not_zero("FORCE_COLOR"))
		return true;
	if (is_set("CLICOLOR") && !set_and_not_zero("CLICOLOR"))
		return false;
	return isatty(fileno(fp)) && (term == NULL || strcmp(term, "dumb") != 0);
}

size_t
columns_of(FILE *fp)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	char *end;
	unsigned long n;

	if (columns != NULL && *columns >= '0' && *columns <= '9') {
		n = strtoul(columns, &end, 10);
		if (*end == '\0' && n != 0)
			return n;
	}
	if (isatty(fileno(fp)) && ioctl(fileno(fp), TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}

bool
interactive(FILE *fp)
{
	return isatty(fileno(fp)) && !is_set("CI");
}

/* "NAME[:FILE]"; the name was looked at when the option was parsed. */
static bool
add_output(struct outputs *out, const char *text)
{
	struct str name = {text, strcspn(text, ":")};
	struct output *o = &out->items[out->n++];

	o->reporter = reporter_find(name);
	if (text[name.len] == ':')
		o->path = text + name.len + 1;
	if (o->path != NULL && *o->path == '\0') {
		say("-f %.*s: names no file", STR_ARG(name));
		return false;
	}
	return o->reporter != NULL;
}

static bool
name_outputs(struct outputs *out, const struct options *o)
{
	out->items = xcalloc(o->formats.n + 1, sizeof(*out->items));
	for (size_t i = 0; i < o->formats.n; i++) {
		if (!add_output(out, o->formats.items[i]))
			return false;
	}
	if (out->n == 0 && !add_output(out, "text"))
		return false;
	if (o->output != NULL && out->items[out->n - 1].path != NULL) {
		say("the last --format names a file, and so does --output");
		return false;
	}
	if (o->output != NULL)
		out->items[out->n - 1].path = o->output;
	return true;
}

/* Not two of them to one place. */
static bool
places_differ(const struct outputs *out, FILE *standard)
{
	for (size_t i = 0; i < out->n; i++) {
		const char *path = out->items[i].path;

		if (path == NULL && standard == NULL) {
			say("--diff writes to standard output; give the report a "
			    "file: --format %s:FILE",
			    out->items[i].reporter->name);
			return false;
		}
		for (size_t k = 0; k < i; k++) {
			const char *other = out->items[k].path;

			if (path != other && (path == NULL || other == NULL ||
					      !overwrite_same(path, other)))
				continue;
			say("two reports to %s; give one of them a file: --format "
			    "NAME:FILE",
			    path != NULL ? path : "standard output");
			return false;
		}
	}
	return true;
}

static bool
open_one(struct output *out, const struct options *o, FILE *standard,
	 const struct report_context *context)
{
	int error;

	out->context = *context;
	out->fp = standard;
	if (out->path != NULL && strcmp(out->path, "-") != 0) {
		error = file_write_begin(&out->writer, out->path);
		if (error != 0) {
			say("cannot write the report '%s': %s", out->path,
			    file_write_error(error));
			return false;
		}
		out->fp = out->writer.fp;
	}
	out->context.color = color_wanted(o, out->fp) && out->writer.fp == NULL;
	if (out->writer.fp != NULL && strcmp(o->color, "always") == 0)
		out->context.color = true;
	out->context.columns = columns_of(out->fp);
	out->context.max_problems = size_from(o->max_problems);
	if (o->max_problems == OPTION_UNSET)
		out->context.max_problems =
		    isatty(fileno(out->fp)) ? TERMINAL_PROBLEMS : 0;
	return true;
}

bool
outputs_open(struct outputs *out, const struct options *o, FILE *standard,
	     const struct report_context *context)
{
	*out = (struct outputs){0};
	if (standard == NULL && o->formats.n == 0 && o->output == NULL)
		return true; /* the diff is the report */
	if (!name_outputs(out, o) || !places_differ(out, standard))
		return false;
	for (size_t i = 0; i < out->n; i++) {
		if (!open_one(&out->items[i], o, standard, context))
			return false;
	}
	return true;
}

/* Closes what stands on standard output; files are as they were. */
static void
cut(const char *why)
{
	for (size_t i = 0; open_outputs != NULL && i < open_outputs->n; i++) {
		struct output *o = &open_outputs->items[i];
		struct cut c = {.why = why, .empty = !o->filled};

		if (o->writer.temporary != NULL)
			(void)unlink(o->writer.temporary);
		if (!o->direct || !o->begun || o->ended || o->reporter->cut == NULL)
			continue;
		o->reporter->cut(o->state, o->fp, &o->context, &c);
		(void)fflush(o->fp);
	}
}

/* Where a reporter writes to. */
static FILE *
stream(const struct output *o)
{
	return o->direct ? o->stage.fp : o->fp;
}

/* Just after it was written to. */
static void
keep_error(const struct output *o)
{
	if (o->fp == stdout && error_of_stdout == 0 && ferror(stdout))
		error_of_stdout = errno;
}

/* What is complete goes out. */
static void
commit(struct output *o)
{
	bool any;

	if (!o->direct || stage_empty(&o->stage))
		return;
	(void)fflush(o->stage.fp);
	any = o->stage.len != 0;
	stage_move(&o->stage, o->fp);
	keep_error(o);
	o->filled = o->filled || (any && o->begun);
	if (any && o->reporter->live)
		(void)fflush(o->fp);
}

void
outputs_begin(struct outputs *out)
{
	quit_before(cut);
	quit_hold();
	open_outputs = out;
	for (size_t i = 0; i < out->n; i++) {
		struct output *o = &out->items[i];

		o->direct = o->writer.fp == NULL || file_write_direct(&o->writer);
		if (o->direct)
			stage_open(&o->stage);
		if (o->reporter->begin != NULL)
			o->state = o->reporter->begin(stream(o), &o->context);
		commit(o);
		o->begun = true;
	}
	quit_release();
}

/* Whether a reporter has something to say of it; without findings most have not. */
static bool
is_for_any(const struct outputs *out, const struct result *r)
{
	for (size_t i = 0; i < out->n; i++) {
		if (r->diags->head != NULL || !out->items[i].reporter->findings_only)
			return true;
	}
	return false;
}

void
outputs_file(struct outputs *out, const struct result *r)
{
	if (!is_for_any(out, r))
		return;
	quit_hold();
	for (size_t i = 0; i < out->n; i++) {
		struct output *o = &out->items[i];

		if (o->reporter->file != NULL)
			o->reporter->file(o->state, stream(o), &o->context, r);
		commit(o);
	}
	quit_release();
}

/* What waited in a file is too much for memory, maybe: so does the whole. */
static void
end_spooled(struct output *o, const struct summary *s)
{
	FILE *whole = tempfile_open();

	o->reporter->end(o->state, whole, &o->context, s);
	o->state = NULL;
	if (fflush(whole) == 0 && !ferror(whole))
		o->ended = true; /* from here on it is too late for another end */
	tempfile_copy(whole, o->fp);
	keep_error(o);
}

static void
end_one(struct output *o, const struct summary *s)
{
	if (o->reporter->end == NULL)
		return;
	if (o->direct && o->reporter->spools) {
		end_spooled(o, s);
		return;
	}
	o->reporter->end(o->state, stream(o), &o->context, s);
	o->state = NULL;
	commit(o);
}

static void
outputs_end(struct outputs *out, const struct summary *s)
{
	quit_hold();
	for (size_t i = 0; i < out->n; i++) {
		end_one(&out->items[i], s);
		out->items[i].ended = true;
	}
	quit_release();
}

/* Nothing is open any more. */
static void
forget(struct outputs *out)
{
	quit_hold();
	open_outputs = NULL;
	for (size_t i = 0; i < out->n; i++)
		stage_close(&out->items[i].stage);
	free(out->items);
	*out = (struct outputs){0};
	quit_release();
}

int
outputs_error(void)
{
	return error_of_stdout;
}

static bool
outputs_close(struct outputs *out)
{
	bool ok = true;
	int error;

	for (size_t i = 0; i < out->n; i++) {
		struct output *o = &out->items[i];

		error = o->writer.fp != NULL ? file_write_end(&o->writer) : 0;
		if (error != 0) {
			say("cannot write the report '%s': %s", o->path,
			    file_write_error(error));
			ok = false;
		}
	}
	forget(out);
	return ok;
}

void
outputs_cancel(struct outputs *out)
{
	for (size_t i = 0; i < out->n; i++)
		file_write_cancel(&out->items[i].writer);
	forget(out);
}

bool
outputs_finish(struct outputs *out, const struct summary *s)
{
	bool half = ferror(stdout) != 0, ok;

	outputs_end(out, s);
	ok = fflush(stdout) == 0 && !half;
	if (half)
		outputs_cancel(out);
	else
		ok = outputs_close(out) && ok;
	return ok;
}

bool
outputs_have(const struct outputs *out, const char *reporter)
{
	for (size_t i = 0; i < out->n; i++) {
		if (strcmp(out->items[i].reporter->name, reporter) == 0)
			return true;
	}
	return false;
}

bool
outputs_shown(const struct outputs *out)
{
	for (size_t i = 0; i < out->n; i++) {
		if (out->items[i].path == NULL)
			return true;
	}
	return false;
}

bool
list_open(struct list_output *out, const struct options *o)
{
	const char *format =
	    o->formats.n != 0 ? o->formats.items[o->formats.n - 1] : "text";
	size_t len = strcspn(format, ":");
	int error;

	*out = (struct list_output){.fp = stdout, .path = o->output};
	snprintf(out->format, sizeof(out->format), "%.*s", (int)len, format);
	if (o->formats.n > 1) {
		say("'%s' writes one format only", o->command->name);
		return false;
	}
	if (format[len] == ':')
		out->path = format + len + 1;
	if (out->path != NULL && strcmp(out->path, "-") != 0) {
		error = file_write_begin(&out->writer, out->path);
		if (error != 0) {
			say("cannot write '%s': %s", out->path,
			    file_write_error(error));
			return false;
		}
		out->fp = out->writer.fp;
	}
	if (strcmp(out->format, "json") == 0 && file_write_direct(&out->writer)) {
		out->direct = out->fp;
		stage_open(&out->stage);
		out->fp = out->stage.fp;
	}
	return true;
}

void
list_move(struct list_output *out)
{
	if (out->direct != NULL)
		stage_move(&out->stage, out->direct);
}

bool
list_close(struct list_output *out)
{
	int error;

	list_move(out);
	stage_close(&out->stage);
	error = out->writer.fp != NULL ? file_write_end(&out->writer) : 0;
	if (error != 0)
		say("cannot write '%s': %s", out->path, file_write_error(error));
	return error == 0;
}
