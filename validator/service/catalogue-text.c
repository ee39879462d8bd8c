/* catalogue-text: see the header. */
#include "service/catalogue-text.h"

#include "base/buf.h"
#include "finding/rule-text.h"
#include "finding/safe.h"

void
catalogue_describe_status(struct buf *b, enum catalogue_status status, struct str since,
			  struct str until)
{
	buf_puts(b, catalogue_status_name(status));
	if (status == CATALOGUE_REMOVED && until.len != 0) {
		buf_putc(b, ' ');
		safe_add(b, until);
	} else if (since.len != 0) {
		buf_puts(b, " since ");
		safe_add(b, since);
	}
}

void
catalogue_describe_event(struct buf *b, const struct catalogue_event *e)
{
	struct buf status = BUF_INIT;

	catalogue_describe_status(&status, e->status, e->since, e->until);
	markdown_paragraph(b, "**", e->name, "**");
	markdown_paragraph(b, "Event type of ", e->product->id, "");
	buf_printf(b, ", %s.", status.s);
	markdown_paragraph(b, "", e->note, "");
	if (e->mle)
		markdown_paragraph(b, "", STR("Its payload is encrypted."), "");
	markdown_paragraph(b, "Source: ", e->source, "");
	buf_release(&status);
}

void
catalogue_describe_product(struct buf *b, const struct catalogue_product *p)
{
	struct buf about = BUF_INIT;

	markdown_paragraph(b, "**", p->title.len != 0 ? p->title : p->id, "**");
	catalogue_describe_status(&about, p->status, STR(""), p->until);
	buf_printf(&about, ", %zu event type%s", p->nevents,
		   p->nevents == 1 ? "" : "s");
	markdown_paragraph(b, "Product, ", buf_str(&about), ".");
	markdown_paragraph(b, "", p->note, "");
	markdown_paragraph(b, "To be enabled by: ", p->enabled_by, "");
	if (p->mle)
		markdown_paragraph(b, "",
				   STR("It needs message-level encryption first."), "");
	buf_release(&about);
}
