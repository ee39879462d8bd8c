/*
 * ledger: which subscription asked first for which delivery, in little memory.
 *
 * A target is an organisation and a URL that deliveries go to.  Hardly any is
 * asked for twice, so a subscription costs its target's text, the numbers of its
 * events and one record; only when a target comes again are the events behind it
 * looked up one by one.  What is full takes nothing more: a run over millions of
 * documents is compared with the first LEDGER_OWNERS of them.
 */
#ifndef LINT_LEDGER_H
#define LINT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum {
	LEDGER_OWNERS = 1 << 17,
	LEDGER_EVENTS = 1 << 19,
	LEDGER_TEXT = 7 << 20,  /* bytes of targets, event types, ids, files */
	LEDGER_LINES = 1 << 20, /* bytes of source lines for reports */
	LEDGER_NONE = -1
};

/* A subscription that is remembered; numbers that are too large are UINT32_MAX. */
struct owner {
	const char *file;
	struct str id;          /* webhookId of a response, or empty */
	const char *line;       /* the source line of its URL, or NULL */
	size_t start;           /* of the URL's string in its document */
	uint32_t length, width; /* of that, in bytes and in characters */
	uint32_t line_number, column;
	uint32_t document, subscription;
	uint32_t repeated;     /* how many others repeat it */
	struct repeat *repeat; /* the last one that does, while that is looked at */
	/* private */
	const char *target; /* both names; NULL: that of an earlier owner */
	uint32_t organization_len, url_len, nevents, events;
	bool response, opened; /* its events can be looked up one by one */
};

struct target {
	struct str organization, url;
	bool response; /* of the service; requests are other targets */
};

struct ledger;
struct wanted;

struct ledger *ledger_new(void);
void ledger_free(struct ledger *l);

/* Takes it nothing any more? */
bool ledger_full(const struct ledger *l);

/* What finds the target; anybody may compute it, in any thread. */
uint32_t ledger_hash(const struct target *t);

/* The target with that hash will be looked for soon. */
void ledger_expect(const struct ledger *l, uint32_t hash);

/* The first owner of a target, or LEDGER_NONE. */
long ledger_find(const struct ledger *l, const struct target *t, uint32_t hash);

/* Valid until the next ledger_add(). */
struct owner *ledger_owner(const struct ledger *l, long owner);

/*
 * Adds a subscription, whose events follow one by one: of a new target, or (NULL)
 * another one of a known target.  LEDGER_NONE: it is full.
 */
long ledger_add(struct ledger *l, const struct target *t, uint32_t hash);
void ledger_add_event(struct ledger *l, long owner, const struct wanted *event);

/*
 * Who asked first for the event of the target that first owns; asker (which may
 * be LEDGER_NONE) if nobody did.
 */
long ledger_claim(struct ledger *l, long first, const struct wanted *event, long asker);

/* Copies of what is to be remembered; NULL: it is full. */
const char *ledger_keep(struct ledger *l, struct str text);
const char *ledger_keep_line(struct ledger *l, struct str line);

/* May there be room for a line? */
bool ledger_has_lines(const struct ledger *l);

#endif
