/* not-json: see the header. */
#include "load/recover/not-json.h"

#include <stddef.h>
#include <string.h>

#include "load/scan.h"
#include "load/text.h"

enum { LINES = 64 }; /* looked at */

static const char data[] = "unpack it first; a subscription is a plain text of JSON";
static const char key[] = "this is a key, certificate or token: is it the right file?";
static const char script[] =
    "leave only the JSON in it, from '{' to '}'; a script is not sent to the service";
static const char object[] =
    "leave only the object, from '{' to '}', with all names and "
    "strings in double quotes";
static const char convert[] = "write it as JSON; yq -o=json converts it";
static const char remove_it[] = "leave only what stands between '{' and '}'";

/* What begins so. */
static const struct {
	struct str prefix;
	struct foreign foreign;
} prefixes[] = {
    /* clang-format off */
	{STR_INIT("\x1f\x8b"), {"a gzip file", "decompress it first: gunzip", false, true}},
	{STR_INIT("PK\x03\x04"), {"a ZIP file", data, false, true}},
	{STR_INIT("\x28\xb5\x2f\xfd"), {"a Zstandard file", data, false, true}},
	{STR_INIT("\xfd" "7zXZ"), {"an XZ file", data, false, true}},
	{STR_INIT("BZh"), {"a bzip2 file", data, false, true}},
	{STR_INIT("%PDF-"), {"a PDF file", NULL, false, true}},
	{STR_INIT("\x89PNG"), {"a PNG image", NULL, false, true}},
	{STR_INIT("\xff\xd8\xff"), {"a JPEG image", NULL, false, true}},
	{STR_INIT("\x7f" "ELF"), {"a program (ELF)", NULL, false, true}},
	{STR_INIT("SQLite format 3"), {"an SQLite database", NULL, false, true}},
	{STR_INIT("{\\rtf"), {"rich text (RTF)", "save it as plain text", false, true}},
	{STR_INIT("bplist00"), {"a property list", NULL, false, true}},
	{STR_INIT("version https://git-lfs"), {"a Git LFS pointer", "fetch the file: git lfs pull", false, false}},
	{STR_INIT("$ANSIBLE_VAULT"), {"an Ansible vault", "decrypt it first: ansible-vault view", false, false}},
	{STR_INIT("age-encryption.org"), {"a file encrypted by age", "decrypt it first", false, true}},
	{STR_INIT("-----BEGIN "), {"a PEM file", key, false, true}},
	{STR_INIT("ssh-"), {"an SSH key", key, false, true}},
	{STR_INIT("\x1e"), {"a JSON text sequence (RFC 7464)", "one document a file; --json-lines takes one document a line", false, false}},
	{STR_INIT(")]}'"), {"JSON behind a guard against scripts", remove_it, true, false}},
	{STR_INIT("```"), {"Markdown", "leave only the JSON between the fences", true, false}},
	{STR_INIT("<?php"), {"PHP", script, true, false}},
	{STR_INIT("diff --git "), {"a patch", "apply it: git apply", false, false}},
	{STR_INIT("--- a/"), {"a patch", "apply it: git apply", false, false}},
	{STR_INIT("HTTP/"), {"an HTTP response", "leave only its body, behind the empty line", true, false}},
	{STR_INIT("#!/usr/bin/env python"), {"a Python script", script, true, false}},
	{STR_INIT("#!/usr/bin/python"), {"a Python script", script, true, false}},
	{STR_INIT("#!/usr/bin/env node"), {"JavaScript", script, true, false}},
	{STR_INIT("#!"), {"a shell script", script, true, false}},
	{STR_INIT("%YAML"), {"YAML", convert, false, false}},
	{STR_INIT("syntax = \"proto"), {"a protocol buffer definition", NULL, false, false}},
    /* clang-format on */
};

/* The first word of the first line that is no comment, with what follows it. */
static const struct {
	struct str word;
	const char *what;
	const char *help;
} words[] = {
    /* clang-format off */
	{STR_INIT("module.exports"), "JavaScript", object},
	{STR_INIT("exports."), "JavaScript", object},
	{STR_INIT("export "), "JavaScript", object},
	{STR_INIT("const "), "JavaScript", object},
	{STR_INIT("let "), "JavaScript", object},
	{STR_INIT("var "), "JavaScript", object},
	{STR_INIT("function "), "JavaScript", object},
	{STR_INIT("async "), "JavaScript", object},
	{STR_INIT("window."), "JavaScript", object},
	{STR_INIT("fetch("), "JavaScript", object},
	{STR_INIT("axios"), "JavaScript", object},
	{STR_INIT("await "), "program text", script},
	{STR_INIT("return "), "JavaScript", object},
	{STR_INIT("interface "), "TypeScript", object},
	{STR_INIT("type "), "TypeScript", object},
	{STR_INIT("(function"), "JavaScript", object},
	{STR_INIT("(()"), "JavaScript", object},
	{STR_INIT("({"), "JavaScript", object},
	{STR_INIT("'use strict'"), "JavaScript", object},
	{STR_INIT("\"use strict\""), "JavaScript", object},
	{STR_INIT("def "), "Python", "print it with json.dumps()"},
	{STR_INIT("class "), "program text", script},
	{STR_INIT("print("), "Python", "print it with json.dumps()"},
	{STR_INIT("from "), "Python", "print it with json.dumps()"},
	{STR_INIT("dict("), "Python", "print it with json.dumps()"},
	{STR_INIT("json."), "Python", "print it with json.dumps()"},
	{STR_INIT("requests."), "Python", "print it with json.dumps()"},
	{STR_INIT("curl "), "a curl command", script},
	{STR_INIT("wget "), "a shell command", script},
	{STR_INIT("http "), "a shell command", script},
	{STR_INIT("$ "), "a shell command", script},
	{STR_INIT("cat "), "a shell command", script},
	{STR_INIT("echo "), "a shell command", script},
	{STR_INIT("printf "), "a shell command", script},
	{STR_INIT("sudo "), "a shell command", script},
	{STR_INIT("set -"), "a shell script", script},
	{STR_INIT("jq "), "a shell command", script},
	{STR_INIT("GET "), "an HTTP request", remove_it},
	{STR_INIT("POST "), "an HTTP request", remove_it},
	{STR_INIT("PUT "), "an HTTP request", remove_it},
	{STR_INIT("PATCH "), "an HTTP request", remove_it},
	{STR_INIT("DELETE "), "an HTTP request", remove_it},
	{STR_INIT("Content-Type:"), "an HTTP message", remove_it},
	{STR_INIT("query "), "GraphQL", NULL},
	{STR_INIT("mutation "), "GraphQL", NULL},
	{STR_INIT("resource \""), "HCL (Terraform)", "jsonencode() writes it as JSON"},
	{STR_INIT("variable \""), "HCL (Terraform)", "jsonencode() writes it as JSON"},
	{STR_INIT("locals {"), "HCL (Terraform)", "jsonencode() writes it as JSON"},
    /* clang-format on */
};

/* --- lines ------------------------------------------------------------------ */

/* What the lines of a text look like, comments and empty ones aside. */
struct looks {
	size_t lines, yaml, values, sections;
	size_t
	    json; /* end in a comma or bracket that goes on, or begin with one that closes */
	bool upper;  /* all names of values are in capitals */
	bool quoted; /* values are quoted, or tables of tables */
};

static struct str
trimmed(const char *p, const char *end)
{
	while (p < end && scan_is(*p, SCAN_SPACE))
		p++;
	while (end > p && scan_is(end[-1], SCAN_SPACE))
		end--;
	return (struct str){p, (size_t)(end - p)};
}

/* The next line of the text that says something; false at its end. */
static bool
next_line(const char **p, const char *end, struct str *line)
{
	while (*p < end) {
		const char *from = *p, *eol = memchr(from, '\n', (size_t)(end - from));

		eol = eol != NULL ? eol : end;
		*p = eol < end ? eol + 1 : end;
		*line = trimmed(from, eol);
		if (line->len != 0 && *line->s != '#' && *line->s != ';' &&
		    !str_starts(*line, STR("//")))
			return true;
	}
	return false;
}

/* The length of a name at the beginning of a line: of a key, a variable. */
static size_t
name_length(struct str line)
{
	size_t n = 0;

	if (line.len != 0 && (*line.s == '"' || *line.s == '\'')) {
		for (n = 1; n < line.len && line.s[n] != *line.s; n++)
			;
		return n < line.len ? n + 1 : 0;
	}
	while (n < line.len &&
	       (scan_is(line.s[n], SCAN_WORD) ||
		(line.s[n] != '\0' && strchr("-./ ", line.s[n]) != NULL)))
		n++;
	while (n != 0 && line.s[n - 1] == ' ')
		n--;
	return n;
}

static bool
has_lower(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.s[i] >= 'a' && s.s[i] <= 'z')
			return true;
	}
	return false;
}

static bool
ends_in(struct str line, const char *characters)
{
	return line.len != 0 && line.s[line.len - 1] != '\0' &&
	       strchr(characters, line.s[line.len - 1]) != NULL;
}

static void
look_at_value(struct looks *l, struct str name, struct str value)
{
	l->values++;
	l->upper = l->upper && !has_lower(name);
	l->quoted = l->quoted || (value.len != 0 && strchr("\"'[", *value.s) != NULL);
}

static void
look_at_line(struct looks *l, struct str line)
{
	struct str rest;
	size_t n;

	l->lines++;
	if (str_starts(line, STR("export ")))
		line = str_slice(line, 7, line.len);
	n = name_length(line);
	rest = trimmed(line.s + n, line.s + line.len);
	l->json += ends_in(line, ",{[") || *line.s == '}' || *line.s == ']';
	if (*line.s == '[' && ends_in(line, "]")) {
		l->sections++;
		l->quoted = l->quoted || str_starts(line, STR("[["));
	} else if (str_is(line, "---") || str_is(line, "-") ||
		   str_starts(line, STR("- "))) {
		l->yaml++;
	} else if (n != 0 && rest.len != 0 && *rest.s == ':' &&
		   (rest.len == 1 || rest.s[1] == ' ' || rest.s[1] == '\t')) {
		l->yaml++;
	} else if (n != 0 && rest.len != 0 && *rest.s == '=' && !ends_in(rest, "{[(")) {
		look_at_value(l, str_slice(line, 0, n),
			      trimmed(rest.s + 1, rest.s + rest.len));
	}
}

/* By what most of its first lines look like. */
static bool
by_lines(struct str text, struct foreign *f)
{
	struct looks l = {.upper = true};
	const char *p = text.s, *end = text.s + text.len;
	struct str line;

	while (l.lines < LINES && next_line(&p, end, &line))
		look_at_line(&l, line);
	if (l.yaml * 2 > l.lines && l.json * 2 < l.lines && l.yaml > l.values) {
		*f = (struct foreign){"YAML", convert, false, false};
		return true;
	}
	if ((l.values + l.sections) * 2 <= l.lines || l.values == 0 ||
	    l.json * 2 > l.lines)
		return false;
	if (l.sections != 0)
		*f = (struct foreign){l.quoted ? "TOML" : "an INI file", convert, false,
				      true};
	else if (l.upper)
		*f = (struct foreign){"a .env file", convert, false, true};
	else
		*f = (struct foreign){l.quoted ? "TOML" : "a properties file", convert,
				      false, true};
	return true;
}

/* --- other looks -------------------------------------------------------------- */

/* name = { or name([: an assignment, a call. */
static bool
by_use(struct str text, struct str line, struct foreign *f)
{
	static const char *const python[] = {": None", ": True", ": False"};
	const char *language = "JavaScript or Python";
	struct str rest;
	size_t n = 0;

	while (n < line.len && (scan_is(line.s[n], SCAN_WORD) || line.s[n] == '.'))
		n++;
	if (n == 0 || scan_is_digit(*line.s))
		return false;
	rest = trimmed(line.s + n, line.s + line.len);
	if (rest.len == 0 || (*rest.s != '=' && *rest.s != '('))
		return false;
	if (text.s[text.len - 1] == ';')
		language = "JavaScript";
	for (size_t i = 0; i < sizeof(python) / sizeof(*python); i++) {
		if (memmem(text.s, text.len, python[i], strlen(python[i])) != NULL)
			language = "Python";
	}
	*f =
	    (struct foreign){*rest.s == '=' ? language : "a call in JavaScript (JSONP)",
			     object, true, false};
	rest = trimmed(rest.s + 1, rest.s + rest.len);
	if (str_starts(rest, STR("dict(")) || str_starts(rest, STR("json."))) {
		*f = (struct foreign){"Python", "print it with json.dumps()", true,
				      false};
		return true;
	}
	if (str_starts(rest, STR("$("))) {
		*f = (struct foreign){"a shell script", script, true, false};
		return true;
	}
	return rest.len != 0 && (*rest.s == '{' || *rest.s == '[');
}

/* Three parts of base64url with points between them. */
static bool
by_token(struct str text, struct foreign *f)
{
	struct str t = trimmed(text.s, text.s + text.len);
	size_t points = 0;

	for (size_t i = 0; i < t.len; i++) {
		points += t.s[i] == '.';
		if (!scan_is(t.s[i], SCAN_WORD) && strchr("-.+/=", t.s[i]) == NULL)
			return false;
	}
	if (!str_starts(t, STR("eyJ")) && !str_starts(t, STR("ewog")) &&
	    !str_starts(t, STR("ewoJ")))
		return false;
	*f = points != 0 ? (struct foreign){"a JSON Web Token (JWT)", key, false, true}
			 : (struct foreign){"Base64", "decode it first: base64 -d",
					    false, true};
	return true;
}

/* A control character that no text has. */
static bool
is_binary(struct str text)
{
	size_t len = text.len < 1024 ? text.len : 1024, odd = 0;

	for (size_t i = 0; i < len; i++)
		odd += text.s[i] == '\0' ||
		       ((unsigned char)text.s[i] < ' ' &&
			strchr("\t\n\v\f\r\x1b\x1a", text.s[i]) == NULL);
	return odd > 3 && odd * 16 > len;
}

static bool
only_nuls(struct str text)
{
	size_t i = 0;

	while (i < text.len && text.s[i] == '\0')
		i++;
	return i == text.len;
}

static bool
by_markup(struct str text, struct foreign *f)
{
	static const struct str html[] = {STR_INIT("!doctype html"), STR_INIT("html"),
					  STR_INIT("head"), STR_INIT("body")};
	struct str rest = str_slice(text, 1, text.len);

	*f = (struct foreign){
	    "XML", "the service takes JSON; is it the answer of another one?", false,
	    false};
	for (size_t i = 0; i < sizeof(html) / sizeof(*html); i++) {
		if (rest.len >= html[i].len &&
		    text_equal_fold(str_slice(rest, 0, html[i].len), html[i])) {
			f->what = "HTML";
			f->help = "a web page came instead of JSON: an address or a "
				  "login may be wrong";
			return true;
		}
	}
	if (rest.len == 0)
		return false;
	if (*rest.s == '!' || *rest.s == '?')
		return true;
	return ((*rest.s | 0x20) >= 'a' && (*rest.s | 0x20) <= 'z') &&
	       (memmem(rest.s, rest.len, "</", 2) != NULL ||
		memmem(rest.s, rest.len, "/>", 2) != NULL);
}

static bool
by_first_line(struct str text, struct foreign *f)
{
	const char *p = text.s;
	struct str line;

	if (!next_line(&p, text.s + text.len, &line))
		return false;
	if (str_starts(line, STR("import "))) {
		bool quotes = memchr(line.s, '"', line.len) != NULL ||
			      memchr(line.s, '\'', line.len) != NULL;

		*f = (struct foreign){quotes ? "JavaScript" : "Python",
				      quotes ? object : "print it with json.dumps()",
				      true, false};
		return true;
	}
	if (str_starts(line, STR("export ")) && by_lines(line, f))
		return by_lines(text, f);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!str_starts(line, words[i].word))
			continue;
		*f = (struct foreign){words[i].what, words[i].help, true, false};
		return true;
	}
	return by_use(text, line, f);
}

/* Lines with as many commas each, and no quotes around all of it. */
static bool
is_csv(struct str text)
{
	const char *p = text.s, *end = text.s + text.len;
	size_t lines = 0, commas = 0, n;
	struct str line;

	for (; lines < LINES && next_line(&p, end, &line); lines++) {
		n = 0;
		for (size_t i = 0; i < line.len; i++)
			n += line.s[i] == ',';
		if (n == 0 || (lines != 0 && n != commas) || ends_in(line, ",{["))
			return false;
		commas = n;
	}
	return lines > 1;
}

/* Words in lines, where JSON would have a bracket or quote. */
static bool
is_prose(struct str text)
{
	size_t blanks = 0;

	if ((*text.s | 0x20) < 'a' || (*text.s | 0x20) > 'z')
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] != '\0' && strchr("{}[]", text.s[i]) != NULL)
			return false;
		blanks += text.s[i] == ' ' || text.s[i] == '\n';
	}
	return blanks > 1;
}

bool
foreign_find(struct str text, struct foreign *f)
{
	struct str t = trimmed(text.s, text.s + text.len);

	if (t.len == 0)
		return false;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		if (str_starts(text, prefixes[i].prefix)) {
			*f = prefixes[i].foreign;
			return true;
		}
	}
	if (is_binary(text)) {
		*f =
		    (struct foreign){only_nuls(text) ? "a run of NUL bytes, as a crash "
						       "leaves it"
						     : "binary data",
				     NULL, false, true};
		return true;
	}
	if (*t.s == '<')
		return by_markup(t, f);
	if (*t.s == '{')
		return false;
	if (*t.s == '[' || *t.s == '"')
		return memchr(t.s, '\n', t.len) != NULL && by_lines(t, f) &&
		       (*t.s == '"') == str_is(str_from(f->what), "YAML");
	if (by_token(t, f) || by_first_line(t, f) || by_lines(t, f))
		return true;
	*f = (struct foreign){is_csv(t) ? "CSV" : "plain text", NULL, false, false};
	return is_csv(t) || is_prose(t);
}
