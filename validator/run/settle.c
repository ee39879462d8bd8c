/* settle: see the header. */
#include "run/settle.h"

#include "lint/duplicates.h"
#include "project/baseline.h"
#include "project/options.h"
#include "project/suppress.h"
#include "run/check-document.h"
#include "schema/schema.h"

void
settle_deliveries(struct deliveries *all, struct examined *e)
{
	if (e->deliveries == NULL)
		return;
	deliveries_compare(all, e->deliveries, e->doc, e->diags);
	diags_finish(e->diags);
}

/*
 * A stream may have as many findings as a document that is as long, and take so many
 * steps; with more, it ends like one.
 */
void
settle_stream(struct stream *now, struct examined *e)
{
	struct diags *ds = e->diags;
	size_t len;

	if (e->doc == NULL || e->doc->record == 0)
		return;
	len = e->doc->base + e->doc->text.len;
	now->found += ds->n;
	now->spent += e->spent;
	if (now->found == 0 && now->spent == 0)
		return;
	if (now->found > diags_limit(len)) {
		diags_overflow(ds, len);
		now->full = true;
	} else if (examine_overspent(e, now->spent)) {
		diags_exhaust(ds, schema_stream_steps(len));
		now->full = true;
	}
	/* what follows is valid to nobody, and has no line of its own */
	if (now->full && e->result.standard_output != NULL)
		e->result.standard_output = schema_output_flag(false);
}

void
settle_known(const struct options *o, struct baseline *b, struct examined *e)
{
	if (!o->no_suppress)
		suppress_findings(e->input, e->diags);
	if (b != NULL)
		baseline_mark(b, e->input, e->diags);
}
