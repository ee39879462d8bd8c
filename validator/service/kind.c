/*
 * kind: which document of the service a file is.
 *
 * Each member that one of our documents can have speaks for a family of them,
 * with a weight: "webhookUrl" says much, "name" nothing.  What is enough of a
 * family, and not lost among members that we do not know, is of that family;
 * then single members tell the kinds apart.  A name that is not known counts as
 * the one it is similar to.
 */
#include "service/kind.h"

#include "base/suggest.h"
#include "service/member.h"
#include "service/short.h"

#include <limits.h>

enum family {
	NO_FAMILY, /* no name by which a kind is known */
	NEUTRAL,   /* ours, but also everybody's */
	SUBSCRIPTION,
	EVENT, /* a notification, or the response of a test */
	KEY,
	REPLAY,
	ENTRY, /* of a product list, alone */
	FAMILIES
};

_Static_assert((int)FAMILIES == (int)KIND_FAMILIES, "kind.h counts them, too");

/* Members that tell kinds apart. */
enum {
	HAS_SERVER_MADE = 1 << 0, /* webhookId, createdOn */
	HAS_PRODUCTS = 1 << 1,
	HAS_PRODUCT_ID = 1 << 2,
	HAS_EVENT_TYPES = 1 << 3,
	HAS_OTHER = 1 << 4, /* what a product of a list does not have */
	HAS_EVENT = 1 << 5, /* eventType, eventDate, notificationId */
	HAS_NOTIFICATION = 1 << 6,
	HAS_TRACE = 1 << 7,
	HAS_ACTION = 1 << 8,
	HAS_OUTCOME = 1 << 9, /* of a key request */
	HAS_VERSION = 1 << 10,
	HAS_RETRIES = 1 << 11, /* these two: what is in them counts, too */
	HAS_SECURITY = 1 << 12,
	HAS_URL = 1 << 13, /* webhookUrl */
	HAS_HEALTH = 1 << 14,
	HAS_ORGANIZATION = 1 << 15,
	HAS_ANSWER = 1 << 16 /* set by the service, and no id */
};

struct known {
	struct str name;
	unsigned char family, weight;
	unsigned has;
};

/* By enum member. */
static const struct known known[MEMBER_COUNT] = {
#define X(id, name, family, weight, has)                                               \
	[MEMBER_##id] = {STR_INIT(name), family, weight, has},
    MEMBERS(X)
#undef X
};

enum {
	ENOUGH = KIND_ENOUGH, /* weight of a family */
	ENOUGH_UPDATE = 2,    /* the file's name says what it is */
	POLICY = 3,           /* one with members that only this service has */
	SHARE = 4,            /* one member in four must be ours */
	COMPARED = 32,        /* names looked at for similarity */
	LOOKED_AT = 8,        /* elements of an array */
	NAME_DIFFERENCE = 3,  /* in length, of names that may be similar */
	LETTER_DIFFERENCE = 4
};

/* What the members of an object say. */
struct signs {
	unsigned weight[FAMILIES];
	unsigned has;
	size_t ours, all;
};

static const char *const names[KIND_COUNT] = {
#define X(id, name, what) [KIND_##id] = (name),
    KINDS(X)
#undef X
	[KIND_PAIR] = "pair",
};

static const char *const meanings[KIND_COUNT] = {
#define X(id, name, what) [KIND_##id] = (what),
    KINDS(X)
#undef X
	[KIND_PAIR] = "a request and the response to it",
};

const char *
kind_name(enum kind k)
{
	return names[k];
}

const char *
kind_meaning(enum kind k)
{
	return meanings[k];
}

bool
kind_parse(struct str name, enum kind *k)
{
	for (int i = KIND_NONE + 1; i < KIND_COUNT; i++)
		if (str_is(name, names[i])) {
			*k = (enum kind)i;
			return true;
		}
	return false;
}

/* What is known of a name by its number, or NULL. */
static const struct known *
known_as(enum member m)
{
	return known[m].family != NO_FAMILY ? &known[m] : NULL;
}

/* The letters that occur in a name, as bits: similar names differ in few. */
static uint32_t
letters(struct str name)
{
	uint32_t set = 0;

	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.s[i] | 0x20;

		if (c >= 'a' && c <= 'z')
			set |= UINT32_C(1) << (c - 'a');
	}
	return set;
}

static bool
few(uint32_t set)
{
	for (int i = 0; i < LETTER_DIFFERENCE; i++)
		set &= set - 1; /* one bit less */
	return set == 0;
}

/* The most similar name that says something, or NULL. */
static const struct known *
known_nearly(struct str key, const uint32_t *sets)
{
	const struct known *best = NULL;
	uint32_t set = letters(key);
	unsigned least = UINT_MAX;

	for (size_t i = 0; i < MEMBER_COUNT; i++) {
		size_t len = known[i].name.len;
		unsigned d;

		if (known[i].family <= NEUTRAL || key.len > len + NAME_DIFFERENCE ||
		    len > key.len + NAME_DIFFERENCE || !few(set ^ sets[i]))
			continue;
		d = suggest_distance(key, known[i].name);
		if (d < least) {
			least = d;
			best = &known[i];
		}
	}
	return best;
}

/* What the contents of a member add to its weight. */
static unsigned
weight_inside(const struct known *k, struct node value)
{
	static const uint64_t retry =
	    MEMBER_BIT(FIRST_RETRY) | MEMBER_BIT(NUMBER_OF_RETRIES) |
	    MEMBER_BIT(DEACTIVATE_FLAG) | MEMBER_BIT(REPEAT_SEQUENCE_COUNT) |
	    MEMBER_BIT(REPEAT_SEQUENCE_WAIT_TIME);
	static const uint64_t product =
	    MEMBER_BIT(PRODUCT_ID) | MEMBER_BIT(EVENT_TYPES);

	if ((k->has & HAS_RETRIES) != 0)
		return member_any(value, retry) ? 2 : 0;
	if ((k->has & HAS_SECURITY) != 0)
		return member_any(value, MEMBER_BIT(SECURITY_TYPE)) ? 2 : 0;
	if ((k->has & HAS_PRODUCTS) != 0)
		return member_any(node_element(value, 0), product) ? ENOUGH : 0;
	return 0;
}

static inline void
signs_add(struct signs *s, const struct known *k, struct node value)
{
	/* Old pages of the guide call the list of events "eventType". */
	if (k == &known[MEMBER_EVENT_TYPE] && node_is(value, NODE_ARRAY))
		k = &known[MEMBER_EVENT_TYPES];
	s->weight[k->family] += k->weight;
	s->has |= k->has;
}

bool
kind_stands_outermost(struct str name)
{
	const struct known *k = known_as(member_find(name));

	return k != NULL && (k->family == SUBSCRIPTION || k->family == EVENT) &&
	       (k->has & HAS_OTHER) != 0;
}

static void
signs_exact(struct signs *s, struct node object)
{
	size_t others = 0, schemas = 0;

	*s = (struct signs){.all = node_count(object)};
	NODE_EACH(member, object)
	{
		const struct known *k = &known[member_of(member)];

		if (k->family == NO_FAMILY) {
			others++;
			/* it is for editors, and in any document */
			schemas += k == &known[MEMBER_SCHEMA];
			continue;
		}
		signs_add(s, k, member);
	}
	s->ours = s->all - others;
	s->all -= schemas;
}

/*
 * What is in the members counts, too, unless names alone are enough, as they mostly are:
 * only beside an event is a subscription weighed.
 */
static void
signs_inside(struct signs *s, struct node object)
{
	if (s->weight[SUBSCRIPTION] >= ENOUGH && (s->has & HAS_EVENT) == 0)
		return;
	NODE_EACH(member, object)
	{
		const struct known *k = &known[member_of(member)];

		s->weight[k->family] += weight_inside(k, member);
	}
}

/* A URL or an id is text: "webhooks": [...] is no misspelt one, but holds documents. */
static bool
may_be(const struct known *k, struct node value)
{
	return (k->has & (HAS_URL | HAS_HEALTH | HAS_SERVER_MADE)) == 0 ||
	       !(node_is(value, NODE_OBJECT) || node_is(value, NODE_ARRAY));
}

static void
signs_similar(struct signs *s, struct node object)
{
	uint32_t sets[MEMBER_COUNT];
	size_t left = COMPARED;

	for (size_t i = 0; i < MEMBER_COUNT; i++)
		sets[i] = letters(known[i].name);
	NODE_EACH(member, object)
	{
		struct str key = node_key(member);
		const struct known *k;

		if (known_as(member_of(member)) != NULL ||
		    member_of(member) == MEMBER_SCHEMA)
			continue;
		if (left-- == 0)
			return;
		if ((k = known_nearly(key, sets)) == NULL || !may_be(k, member))
			continue;
		signs_add(s, k, member);
		s->weight[k->family] += weight_inside(k, member);
		s->ours++;
	}
}

/* The first element of an eventTypes is an object with eventName. */
static bool
lists_event_objects(struct node product)
{
	static const char *const event[] = {"eventName", NULL};
	static const char *const name[] = {"productName", NULL};
	struct node events = member_in(product, MEMBER_EVENT_TYPES);

	return short_has_any(node_element(events, 0), event) ||
	       short_has_any(product, name);
}

static enum kind
event_kind(const struct signs *s, struct node object)
{
	static const char *const test[] = {"testPayload", NULL};

	if (short_has_any(member_in(object, MEMBER_PAYLOADS), test))
		return KIND_TEST_RESPONSE;
	return (s->has & HAS_TRACE) != 0 && (s->has & HAS_NOTIFICATION) == 0 &&
		       !node_exists(member_in(object, MEMBER_PAYLOAD))
		   ? KIND_TEST_RESPONSE
		   : KIND_NOTIFICATION;
}

static enum kind
key_kind(const struct signs *s, struct node object)
{
	static const char *const made[] = {"keyId", "expirationDate", NULL};
	struct node key = member_in(object, MEMBER_KEY_INFORMATION);

	if ((s->has & HAS_ACTION) != 0)
		return KIND_KEY_REQUEST;
	return (s->has & HAS_OUTCOME) != 0 || short_has_any(key, made)
		   ? KIND_KEY_RESPONSE
		   : KIND_KEY_REQUEST;
}

static bool
says(const struct signs *s, unsigned any)
{
	return (s->has & any) != 0;
}

/*
 * An update may be any part of a subscription.  What no new one can do without shows
 * which it is; but where that is all that is missing, a new one was meant.
 */
static bool
is_part(const struct signs *s, struct node object)
{
	bool events = says(s, HAS_EVENT_TYPES | HAS_PRODUCTS);
	bool owner = says(s, HAS_ORGANIZATION);

	if (s->ours != s->all || says(s, HAS_SERVER_MADE | HAS_VERSION | HAS_EVENT) ||
	    object.doc->damaged)
		return false;
	if (says(s, HAS_URL))
		return !events && !owner;
	return !(events && owner && says(s, HAS_SECURITY));
}

/* An id beside what only a new subscription says is a mistake in one. */
static bool
is_new(const struct signs *s)
{
	return !says(s, HAS_ANSWER) && says(s, HAS_URL) && says(s, HAS_ORGANIZATION) &&
	       says(s, HAS_EVENT_TYPES | HAS_PRODUCTS);
}

static enum kind
subscription_kind(const struct signs *s, struct node object, bool update)
{
	if (says(s, HAS_SERVER_MADE) && !is_new(s))
		return KIND_SUBSCRIPTION;
	if ((s->has & HAS_OTHER) == 0 && (s->has & HAS_PRODUCT_ID) != 0)
		return KIND_PRODUCT_LIST; /* one entry alone */
	if (node_count(object) == 1 &&
	    lists_event_objects(node_element(member_in(object, MEMBER_PRODUCTS), 0)))
		return KIND_PRODUCT_LIST; /* the array in an object */
	return update || is_part(s, object) ? KIND_UPDATE_REQUEST : KIND_CREATE_REQUEST;
}

/* A name, or a policy that is not looked into, may be anybody's. */
static bool
shows_service(const struct signs *s)
{
	return says(s, HAS_URL | HAS_HEALTH) || (says(s, HAS_RETRIES | HAS_SECURITY) &&
						 s->weight[SUBSCRIPTION] >= POLICY);
}

/* The kind that the signs are enough for, or KIND_NONE. */
static enum kind
judge_signs(const struct signs *s, struct node object, bool update)
{
	const unsigned *w = s->weight;

	if (s->ours * SHARE < s->all)
		return KIND_NONE;
	if (w[KEY] >= ENOUGH)
		return key_kind(s, object);
	if (w[REPLAY] >= ENOUGH)
		return KIND_REPLAY_REQUEST;
	if ((s->has & HAS_EVENT) != 0 && (s->has & HAS_EVENT_TYPES) == 0 &&
	    w[EVENT] + ((s->has & HAS_SERVER_MADE) != 0 ? 2 : 0) >= ENOUGH &&
	    w[EVENT] + 3 >= w[SUBSCRIPTION])
		return event_kind(s, object);
	if (w[SUBSCRIPTION] >= (update ? ENOUGH_UPDATE : ENOUGH))
		return subscription_kind(s, object, update);
	if (update && s->ours == s->all && s->all != 0 && (s->has & HAS_VERSION) == 0)
		return KIND_UPDATE_REQUEST; /* a new name alone is one */
	if (w[ENTRY] >= ENOUGH && (s->has & HAS_OTHER) == 0)
		return KIND_PRODUCT_LIST;
	if (shows_service(s) && is_part(s, object))
		return KIND_UPDATE_REQUEST;
	return KIND_NONE;
}

static enum kind
object_kind(struct node object, bool update)
{
	struct signs s;
	enum kind k;

	if (member_occurs(object.doc, MEMBER_BIT(SCHEMA)) &&
	    (k = kind_named(object)) != KIND_NONE)
		return k;
	signs_exact(&s, object);
	if (s.ours != s.all)
		signs_similar(&s, object);
	signs_inside(&s, object);
	if (node_count(object) == 1 && short_is_status(object))
		return KIND_STATUS_REQUEST;
	k = judge_signs(&s, object, update);
	if (k != KIND_NONE)
		return k;
	if (short_is_encrypted(object))
		return KIND_NOTIFICATION;
	if (short_is_key_outcome(object))
		return KIND_KEY_RESPONSE;
	return short_is_error(object) ? KIND_ERROR_RESPONSE : KIND_NONE;
}

bool
kind_may_become_request(struct node root)
{
	unsigned others = 0;

	if (!node_is(root, NODE_OBJECT))
		return node_count(root) == 0;
	NODE_EACH(member, root)
	{
		enum member m = member_of(member);

		if (m != MEMBER_SCHEMA && known_as(m) == NULL)
			others += node_count(member) == 0 ? 1 : 2;
	}
	return others <= 1;
}

/* The first element that is of a kind says what the array is. */
static enum kind
array_kind(struct node array)
{
	size_t left = LOOKED_AT;

	NODE_EACH(element, array)
	{
		if (left-- == 0)
			break;
		if (!node_is(element, NODE_OBJECT))
			continue;
		switch (object_kind(element, false)) {
		case KIND_PRODUCT_LIST:
			return KIND_PRODUCT_LIST;
		case KIND_SUBSCRIPTION:
		case KIND_CREATE_REQUEST:
		case KIND_UPDATE_REQUEST:
			return KIND_SUBSCRIPTION_LIST;
		default:
			break;
		}
	}
	return KIND_NONE;
}

/* The first of these members (NULL-terminated), or none. */
static struct node
first_of(struct node object, const char *const *members)
{
	struct node n = NODE_ABSENT;

	for (; *members != NULL && !node_exists(n); members++)
		n = node_member(object, *members);
	return n;
}

struct node
kind_reason(struct node object, enum kind k)
{
	static const char *const made[] = {"webhookId", "createdOn", NULL};
	static const char *const trace[] = {"transactionTraceId", "requestType", NULL};
	static const char *const outcome[] = {"submitTimeUtc", "status", NULL};

	if (kind_named(object) == k)
		return member_in(object, MEMBER_SCHEMA);
	switch (k) {
	case KIND_SUBSCRIPTION:
		return first_of(object, made);
	case KIND_TEST_RESPONSE:
		return first_of(object, trace);
	case KIND_KEY_RESPONSE:
		return first_of(object, outcome);
	default:
		return NODE_ABSENT;
	}
}

static bool
is_pair(struct node object)
{
	struct node request = member_in(object, MEMBER_REQUEST);
	struct node response = member_in(object, MEMBER_RESPONSE);

	return node_is(request, NODE_OBJECT) && node_exists(response) &&
	       (kind_find(request, NULL) != KIND_NONE ||
		kind_find(response, NULL) != KIND_NONE);
}

enum kind
kind_find(struct node root, const char *path)
{
	return kind_find_as(root, kind_path_is_update(path));
}

enum kind
kind_find_as(struct node root, bool update)
{
	if (node_is(root, NODE_ARRAY))
		return array_kind(root);
	if (!node_is(root, NODE_OBJECT))
		return KIND_NONE;
	if (member_occurs(root.doc, MEMBER_BIT(RESPONSE)) && is_pair(root))
		return KIND_PAIR;
	return object_kind(root, update);
}

/* One of our members is text: in a schema for our documents, none is. */
static bool
holds_text(struct node object)
{
	NODE_EACH(member, object)
	{
		if (node_is(member, NODE_STRING) && known_as(member_of(member)) != NULL)
			return true;
	}
	return false;
}

bool
kind_is_inside(struct node object)
{
	struct signs s;

	if (!node_is(object, NODE_OBJECT) || !holds_text(object) ||
	    short_is_label(member_in(object, MEMBER_WEBHOOK_URL)))
		return false;
	signs_exact(&s, object);
	signs_inside(&s, object);
	/* {"slack": {"webhookUrl": ...}}: others have webhooks, too */
	return (s.ours > 1 || !says(&s, HAS_URL)) &&
	       judge_signs(&s, object, false) != KIND_NONE;
}

bool
kind_speaks(struct node root)
{
	size_t left = COMPARED;

	if (!node_is(root, NODE_OBJECT))
		return false;
	NODE_EACH(member, root)
	{
		const struct known *k = known_as(member_of(member));

		if (left-- == 0)
			break;
		if (k != NULL && k->weight >= KIND_SPEAKS)
			return true;
	}
	return false;
}

bool
kind_name_find(struct kind_name *n, struct str name)
{
	uint32_t sets[MEMBER_COUNT];
	const struct known *k = known_as(member_find(name));

	if (k == NULL) {
		for (size_t i = 0; i < MEMBER_COUNT; i++)
			sets[i] = letters(known[i].name);
		k = known_nearly(name, sets);
	}
	if (k == NULL || k->weight == 0)
		return false;
	*n = (struct kind_name){(unsigned)(k - known), k->family, k->weight};
	return true;
}
