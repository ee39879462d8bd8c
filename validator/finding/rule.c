/* rule: names of severities, and the way from a name to its rule. */
#include "finding/rule.h"

#include <stdint.h>

const struct rule_table rule_table = {rule_infos, RULE_COUNT};

static const char *const severity_names[] = {
#define X(id, name) [SEV_##id] = (name),
    SEVERITIES(X)
#undef X
};

const char *
severity_name(enum severity s)
{
	return severity_names[s];
}

bool
severity_parse(struct str name, enum severity *s)
{
	for (size_t i = 0; i < sizeof(severity_names) / sizeof(*severity_names); i++) {
		if (str_is(name, severity_names[i])) {
			*s = (enum severity)i;
			return true;
		}
	}
	return false;
}

static int
compare_names(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len != 0 ? memcmp(a.s, b.s, len) : 0;

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

size_t
rule_number(const struct rule_table *t, const struct rule_info *rule)
{
	uintptr_t at;

	if (t == NULL)
		return 0;
	at = ((uintptr_t)rule - (uintptr_t)t->rules) / sizeof(*rule);
	return at < t->n ? at : t->n;
}

const struct rule_info *
rule_find(const struct rule_table *t, struct str name)
{
	size_t low = 0, high = t->n, mid;
	int order;

	while (low < high) {
		mid = low + (high - low) / 2;
		order = compare_names(name, str_from(t->rules[mid].name));
		if (order == 0)
			return &t->rules[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
