/* xml: text within XML and HTML. */
#include "report/xml.h"

#include "base/buf.h"
#include "finding/safe.h"

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	default:
		return NULL;
	}
}

void
xml_text(FILE *fp, struct str text)
{
	struct buf safe = BUF_INIT;
	size_t from = 0, i;

	if (!safe_plain(text)) {
		safe_add(&safe, text);
		text = buf_str(&safe);
	}
	for (i = 0; i < text.len; i++) {
		const char *name = entity(text.s[i]);

		if (name == NULL)
			continue;
		fwrite(text.s + from, 1, i - from, fp);
		fputs(name, fp);
		from = i + 1;
	}
	fwrite(text.s + from, 1, i - from, fp);
	buf_release(&safe);
}

void
xml_string(FILE *fp, const char *text)
{
	xml_text(fp, str_from(text));
}

void
xml_attribute(FILE *fp, const char *name, const char *text)
{
	fprintf(fp, " %s=\"", name);
	xml_string(fp, text);
	putc('"', fp);
}
