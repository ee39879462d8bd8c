/* timeline: the retries of a subscription, drawn. */
#include "rules/timeline.h"

#include <inttypes.h>

#include "base/arena.h"
#include "rules/lint.h"

enum {
	ROWS_MAX = 40,   /* more retries are cut in the middle */
	JSON_MAX = 1000, /* retries in JSON */
	MARKS_MAX = 200, /* retries in a picture */
	PICTURES_MAX = 100,
	LABEL_WIDTH = 32,
	BAR_MIN = 16,
	BAR_MAX = 60,
	WIDTH_USUAL = 80
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

/* To what it is drawn to scale: a factor of 0 makes the first the last. */
static uint64_t
span_of(const struct timeline *t)
{
	return t->last > t->retry.first ? t->last : t->retry.first;
}

/* minutes of span as part of width, rounded; a moment beyond counting is all. */
static size_t
scale(uint64_t minutes, uint64_t span, size_t width)
{
	__extension__ typedef unsigned __int128 wide;

	if (span == 0)
		return 0;
	if (minutes >= span)
		return width;
	return (size_t)(((wide)minutes * width + span / 2) / span);
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

static const char *
algorithm_name(const struct timeline *t)
{
	return t->retry.algorithm == RETRY_GEOMETRIC ? "GEOMETRIC" : "ARITHMETIC";
}

static void
put_settings(struct buf *out, const struct timeline *t, struct arena *a)
{
	const struct retry *r = &t->retry;

	buf_printf(out, "  %s%s, retries %s, first after %s, interval %s",
		   algorithm_name(t), given(t, RETRY_ALGORITHM) ? "" : " (default)",
		   counted(r->number, given(t, RETRY_NUMBER), a),
		   amount(r->first, given(t, RETRY_FIRST), a),
		   r->algorithm == RETRY_GEOMETRIC
		       ? counted(r->interval, given(t, RETRY_INTERVAL), a)
		       : amount(r->interval, given(t, RETRY_INTERVAL), a));
	if (r->repeats > 0)
		buf_printf(out, ", repeats %s after %s",
			   counted(r->repeats, given(t, RETRY_REPEATS), a),
			   amount(r->wait, given(t, RETRY_WAIT), a));
	buf_putc(out, '\n');
}

static void
put_row(struct buf *out, const struct timeline *t, uint64_t i, size_t width,
	struct arena *a)
{
	struct moment m = timeline_moment(t, i);
	size_t bar = scale(m.minutes, span_of(t), width), k;
	char label[48];

	if (t->retry.repeats > 0)
		snprintf(label, sizeof(label), "%" PRIu64 ".%" PRIu64, m.sequence + 1,
			 m.retry);
	else
		snprintf(label, sizeof(label), "%" PRIu64, m.retry);
	buf_printf(out, "  retry %-6s %14s |", label, retry_human(m.minutes, false, a));
	for (k = 0; k < bar; k++)
		buf_putc(out, '=');
	buf_puts(out, m.minutes == RETRY_NEVER ? ">\n" : "\n");
}

static void
put_rows(struct buf *out, const struct timeline *t, size_t width, struct arena *a)
{
	uint64_t shown = t->count > ROWS_MAX ? ROWS_MAX / 2 : t->count, i;

	buf_printf(out, "  %-12s %14s |\n", "failure", "0 min");
	for (i = 0; i < shown; i++)
		put_row(out, t, i, width, a);
	if (shown == t->count)
		return;
	if (t->count == RETRY_NEVER) {
		buf_puts(out, "  ... and so on without end\n");
		return;
	}
	buf_printf(out, "  ... %" PRIu64 " more\n", t->count - 2 * shown);
	for (i = t->count - shown; i < t->count; i++)
		put_row(out, t, i, width, a);
}

/* What becomes of the notification and the subscription. */
static const char *
outcome(const struct timeline *t)
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

void
timeline_text(struct buf *out, const struct timeline *t, size_t width, struct arena *a)
{
	size_t bar = width == 0 ? WIDTH_USUAL : width;

	bar = bar > LABEL_WIDTH ? bar - LABEL_WIDTH : 0;
	bar = bar < BAR_MIN ? BAR_MIN : bar > BAR_MAX ? BAR_MAX : bar;
	if (!t->known) {
		buf_puts(out,
			 "  the schedule is not known: a member of 'retryPolicy' is "
			 "missing, wrong or a template\n");
		return;
	}
	put_settings(out, t, a);
	if (t->count == 0) {
		buf_puts(out, "  no retries: a delivery that fails is never tried "
			      "again\n");
		return;
	}
	buf_putc(out, '\n');
	put_rows(out, t, bar, a);
	buf_printf(out, "\n  the last retry comes %s after the failure; %s\n",
		   retry_human(t->last, true, a), outcome(t));
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
	json_object_set_new(o, "algorithm", json_string(algorithm_name(t)));
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

enum { /* of a picture, in its own units */
       LEFT = 12,
       RIGHT = 628,
       AXIS = 34,
       HEIGHT = 64
};

static const char svg_open[] =
    "<svg class=\"timeline\" role=\"img\" viewBox=\"0 0 640 64\" width=\"640\" "
    "height=\"64\" xmlns=\"http://www.w3.org/2000/svg\">";

static void
put_marks(struct buf *b, const struct timeline *t)
{
	uint64_t shown = t->count > MARKS_MAX ? MARKS_MAX : t->count;

	for (uint64_t i = 0; i < shown; i++) {
		/* Of very many those are drawn that are spread over all. */
		uint64_t k = shown == t->count || t->count == RETRY_NEVER
				 ? i
				 : i * (t->count - 1) / (shown - 1);
		struct moment m = timeline_moment(t, k);
		size_t x = LEFT + scale(m.minutes, span_of(t), RIGHT - LEFT);

		buf_printf(b,
			   "<line class=\"retry\" x1=\"%zu\" y1=\"%d\" x2=\"%zu\" "
			   "y2=\"%d\" stroke=\"currentColor\" stroke-width=\"2\"/>",
			   x, AXIS - 10, x, AXIS + 10);
	}
}

static void
put_label(struct buf *b, int x, const char *anchor, const char *text)
{
	buf_printf(b,
		   "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"%s\" "
		   "font-size=\"12\" fill=\"currentColor\">%s</text>",
		   x, HEIGHT - 4, anchor, text);
}

/* All text in it is made of our own words and numbers. */
static void
put_picture(struct buf *b, const struct timeline *t, struct arena *a)
{
	buf_puts(b, svg_open);
	buf_printf(b, "<title>Retries of a failed delivery</title><desc>%s: ",
		   algorithm_name(t));
	buf_printf(b, "retries after %s", retry_list(&t->retry, a));
	if (t->retry.repeats > 0)
		buf_printf(b, ", all of it %s more times",
			   counted(t->retry.repeats, true, a));
	buf_printf(b, "; the last comes %s after the failure, %s.</desc>",
		   retry_human(t->last, true, a), outcome(t));
	buf_printf(b,
		   "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
		   "stroke=\"currentColor\" stroke-width=\"1\"/>",
		   LEFT, AXIS, RIGHT, AXIS);
	buf_printf(b,
		   "<circle class=\"failure\" cx=\"%d\" cy=\"%d\" r=\"5\" "
		   "fill=\"currentColor\"/>",
		   LEFT, AXIS);
	put_marks(b, t);
	put_label(b, LEFT - 8, "start", "failure");
	put_label(b, RIGHT, "end", retry_human(t->last, false, a));
	buf_puts(b, "</svg>");
}

const char *
timeline_svg(struct node root, enum kind kind, struct arena *a)
{
	struct timeline *list;
	struct buf b = BUF_INIT;
	const char *svg = NULL;
	size_t n = timeline_read(&list, root, kind, a), drawn = 0;

	for (size_t i = 0; i < n && drawn < PICTURES_MAX; i++) {
		if (!list[i].known || list[i].count == 0)
			continue;
		put_picture(&b, &list[i], a);
		drawn++;
	}
	if (drawn != 0)
		svg = arena_strndup(a, buf_str(&b).s, b.len);
	buf_release(&b);
	return svg;
}
