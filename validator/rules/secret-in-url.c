/*
 * secret-in-url: user name, password or key within a URL.
 *
 * The value itself is shown nowhere: report/secret hides it in every format.
 */
#include "finding/secret.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/url.h"

enum {
	CODE_MIN_LEN =
	    16 /* shorter values of "code", "session" are codes of countries */
};

static void
check_user(struct lint *l, const struct url *u)
{
	struct str part = {u->text.s, 0};
	struct diag *d;

	if (!u->uri.has_userinfo)
		return;
	part.len = (size_t)(u->uri.host.s - u->text.s);
	d = lint_report_part(l, u->node, part, "the URL holds a user name%s",
			     memchr(u->uri.userinfo.s, ':', u->uri.userinfo.len) != NULL
				 ? " and password"
				 : "");
	diag_note(l->diags, d,
		  "values that look like secrets are hidden in every format");
}

static bool
is_secret(struct str name, struct str value)
{
	if (value.len == 0 || !secret_parameter(name))
		return false;
	return value.len >= CODE_MIN_LEN || (!text_equal_fold(name, STR("code")) &&
					     !text_equal_fold(name, STR("session")) &&
					     !text_equal_fold(name, STR("sessionid")));
}

/* One "name=value" of the query. */
static void
check_parameter(struct lint *l, const struct url *u, struct str part)
{
	struct str name = part, value = {part.s + part.len, 0};
	const char *equals = memchr(part.s, '=', part.len);
	struct diag *d;

	if (equals != NULL) {
		name.len = (size_t)(equals - part.s);
		value = str_slice(part, name.len + 1, part.len);
	}
	if (!is_secret(name, value))
		return;
	d = diag_add_as(l->diags, l->rule, SEV_WARNING, text_span(u->node, part),
			"the parameter '%s' looks like a secret", lint_quote(l, name));
	d->pointer = node_pointer(u->node, l->arena);
	diag_note(
	    l->diags, d,
	    "URLs end up in logs and in what the service shows of the subscription");
	diag_help(
	    l->diags, d,
	    "tell deliveries by their digital signature, or use a 'securityPolicy' of "
	    "type oAuth");
}

void
check_secret_in_url(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		const struct url *u = &l->urls[i];
		struct str query = u->uri.query;
		size_t from = 0;

		check_user(l, u);
		for (size_t k = 0; query.len != 0 && k <= query.len; k++) {
			if (k < query.len && query.s[k] != '&' && query.s[k] != ';')
				continue;
			check_parameter(l, u, str_slice(query, from, k));
			from = k + 1;
		}
	}
}
