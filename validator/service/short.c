/* short: see the header. */
#include "service/short.h"

#include <limits.h>
#include <string.h>

#include "base/suggest.h"

bool
short_has_any(struct node object, const char *const *members)
{
	for (; *members != NULL; members++)
		if (node_exists(node_member(object, *members)))
			return true;
	return false;
}

bool
short_is_status(struct node object)
{
	static const char *const words[] = {
	    "ACTIVE",  "INACTIVE", "SUSPENDED",           "PENDING_REVIEW",
	    "BLOCKED", "RESEND",   "successfully deleted"};
	struct node first = node_first(object);
	struct str value = node_string(first);
	size_t capitals = 0;

	if (node_count(object) != 1 || !node_is(first, NODE_STRING) ||
	    suggest_distance(node_key(first), STR("status")) == UINT_MAX)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (suggest_distance(value, str_from(words[i])) != UINT_MAX)
			return true;
	while (capitals < value.len &&
	       ((value.s[capitals] >= 'A' && value.s[capitals] <= 'Z') ||
		value.s[capitals] == '_'))
		capitals++;
	return (value.len >= 4 && capitals == value.len) ||
	       (value.len > 3 &&
		(value.s[0] == '$' || value.s[0] == '{' || value.s[0] == '<'));
}

bool
short_is_error(struct node object)
{
	static const char *const fields[] = {"field", "reason", NULL};
	struct node reason = node_member(object, "reason");
	struct node message = node_member(object, "message");
	struct node details = node_member(object, "details");
	struct node gateway = node_member(object, "response");
	bool spelt = short_has_any(node_element(details, 0), fields);

	if (node_count(object) > 8)
		return false;
	if (node_is(node_member(gateway, "rmsg"), NODE_STRING))
		return true;
	return node_is(message, NODE_STRING) &&
	       (node_is(reason, NODE_STRING) || spelt ||
		node_is(node_member(object, "statusCode"), NODE_NUMBER));
}

/* Five parts in base64url with dots between them (RFC 7516, 3.1), of a JSON object. */
static bool
is_jwe(struct str text)
{
	size_t dots = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];

		if (c == '.')
			dots++;
		else if (!str_is_letter(c) && !str_is_digit(c) && c != '-' && c != '_')
			return false;
	}
	return dots == 4 && str_starts(text, STR("ey"));
}

bool
short_is_encrypted(struct node object)
{
	static const char *const members[] = {"encryptedPayload", "encryptedResponse",
					      "encryptedRequest", "encData", NULL};

	for (size_t i = 0; members[i] != NULL; i++)
		if (is_jwe(node_string(node_member(object, members[i]))))
			return true;
	return false;
}

bool
short_is_key_outcome(struct node object)
{
	static const char *const members[] = {"submitTimeUtc", "status", "message",
					      "clientReferenceInformation", NULL};

	NODE_EACH(member, object)
	{
		size_t i = 0;

		while (members[i] != NULL && !str_is(node_key(member), members[i]))
			i++;
		if (members[i] == NULL)
			return false;
	}
	return node_is(node_member(object, "submitTimeUtc"), NODE_STRING) &&
	       node_is(node_member(object, "status"), NODE_STRING);
}

bool
short_is_label(struct node url)
{
	struct str s = node_is(url, NODE_STRING) ? node_string(url) : STR("");

	return memchr(s.s, ' ', s.len) != NULL && memchr(s.s, '/', s.len) == NULL;
}
