/*
 * timeline: the retries of a subscription, drawn.
 *
 * One list of moments, from the failure to the last retry, in three forms:
 * rows with a bar to scale for a terminal, JSON for programs, and an SVG picture
 * for the html report.  Numbers that the document leaves out are the service's
 * defaults, and marked so.
 */
#ifndef SERVICE_TIMELINE_H
#define SERVICE_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/buf.h"
#include "load/node.h"
#include "service/kind.h"
#include "service/retry.h"

struct arena;

/* One retry. */
struct moment {
	uint64_t sequence, retry; /* from 0; from 1 */
	uint64_t minutes;         /* after the failure; RETRY_NEVER: too many */
};

struct timeline {
	enum kind kind;
	struct node object; /* the subscription */
	struct retry retry;
	bool known; /* false: a member of the policy cannot be read, or is missing */
	bool health_check;
	uint64_t count; /* of retries in all; RETRY_NEVER: too many to count */
	uint64_t last;  /* minutes to the last of them, 0 without retries */
};

/*
 * What there is to draw in a document of that kind: one for each subscription in
 * it, in the arena.  Returns how many (0 for documents that have none).
 */
size_t timeline_read(struct timeline **list, struct node root, enum kind kind,
		     struct arena *a);

/* The i-th retry (from 0) of all; i < t->count. */
struct moment timeline_moment(const struct timeline *t, uint64_t i);

/*
 * What the drawings of a run share, so that their bars line up and have one scale: make
 * it, fit it to each, then draw them.
 */
struct timeline_frame {
	size_t columns;     /* none is wider, but for words longer than that */
	uint64_t span;      /* minutes of the longest bar */
	size_t label, time; /* widths of the columns before the bars */
	size_t brief;       /* of the time, if there is little room */
	bool narrow;        /* there is: settled when it is drawn */
};

/* columns: of the terminal; 0: unknown. */
void timeline_frame_init(struct timeline_frame *f, size_t columns);
void timeline_fit(struct timeline_frame *f, const struct timeline *t, struct arena *a);

void timeline_text(struct buf *out, const struct timeline *t,
		   const struct timeline_frame *f, struct arena *a);

/*
 * An object; the caller gives it back.  Of the retries no more than *most are in it,
 * which are taken off, and no more than a thousand; "truncated" says if there are more.
 */
json_t *timeline_json(const struct timeline *t, size_t *most, struct arena *a);

/* Minutes of the whole: to the last retry, or to the first where it is later. */
uint64_t timeline_span(const struct timeline *t);

/* minutes of span as part of width, rounded; a moment beyond counting is all. */
size_t timeline_scale(uint64_t minutes, uint64_t span, size_t width);

/* When a sequence (from 0) begins: a wait after the last retry of the one before. */
uint64_t timeline_sequence(const struct timeline *t, uint64_t sequence);

/* As the service writes it. */
const char *timeline_algorithm(const struct timeline *t);

/* What becomes of the notification and the subscription after the last retry. */
const char *timeline_outcome(const struct timeline *t);

/*
 * Pictures of all subscriptions of the document that have retries, one after the
 * other, or NULL: figures for use in HTML with SVG, without script, in the color of
 * the text around them, and in words below.  Their text keeps its size in the
 * narrowest window.  Classes: timeline, axis, failure, retry, sequence, label, tick.
 */
const char *timeline_figures(struct node root, enum kind kind, struct arena *a);

#endif
