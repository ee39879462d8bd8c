/*
 * unresolved-template: a value that another program is to fill in.
 *
 * All other checks of the value are left out, so this one says that nobody
 * has checked it.
 */
#include "base/arena.h"
#include "lint/lint.h"
#include "load/text.h"

#define HELP "check the file that comes of it, or set \"templates\": \"allow\""

static void
report_template(struct lint *l, struct node n, struct str template)
{
	struct diag *d;

	d = lint_report_part(l, n, template,
			     "'%s' is a template; the value is not checked",
			     lint_quote(l, template));
	/* At most three are shown: the others are alike. */
	d->fold_key = "template";
	diag_help(l->diags, d, HELP);
}

/* A member that another program names. */
static void
check_template_key(struct lint *l, struct node n)
{
	struct str template = text_template(node_key(n));
	struct diag *d;

	if (template.len == 0)
		return;
	d = lint_report(l, n, AT_KEY,
			"'%s' is a template; what is missing here is not known",
			lint_quote(l, template));
	d->fold_key = "template";
	diag_help(l->diags, d, HELP);
}

void
check_unresolved_template(struct lint *l)
{
	const struct doc *doc = l->root.doc;
	struct node n = {doc, 0};
	struct str template;

	if (l->env->settings->templates_allow || doc->untemplated)
		return; /* as most documents are */
	for (; n.at < doc->ncells; n.at++) {
		if (node_cell(n)->key != 0)
			check_template_key(l, n);
		if (!node_is(n, NODE_STRING))
			continue;
		template = text_template(node_string(n));
		if (template.len != 0)
			report_template(l, n, template);
	}
}
