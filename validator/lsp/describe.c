/* describe: see the header. */
#include "lsp/describe.h"

#include "finding/safe.h"
#include "lsp/judge.h"
#include "run/check-document.h"

enum { BEGUN = 2 /* cells of a document that has hardly begun */ };

json_t *
markup_json(const struct server *s, struct str markdown)
{
	return json_pack("{s:s, s:o}", "kind",
			 s->client.markdown ? "markdown" : "plaintext", "value",
			 json_text(markdown));
}

const char *
describe_schema_name(const struct document *d, const struct examined *e)
{
	if (d->config)
		return "hookvet/config";
	if (e == NULL || d->judged->input == NULL ||
	    examine_other_schema(d->judged->input) != NULL)
		return NULL;
	if (e->kind != KIND_NONE)
		return e->kind != KIND_PAIR ? kind_name(e->kind) : NULL;
	return e->doc->ncells <= BEGUN ? kind_name(KIND_CREATE_REQUEST) : NULL;
}

/* A paragraph of a text that may come from a config. */
static void
paragraph(struct buf *b, const char *before, struct str text, const char *behind)
{
	if (text.len == 0)
		return;
	if (b->len != 0)
		buf_puts(b, "\n\n");
	buf_puts(b, before);
	safe_add(b, text);
	buf_puts(b, behind);
}

void
describe_schema(struct buf *b, const struct advice *of)
{
	struct node unit = node_member(guide_keyword(of, "x-hookvet"), "unit");
	struct node standard = guide_keyword(of, "default");

	for (size_t i = 0; i < of->n && !node_exists(unit); i++)
		unit = node_member(node_member(of->schemas[i], "x-hookvet"), "unit");
	paragraph(b, "**", node_string(guide_keyword(of, "title")), "**");
	paragraph(b, "", node_string(guide_keyword(of, "description")), "");
	paragraph(b, "Unit: ", node_string(unit), "");
	paragraph(b, "Default: `", node_text(standard), "`");
}

void
describe_status(struct buf *b, enum catalogue_status status, struct str since,
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
describe_event(struct buf *b, const struct catalogue_event *e)
{
	struct buf status = BUF_INIT;

	describe_status(&status, e->status, e->since, e->until);
	paragraph(b, "**", e->name, "**");
	paragraph(b, "Event type of ", e->product->id, "");
	buf_printf(b, ", %s.", status.s);
	paragraph(b, "", e->note, "");
	if (e->mle)
		paragraph(b, "", STR("Its payload is encrypted."), "");
	paragraph(b, "Source: ", e->source, "");
	buf_release(&status);
}

void
describe_product(struct buf *b, const struct catalogue_product *p)
{
	struct buf about = BUF_INIT;

	paragraph(b, "**", p->title.len != 0 ? p->title : p->id, "**");
	describe_status(&about, p->status, STR(""), p->until);
	buf_printf(&about, ", %zu event type%s", p->nevents,
		   p->nevents == 1 ? "" : "s");
	paragraph(b, "Product, ", buf_str(&about), ".");
	paragraph(b, "", p->note, "");
	paragraph(b, "To be enabled by: ", p->enabled_by, "");
	if (p->mle)
		paragraph(b, "", STR("It needs message-level encryption first."), "");
	buf_release(&about);
}
