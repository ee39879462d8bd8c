/* timeline: the retries of a subscription, drawn. */
#include "service/timeline.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/mul128.h"
#include "base/wrap.h"
#include "load/pointers.h"
#include "service/subscription.h"

enum {
	ROWS_MAX = 40,   /* more retries are cut in the middle */
	JSON_MAX = 1000, /* retries in JSON */
	LABEL_WIDTH = 6,
	TIME_WIDTH = 14,
	BAR_LEAST = 16, /* with less the columns before it are made narrow */
	BAR_NONE = 4,   /* with less there is none */
	BAR_MAX = 60,
	WIDTH_USUAL = 80,
	WIDTH_LEAST = 16
};

static bool
read_one(struct timeline *t, struct node object, enum kind kind)
{
	struct subscription s;

	if (!node_is(object, NODE_OBJECT))
		return false;
	subscription_read(&s, object);
	if (kind == KIND_UPDATE_REQUEST && !node_exists(s.retry))
		return false;
	*t = (struct timeline){.kind = kind, .object = object};
	if (node_exists(s.retry)) {
		t->known = retry_read(&t->retry, &s) && retry_whole(&t->retry, kind);
	} else {
		t->retry = retry_defaults;
		t->known = true;
	}
	t->health_check = node_is(s.health_check_url, NODE_STRING);
	if (t->known) {
		t->count = retry_count(&t->retry);
		t->last = retry_last(&t->retry);
	}
	return true;
}

static bool
has_schedule(enum kind kind)
{
	return (KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0;
}

/* Of a pair the request: the response repeats it. */
size_t
timeline_read(struct timeline **list, struct node root, enum kind kind, struct arena *a)
{
	size_t n = 0;

	if (kind == KIND_PAIR) {
		root = node_member(root, "request");
		kind = kind_find(root, root.doc != NULL ? root.doc->name : "");
	}
	*list = arena_alloc(a, (node_count(root) + 1) * sizeof(**list));
	if (kind == KIND_SUBSCRIPTION_LIST) {
		NODE_EACH(element, root)
		n += read_one(&(*list)[n], element, KIND_SUBSCRIPTION);
	} else if (has_schedule(kind)) {
		n += read_one(&(*list)[n], root, kind);
	}
	return n;
}

struct moment
timeline_moment(const struct timeline *t, uint64_t i)
{
	struct moment m;

	m.sequence = i / t->retry.number;
	m.retry = i % t->retry.number + 1;
	m.minutes = retry_time(&t->retry, m.sequence, m.retry);
	return m;
}

uint64_t
timeline_span(const struct timeline *t)
{
	return t->last > t->retry.first ? t->last : t->retry.first;
}

uint64_t
timeline_sequence(const struct timeline *t, uint64_t sequence)
{
	uint64_t first = retry_time(&t->retry, sequence, 1);

	return first == RETRY_NEVER ? first : first - retry_time(&t->retry, 0, 1);
}

size_t
timeline_scale(uint64_t minutes, uint64_t span, size_t width)
{
	uint64_t rest;

	if (span == 0)
		return 0;
	if (minutes >= span)
		return width;
	return (size_t)wide_scale(minutes, width, span / 2, span, &rest);
}

static const char *
amount(uint64_t minutes, bool given, struct arena *a)
{
	const char *text = retry_human(minutes, false, a);

	return given ? text : arena_printf(a, "%s (default)", text);
}

static bool
given(const struct timeline *t, enum retry_member m)
{
	return (t->retry.given & 1u << m) != 0;
}

static const char *
counted(uint64_t n, bool is_given, struct arena *a)
{
	if (n == RETRY_NEVER)
		return "countless";
	return arena_printf(a, "%" PRIu64 "%s", n, is_given ? "" : " (default)");
}

const char *
timeline_algorithm(const struct timeline *t)
{
	return t->retry.algorithm == RETRY_GEOMETRIC ? "GEOMETRIC" : "ARITHMETIC";
}

/* A paragraph of its own. */
static void
put_sentence(struct buf *out, const struct timeline_frame *f, const char *text)
{
	buf_puts(out, "  ");
	wrap(out, f->columns, 2, 2, text);
	buf_putc(out, '\n');
}

static void
put_settings(struct buf *out, const struct timeline *t, const struct timeline_frame *f,
	     struct arena *a)
{
	const struct retry *r = &t->retry;
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s%s, retries %s, first after %s, interval %s",
		   timeline_algorithm(t), given(t, RETRY_ALGORITHM) ? "" : " (default)",
		   counted(r->number, given(t, RETRY_NUMBER), a),
		   amount(r->first, given(t, RETRY_FIRST), a),
		   r->algorithm == RETRY_GEOMETRIC
		       ? counted(r->interval, given(t, RETRY_INTERVAL), a)
		       : amount(r->interval, given(t, RETRY_INTERVAL), a));
	if (r->repeats > 0)
		buf_printf(&b, ", repeats %s after %s",
			   counted(r->repeats, given(t, RETRY_REPEATS), a),
			   amount(r->wait, given(t, RETRY_WAIT), a));
	put_sentence(out, f, b.s);
	buf_release(&b);
}

static const char *
label(const struct timeline *t, struct moment m, struct arena *a)
{
	if (t->retry.repeats > 0)
		return arena_printf(a, "%" PRIu64 ".%" PRIu64, m.sequence + 1, m.retry);
	return arena_printf(a, "%" PRIu64, m.retry);
}

/* In at most ten columns: one unit, rounded. */
static const char *
brief(uint64_t minutes, struct arena *a)
{
	double days = (double)minutes / 60 / 24, years = days / 365.2425;
	uint64_t tenths = minutes / 6; /* of an hour */

	if (minutes == RETRY_NEVER)
		return "never";
	if (minutes < 60)
		return arena_printf(a, "%" PRIu64 " min", minutes);
	if (days < 2)
		return arena_printf(a, "%.4g h", (double)tenths / 10);
	if (days < 1000)
		return arena_printf(a, "%.4g d", days);
	return arena_printf(a, years < 100000 ? "%.0f y" : "%.0e y", years);
}

/* The column behind those before the bar. */
static size_t
margin(const struct timeline_frame *f)
{
	return f->narrow ? f->label + f->time + 4 : f->label + f->time + 11;
}

/* Without the column that says that it goes on; 0: there is no room for bars. */
static size_t
bar_room(const struct timeline_frame *f)
{
	size_t room = f->columns > margin(f) ? f->columns - margin(f) - 1 : 0;

	return room < BAR_NONE ? 0 : room > BAR_MAX ? BAR_MAX : room;
}

/* from: the part of it at which the sequence begins, 0 for the first. */
static void
put_bar(struct buf *out, size_t bar, size_t from, bool goes_on)
{
	for (size_t k = 0; k < bar; k++)
		buf_putc(out, from != 0 && k == from ? '+' : '=');
	if (goes_on)
		buf_putc(out, '>');
}

static void
put_row(struct buf *out, const struct timeline *t, uint64_t i,
	const struct timeline_frame *f, struct arena *a)
{
	struct moment m = timeline_moment(t, i);
	size_t room = bar_room(f);

	buf_printf(out, f->narrow ? " %-*s %*s" : "  retry %-*s %*s", (int)f->label,
		   label(t, m, a), (int)f->time,
		   f->narrow ? brief(m.minutes, a) : retry_human(m.minutes, false, a));
	if (room != 0) {
		buf_puts(out, " |");
		put_bar(out, timeline_scale(m.minutes, f->span, room),
			m.sequence == 0
			    ? 0
			    : timeline_scale(timeline_sequence(t, m.sequence), f->span,
					     room),
			m.minutes == RETRY_NEVER);
	}
	buf_putc(out, '\n');
}

/* Above the first retry of a sequence, or the first that is shown of it. */
static void
put_sequence(struct buf *out, const struct timeline *t, uint64_t i,
	     const struct timeline_frame *f, struct arena *a)
{
	struct moment m = timeline_moment(t, i);
	uint64_t start = timeline_sequence(t, m.sequence);

	if (t->retry.repeats == 0 || t->retry.number < 2)
		return;
	put_sentence(
	    out, f,
	    arena_printf(a, "sequence %" PRIu64 " of %s, %s", m.sequence + 1,
			 t->retry.repeats == RETRY_NEVER
			     ? "countless"
			     : arena_printf(a, "%" PRIu64, t->retry.repeats + 1),
			 start == RETRY_NEVER ? "never"
			 : start == 0         ? "from the failure on"
					      : arena_printf(a, "from %s on",
							     retry_human(start, false, a))));
}

static void
put_some(struct buf *out, const struct timeline *t, uint64_t from, uint64_t to,
	 const struct timeline_frame *f, struct arena *a)
{
	for (uint64_t i = from; i < to; i++) {
		if (i == from || timeline_moment(t, i).retry == 1)
			put_sequence(out, t, i, f, a);
		put_row(out, t, i, f, a);
	}
}

/* How many are shown at each end; all of them if that is as many. */
static uint64_t
shown_at_ends(const struct timeline *t)
{
	return t->count > ROWS_MAX ? ROWS_MAX / 2 : t->count;
}

static void
put_rows(struct buf *out, const struct timeline *t, const struct timeline_frame *f,
	 struct arena *a)
{
	uint64_t shown = shown_at_ends(t);

	if (f->narrow)
		buf_printf(out, " %-*s %*s", (int)f->label, "", (int)f->time,
			   "failure");
	else
		buf_printf(out, "  %-*s %*s", (int)f->label + 6, "failure",
			   (int)f->time, "0 min");
	buf_puts(out, bar_room(f) != 0 ? " |\n" : "\n");
	put_some(out, t, 0, shown, f, a);
	if (shown == t->count)
		return;
	if (t->count == RETRY_NEVER) {
		put_sentence(out, f, "... and so on without end");
		return;
	}
	put_sentence(out, f,
		     arena_printf(a, "... %" PRIu64 " more", t->count - 2 * shown));
	put_some(out, t, t->count - shown, t->count, f, a);
}

const char *
timeline_outcome(const struct timeline *t)
{
	if (!t->retry.deactivate)
		return "then the notification ends as FAILED";
	if (t->health_check)
		return "then deliveries are held back until the health check answers "
		       "200";
	return "then deliveries are held back, and without a health check nothing "
	       "resumes "
	       "them";
}

static void
widen(size_t *width, const char *text)
{
	if (*width < strlen(text))
		*width = strlen(text);
}

static void
fit_rows(struct timeline_frame *f, const struct timeline *t, uint64_t from, uint64_t to,
	 struct arena *a)
{
	for (uint64_t i = from; i < to; i++) {
		struct moment m = timeline_moment(t, i);

		widen(&f->label, label(t, m, a));
		widen(&f->time, retry_human(m.minutes, false, a));
		widen(&f->brief, brief(m.minutes, a));
	}
}

void
timeline_frame_init(struct timeline_frame *f, size_t columns)
{
	*f = (struct timeline_frame){
	    .columns = columns == 0            ? WIDTH_USUAL
		       : columns < WIDTH_LEAST ? WIDTH_LEAST
					       : columns,
	    .label = LABEL_WIDTH,
	    .time = TIME_WIDTH,
	    .brief = sizeof("failure") - 1,
	};
}

void
timeline_fit(struct timeline_frame *f, const struct timeline *t, struct arena *a)
{
	uint64_t shown = shown_at_ends(t);

	if (!t->known || t->count == 0)
		return;
	if (f->span < timeline_span(t))
		f->span = timeline_span(t);
	fit_rows(f, t, 0, shown, a);
	if (shown != t->count && t->count != RETRY_NEVER)
		fit_rows(f, t, t->count - shown, t->count, a);
}

/* The frame as it is drawn: with what is before the bars made narrow if need be. */
static struct timeline_frame
settled(const struct timeline_frame *f)
{
	struct timeline_frame g = *f;

	if (f->columns >= margin(f) + 1 + BAR_LEAST)
		return g;
	g.narrow = true;
	g.time = f->brief;
	return g;
}

void
timeline_text(struct buf *out, const struct timeline *t, const struct timeline_frame *f,
	      struct arena *a)
{
	struct timeline_frame g = settled(f);

	if (!t->known) {
		put_sentence(out, f,
			     "the schedule is not known: a member of 'retryPolicy' is "
			     "missing, wrong or a template");
		return;
	}
	put_settings(out, t, f, a);
	if (t->count == 0) {
		put_sentence(out, f,
			     "no retries: a delivery that fails is never tried again");
		return;
	}
	buf_putc(out, '\n');
	put_rows(out, t, &g, a);
	buf_putc(out, '\n');
	put_sentence(out, f,
		     arena_printf(a, "the last retry comes %s after the failure; %s",
				  retry_human(t->last, true, a), timeline_outcome(t)));
}

/* Beyond what JSON integers hold everywhere it is no number. */
static json_t *
number_json(uint64_t n)
{
	return n <= INT64_MAX ? json_integer((json_int_t)n) : json_null();
}

static json_t *
moments_json(const struct timeline *t, size_t n, struct arena *a)
{
	json_t *list = json_array();

	for (uint64_t i = 0; i < n; i++) {
		struct moment m = timeline_moment(t, i);
		json_t *object = json_object();

		json_object_set_new(object, "sequence", number_json(m.sequence + 1));
		json_object_set_new(object, "retry", number_json(m.retry));
		json_object_set_new(object, "minutes", number_json(m.minutes));
		json_object_set_new(object, "text",
				    json_string(retry_human(m.minutes, false, a)));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *
defaults_json(const struct timeline *t)
{
	json_t *list = json_array();

	for (unsigned m = 0; m < RETRY_MEMBERS; m++) {
		if (!given(t, (enum retry_member)m))
			json_array_append_new(list, json_string(retry_names[m]));
	}
	return list;
}

json_t *
timeline_json(const struct timeline *t, size_t *most, struct arena *a)
{
	const struct retry *r = &t->retry;
	json_t *o = json_object();
	size_t n = *most < JSON_MAX ? *most : JSON_MAX;

	json_object_set_new(o, "kind", json_string(kind_name(t->kind)));
	json_object_set_new(o, "pointer", json_string(node_pointer(t->object, a)));
	json_object_set_new(o, "known", json_boolean(t->known));
	if (!t->known)
		return o;
	json_object_set_new(o, "algorithm", json_string(timeline_algorithm(t)));
	json_object_set_new(o, "firstRetry", number_json(r->first));
	json_object_set_new(o, "interval", number_json(r->interval));
	json_object_set_new(o, "numberOfRetries", number_json(r->number));
	json_object_set_new(o, "deactivateFlag", json_boolean(r->deactivate));
	json_object_set_new(o, "repeatSequenceCount", number_json(r->repeats));
	json_object_set_new(o, "repeatSequenceWaitTime", number_json(r->wait));
	json_object_set_new(o, "defaults", defaults_json(t));
	json_object_set_new(o, "count", number_json(t->count));
	json_object_set_new(o, "lastMinutes", number_json(t->last));
	json_object_set_new(o, "last", json_string(retry_human(t->last, true, a)));
	n = t->count < n ? (size_t)t->count : n;
	*most -= n;
	json_object_set_new(o, "retries", moments_json(t, n, a));
	json_object_set_new(o, "truncated", json_boolean(t->count > n));
	return o;
}
