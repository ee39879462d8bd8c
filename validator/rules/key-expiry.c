/*
 * key-expiry: a key or certificate that has ended, or soon will.
 *
 * Against today, or SOURCE_DATE_EPOCH.
 */
#include <inttypes.h>

#include "base/moment.h"
#include "lint/lint.h"
#include "service/certificate.h"

static void
report_end(struct lint *l, struct node n, const char *what, int64_t end)
{
	int64_t left = end - moment_now();
	uint64_t horizon = l->env->settings->key_expiry_days;
	char date[MOMENT_DATE];
	struct diag *d;

	if (left > 0 && (uint64_t)left / MOMENT_DAY >= horizon)
		return;
	moment_date(end, date);
	if (left <= 0)
		d = lint_report(l, n, AT_VALUE, "this %s ended on %s", what, date);
	else if (left < MOMENT_DAY)
		d = lint_report(l, n, AT_VALUE,
				"this %s ends on %s, in less than a day", what, date);
	else
		d = lint_report(l, n, AT_VALUE,
				"this %s ends on %s, in %" PRId64 " day%s", what, date,
				left / MOMENT_DAY, left < 2 * MOMENT_DAY ? "" : "s");
	diag_note(l->diags, d, "without a valid one nothing is delivered");
	diag_help(
	    l->diags, d, "%s",
	    node_is(node_member(l->sub.object, "clientRequestAction"), NODE_STRING)
		? "store a new certificate"
		: "create a new key; it replaces this one");
}

void
check_key_expiry(struct lint *l)
{
	struct node key = node_member(l->sub.object, "keyInformation");
	struct node date = node_member(key, "expirationDate");
	struct node pub = node_member(key, "pub");
	int64_t end;

	if (moment_read(node_string(date), &end))
		report_end(l, date, "key", end);
	if (certificate_not_after(node_string(pub), &end))
		report_end(l, pub, "certificate", end);
}
