/* check-text: see the header. */
#include "run/check-text.h"

#include "base/pool.h"
#include "project/input.h"
#include "project/profile.h"
#include "project/session.h"

struct examined *
check_text(struct session *s, struct input *in, struct str text, struct lines_place at,
	   enum kind kind, struct eval *eval, struct arena *a)
{
	static const struct examine_wants wants = {.standard_output = -1};
	struct examiner x;
	struct examined *e;

	(void)pool_stack_enough();
	in->absolute = str_from(in->path);
	in->profile = profile_current(s);
	in->named = true;
	if (!profiles_prepare(s) || in->profile == NULL || s->trouble)
		return NULL;
	examiner_init(&x, &wants, eval, a);
	e = examine_as(&x, in, text, at, kind);
	if (e->deliveries != NULL) /* nothing is there to compare it with */
		diags_finish(e->diags);
	return e;
}
