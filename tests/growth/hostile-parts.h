/* hostile-parts: rows of the table in hostile.c: files that hold documents. */
/* clang-format off */
#define PART(name, file, head, unit, between, tail) \
	{ name, file, {{file, head, unit, between, 0, tail}}}
#define IN_POSTMAN "{'request':{'body':{'raw':'{\\'webhookUrl\\':1,\\'organizationId\\':2}'}}}"

	PART("part-fences", "in.md", "", "~~~json\n{'webhookUrl':1,'organizationId':2}\n~~~\n", 0, ""),
	PART("part-mended", "in.md", "", "~~~\n{'webhookURL':'https://hooks.acme-store.com' 'name':'n`',}\n~~~\n", 0, ""),
	PART("part-quoted", "in.md", "webhookUrl:1\n", "> ", 0, "~~~\n{'webhookUrl':1}"),
	PART("part-nested", "in.md", "webhookUrl:1\n", "- > ", 0, "\n"),
	PART("part-words", "in.sh", "", "curl -d \1{'webhookUrl':1,'organizationId':2}\1;", 0, "\n"),
	PART("part-nothings", "in.sh", "webhookUrl: \n", "x \1{\1\n", 0, ""),
	PART("part-commands", "in.sh", "webhookUrl: ", "'$(", 0, "{"),
	PART("part-datas", "in.sh", "webhookUrl: \ncurl ", "-d{ ", 0, "\n"),
	PART("part-templates", "in.sh", "curl -d \1{'webhookUrl':'http://h/", "\1'$A'\1", 0, "'}\1"),
	PART("part-here", "in.sh", "webhookUrl: \n", "cat <<E`\n{\n", 0, ""),
	PART("part-console", "in.md", "webhookUrl: \n~~~console\n", "{\n", 0, ""),
	PART("part-requests", "in.http", "", "POST /\n\n{'webhookUrl':1,'organizationId':2}\n###\n", 0, ""),
	PART("part-strings", "in.json", "{'info':0,'item':[", IN_POSTMAN, ",", "]}"),
	PART("part-wrapped", "in.json", "{'a':[", "{'webhookUrl':'h','organizationId':'o'}", ",", "]}"),
	PART("part-examples", "in.json", "{'openapi':1,'webhookUrl':1,'x':", "{'example':", 0, "1"),
	PART("yaml-aliases", "in.yaml", "webhookUrl: &a [x,x,x,x,x,x,x,x]\n", "x`: *a\n", 0, ""),
	PART("yaml-anchors", "in.yaml", "webhookUrl:\n", "- &a` xxxxxxxx\n", 0, ""),
	PART("yaml-documents", "in.yaml", "webhookUrl: 1\n", "---\n", 0, ""),
	PART("yaml-nested", "in.yaml", "webhookUrl: ", "[", 0, ""),
	PART("yaml-flow", "in.yaml", "webhookUrl: [", "a,", 0, "]"),
	PART("yaml-numbers", "in.yaml", "webhookUrl: [", "0x`,", 0, "]"),
	PART("yaml-escapes", "in.yaml", "webhookUrl: [", "\1\\x41\1,", 0, "]"),
	PART("yaml-members", "in.yaml", "webhookUrl: 1\n", "x`: 1\n", 0, ""),
	PART("yaml-almost", "in.yaml", "", "- {webhookURL: a}\n", 0, ""),
	PART("yaml-tags", "in.yaml", "", "%TAG !a`! b\n", 0, "---\nwebhookUrl: 1"),
	PART("yaml-folded", "in.yaml", "webhookUrl: \1", "a\n ", 0, "\1"),
	PART("json5-comments", "in.json5", "{webhookUrl:1,a:[", "/**/,", 0, "]}"),
	PART("json5-strings", "in.json5", "{webhookUrl:1,a:[", "'\\x41',", 0, "]}"),
	PART("json5-numbers", "in.json5", "{webhookUrl:1,a:[", "+1,", 0, "]}"),
	PART("json5-signs", "in.json5", "{webhookUrl:1,a:[", "0xf`,", 0, "]}"),
	PART("json5-escapes", "in.json5", "{webhookUrl:\1", "\\x41", 0, "\1}"),
	PART("json5-names", "in.json5", "{webhookUrl:1,", "ä` : 1, ", 0, "}"),
    /* clang-format on */
