/*
 * hostile: inputs that are meant to take long, of any size.
 *
 *     hostile                      the names of all kinds
 *     hostile KIND BYTES FOLDER    writes the files of one there, of BYTES in all at
 *                                  most, and prints the arguments that check them
 *
 * A file is a head, as many units as there is room for, and a tail; every unit may
 * have something that closes it again behind all of them (nesting).  In the texts
 * ' is a quotation mark, ` the number of the unit, \1 an apostrophe and \2 a
 * letter that is another for each unit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 3 };

struct file {
	const char *name, *head, *unit, *between, *close, *tail;
};

struct kind {
	const char *name, *args;
	struct file files[FILES];
};

#define TIMES_2(x)   x x
#define TIMES_4(x)   TIMES_2(x) TIMES_2(x)
#define TIMES_16(x)  TIMES_4(TIMES_4(x))
#define TIMES_64(x)  TIMES_4(TIMES_16(x))
#define TIMES_256(x) TIMES_4(TIMES_64(x))

/* clang-format off */
#define ANY(name, head, unit, between, tail) \
	{ name, "-s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, \
		{"in.json", head, unit, between, 0, tail}}}
#define LINES(name, schema, unit) \
	{ name, "-s s.json in.jsonl", {{"s.json", schema, 0, 0, 0, 0}, \
		{"in.jsonl", "", unit, 0, 0, ""}}}
#define BOTH_LINES(name, head, unit, between, tail, line) \
	{ name, "-s s.json in.jsonl", {{"s.json", head, unit, between, 0, tail}, \
		{"in.jsonl", "", line, 0, 0, ""}}}
#define UNDER(name, schema, head, unit, between, tail) \
	{ name, "-s s.json in.json", {{"s.json", schema, 0, 0, 0, 0}, \
		{"in.json", head, unit, between, 0, tail}}}
#define SCHEMA(name, head, unit, between, tail, instance) \
	{ name, "-s s.json in.json", {{"s.json", head, unit, between, 0, tail}, \
		{"in.json", instance, 0, 0, 0, 0}}}
#define OURS(name, head, unit, between, tail) \
	{ name, "in.json", {{"in.json", head, unit, between, 0, tail}}}

#define LEVEL "{'unevaluatedItems':{'type':'string'},'allOf':["

#define FRAME "'name':'n','description':'d','organizationId':'o','notificationScope':'SELF'," \
	"'webhookUrl':'https://hooks.acme-store.com/a','healthCheckUrl':'https://hooks.acme-store.com/h'"
#define WANTED "{" FRAME ",'products':[{'productId':'eCheck','eventTypes':['payments.payments.accepted']}]}"
#define SUBSCRIPTION "{'webhookId':'w`'," FRAME ",'status':'ACTIVE','products':[{'productId':'eCheck'," \
	"'eventTypes':['payments.payments.accepted']}]}"

#define SIG "xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA="

#define SUMMARY "{'version':1,'tool':{'name':'hookvet','version':'1'},'summary':{'files':1,'documents':1,'skipped':0,'unreadable':0," \
	"'errors':1,'warnings':0,'infos':0,'suppressed':0,'baselined':0,'fixableSafe':0,'fixableSuggested':0,'fixed':0,'exitStatus':1}}\n"

/* Schema and instance grow, so that they might multiply. */
#define BOTH(name, head, unit, between, tail, ihead, iunit, ibetween, itail) \
	{ name, "-s s.json in.json", {{"s.json", head, unit, between, 0, tail}, \
		{"in.json", ihead, iunit, ibetween, 0, itail}}}
#define CONFIG(name, head, unit, between, tail) \
	{ name, "-c conf.json in.json", {{"conf.json", head, unit, between, 0, tail}, \
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}}

static const struct kind kinds[] = {
	/* names */
	ANY("keys", "{", "'k`':1", ",", "}"),
	ANY("equal-keys", "{", "'a':1", ",", "}"),
	ANY("pairs-of-keys", "[", "{'a':1,'a':2}", ",", "]"),
	ANY("escaped-keys", "{", "'\\u0061\\u0062`':1", ",", "}"),
	ANY("long-keys", "{", "'" TIMES_256("k") "`':1", ",", "}"),
	/* nesting */
	{ "deep-arrays", "-s true.json in.json", {{"true.json", "true", 0, 0, 0, 0},
		{"in.json", "", "[", 0, "]", ""}}},
	{ "deep-objects", "-s true.json in.json", {{"true.json", "true", 0, 0, 0, 0},
		{"in.json", "", "{'a':", 0, "}", "1"}}},
	ANY("deep-and-wide", "[", TIMES_256("[") TIMES_256("]"), ",", "]"),
	ANY("only-open", "", "[", 0, ""),
	ANY("only-open-objects", "", "{'a':", 0, ""),
	ANY("only-closed", "", "]", 0, ""),
	/* strings */
	ANY("one-string", "'", "abcdefgh", 0, "'"),
	ANY("one-escaped", "'", "\\u0041\\n", 0, "'"),
	ANY("one-surrogates", "'", "\\ud83d\\ude00", 0, "'"),
	ANY("one-accented", "'", "\xc3\xa9", 0, "'"),
	ANY("one-combining", "'a", "\xcc\x81", 0, "'"),
	ANY("one-bidi", "'", "\xe2\x80\xae", 0, "'"),
	ANY("strings", "[", "'s`'", ",", "]"),
	/* no JSON */
	ANY("no-commas", "[", "1", " ", "]"),
	ANY("only-commas", "[", ",", 0, "]"),
	ANY("only-quotes", "", "'", 0, ""),
	ANY("only-backslashes", "'", "\\", 0, "'"),
	ANY("only-colons", "{", ":", 0, "}"),
	ANY("open-strings", "[", "'a,\n", 0, "]"),
	ANY("apostrophes", "[", "\1a\1,", 0, "1]"),
	ANY("words", "[", "None,", 0, "1]"),
	ANY("comments", "[", "/* `", 0, "1]"),
	ANY("line-comments", "[", "// `\n", 0, "1]"),
	ANY("controls", "'", "\x01\x02", 0, "'"),
	ANY("bad-utf-8", "'", "\xff\xc3", 0, "'"),
	ANY("blanks", "", " \n", 0, "1"),
	ANY("crossed", "", "[{", 0, "]}"),
	ANY("crossed-pairs", "[", "[}{]", ",", "]"),
	ANY("bad-members", "{", "a b c:", ",", "}"),
	/* numbers */
	ANY("one-number", "1", "0123456789", 0, ""),
	ANY("one-fraction", "0.", "0000000000", 0, "1"),
	ANY("numbers", "[", "1e99999999`", ",", "]"),
	UNDER("multiple-of", "{'multipleOf':0.0001}", "1", "0123456789", 0, ".5"),
	UNDER("multiples", "{'items':{'multipleOf':0.003}}", "[", "1e30`", ",", "]"),
	UNDER("large-exponents", "{'items':{'multipleOf':7,'maximum':5}}", "[", "1e999999999", ",", "]"),
	UNDER("numbers-in-quotes", "{'items':{'type':'integer'}}", "[", "'`'", ",", "]"),
	UNDER("unique-large", "{'uniqueItems':true}", "[", "1`e`", ",", "]"),
	/* uniqueItems */
	UNDER("unique-numbers", "{'uniqueItems':true}", "[", "`", ",", "]"),
	UNDER("unique-equal", "{'uniqueItems':true}", "[", "1", ",", "]"),
	UNDER("unique-forms", "{'uniqueItems':true}", "[", "1.0,1e0,10e-1", ",", "]"),
	UNDER("unique-strings", "{'uniqueItems':true}", "[", "'s`'", ",", "]"),
	UNDER("unique-objects", "{'uniqueItems':true}", "[", "{'a':`,'b':[1]}", ",", "]"),
	UNDER("unique-deep", "{'uniqueItems':true}", "[", TIMES_64("[") "`" TIMES_64("]"), ",", "]"),
	UNDER("unique-everywhere", "{'$dynamicAnchor':'n','uniqueItems':true,'items':{'$dynamicRef':'#n'}}",
		"[", "[`,[[[[[[[[1]]]]]]]]]", ",", "]"),
	/* findings */
	UNDER("wrong-types", "{'items':{'type':'string'}}", "[", "1", ",", "]"),
	SCHEMA("prefix-items-none", "{'prefixItems':[", "1", ",", "]}", "[1]"),
	UNDER("annotated", "{'items':{'title':'t'}}", "[", "1", ",", "]"),
	UNDER("near-words", "{'items':{'enum':['ABCDEFG','HIJKLMN']}}", "[", "'ABCDEFF'", ",", "]"),
	UNDER("wrong-lines", "{'items':{'type':'string'}}", "[", "1", ",\n", "]"),
	UNDER("no-members", "{'items':{'required':['a','b','c']}}", "[", "{}", ",", "]"),
	UNDER("unknown-members", "{'properties':{'alpha':true,'beta':true},'additionalProperties':false}",
		"{", "'alph`':1", ",", "}"),
	UNDER("unknown-long", "{'properties':{'" TIMES_64("abcd") "':{}},'additionalProperties':false}",
		"{", "'" TIMES_64("abdc") "`':1", ",", "}"),
	UNDER("wrong-deep", "{'$id':'s','items':{'$ref':'s'},'minItems':2}", "[", TIMES_256("[") TIMES_256("]"), ",", "]"),
	UNDER("wrong-string", "{'type':'integer'}", "'", "abc d", 0, "'"),
	UNDER("wrong-secrets", "{'type':'integer'}", "'https://u:p@h/?token=t", "&key=`", 0, "'"),
	UNDER("wrong-pattern", "{'items':{'pattern':'^a+$'}}", "[", "'aaab'", ",", "]"),
	UNDER("wrong-patterns", "{'patternProperties':{'a':{'type':'string'},'b':{'type':'string'},'`c':false}}",
		"{", "'ab`':1", ",", "}"),
	UNDER("names", "{'propertyNames':{'pattern':'^b'}}", "{", "'a`':1", ",", "}"),
	UNDER("contains", "{'items':{'contains':{'type':'string'}}}", "[", "[1,2,3]", ",", "]"),
	UNDER("one-of", "{'items':{'oneOf':[{'type':'object','required':['a']},{'minProperties':1},{'type':'string'}]}}",
		"[", "{}", ",", "]"),
	UNDER("many-branches", "{'items':{'anyOf':[" TIMES_16("{'const':1},") "{'const':'a'}]}}", "[", "'b'", ",", "]"),
	UNDER("nested-any", "{'$id':'s','anyOf':[{'type':'string'},{'items':{'$ref':'s'},'minItems':1}]}",
		"", TIMES_16("[") "1" TIMES_16("]") , 0, ""),
	UNDER("nested-one", "{'$id':'s','oneOf':[{'type':'string'},{'items':{'$ref':'s'},'minItems':1},{'items':{'$ref':'s'},'maxItems':9}]}",
		"[", TIMES_64("[") "1" TIMES_64("]") , ",", "]"),
	UNDER("unevaluated", "{'patternProperties':{'^a':true},'allOf':[{'properties':{'b':true}},{'properties':{'c':true}}],'unevaluatedProperties':false}",
		"{", "'a`':1", ",", "}"),
	UNDER("unevaluated-fails", "{'allOf':[{'properties':{'b':true}},{'properties':{'c':true}}],'unevaluatedProperties':false}",
		"{", "'a`':1", ",", "}"),
	UNDER("unevaluated-items", "{'contains':{'type':'string'},'prefixItems':[true],'unevaluatedItems':{'type':'string'}}",
		"[", "`", ",", "]"),
	UNDER("unevaluated-levels", TIMES_64(LEVEL) TIMES_64(LEVEL) TIMES_64(LEVEL) "true" TIMES_64("]}") TIMES_64("]}") TIMES_64("]}"),
		"[", "1", ",", "]"),
	UNDER("dynamic", "{'$dynamicAnchor':'n','unevaluatedProperties':{'$dynamicRef':'#n'},'unevaluatedItems':{'$dynamicRef':'#n'}}",
		"[", TIMES_64("[{'a':") "1" TIMES_64("}]"), ",", "]"),
	/* patterns */
	UNDER("pattern-nested", "{'pattern':'^(a+)+$'}", "'", "a", 0, "!'"),
	UNDER("pattern-either", "{'pattern':'^(a|a)*b$'}", "'", "a", 0, "!'"),
	UNDER("pattern-stars", "{'pattern':'a*a*a*a*a*a*a*a*b'}", "'", "a", 0, "!'"),
	UNDER("pattern-any", "{'pattern':'(.*)(.*)(.*)x$'}", "'", "a", 0, "!'"),
	UNDER("pattern-back", "{'pattern':'^(a*)\\\\1b'}", "'", "a", 0, "!'"),
	UNDER("pattern-behind", "{'pattern':'(?<=a+)b'}", "'", "a", 0, "!'"),
	UNDER("pattern-blocks", "{'pattern':'^a{0,70000}[ab]{0,70000}c$'}", "'", "a", 0, "!'"),
	UNDER("pattern-many", "{'items':{'pattern':'^(a+)+$'}}", "[", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'", ",", "]"),
	UNDER("pattern-lines", "{'pattern':'(\\\\w+\\\\s*)+:'}", "'", "abc ", 0, "!'"),
	/* formats */
	UNDER("format-uri", "{'format':'uri'}", "'http://a/", "%41", 0, "%4'"),
	UNDER("format-email", "{'format':'email'}", "'", "a.", 0, "a@b'"),
	UNDER("format-hostname", "{'format':'hostname'}", "'", "a.", 0, "a-'"),
	UNDER("format-idn", "{'format':'idn-hostname'}", "'", "\xc3\xa9.", 0, "a'"),
	UNDER("format-idn-label", "{'format':'idn-hostname'}", "'", "\xc3\xa9\xd7\x90", 0, "a'"),
	UNDER("format-punycode", "{'format':'hostname'}", "'xn--", "a9z", 0, "-'"),
	UNDER("format-regex", "{'format':'regex'}", "'", "(a|", 0, "b'"),
	UNDER("format-regex-class", "{'format':'regex'}", "'[", "a-zA-Z", 0, "]'"),
	UNDER("format-template", "{'format':'uri-template'}", "'", "{a}", 0, "{'"),
	UNDER("format-pointer", "{'format':'json-pointer'}", "'", "/a~1", 0, "~'"),
	UNDER("format-ipv6", "{'format':'ipv6'}", "'", "1:", 0, "g'"),
	UNDER("format-date", "{'format':'date-time'}", "'2020-01-01T00:00:00.", "1", 0, "'"),
	/* schemas */
	SCHEMA("any-of", "{'anyOf':[", "{'const':'c`'}", ",", "]}", "'c1'"),
	SCHEMA("any-of-fails", "{'anyOf':[", "{'const':'c`'}", ",", "]}", "'d1'"),
	SCHEMA("any-of-objects", "{'anyOf':[", "{'type':'object','required':['k`']}", ",", "]}", "{'k':1}"),
	SCHEMA("one-of-matches", "{'oneOf':[", "{'minimum':`}", ",", "]}", "1000000000"),
	SCHEMA("one-of-fails", "{'oneOf':[", "{'properties':{'t':{'const':'c`'},'v':{'type':'string'}}}", ",", "]}", "{'t':'c7','v':1}"),
	SCHEMA("all-of-fails", "{'allOf':[", "{'type':'string','minLength':`}", ",", "]}", "1"),
	SCHEMA("all-of-empty", "{'allOf':[", "{}", ",", "]}", "1"),
	SCHEMA("required-no-names", "{'required':[", "1", ",", "]}", "{}"),
	SCHEMA("enum", "{'enum':[", "'word`'", ",", "]}", "'wrod1'"),
	SCHEMA("enum-objects", "{'enum':[", "{'a':`}", ",", "]}", "{'a':-1}"),
	SCHEMA("properties", "{'additionalProperties':false,'properties':{", "'p`':{'type':'string'}", ",", "}}", "{'q1':1,'p2':2}"),
	SCHEMA("required", "{'required':[", "'p`'", ",", "]}", "{'q1':1,'p2':2}"),
	SCHEMA("required-known", "{'properties':{'q1':{}},'required':[", "'p`'", ",", "],'additionalProperties':false}", "{'q1':1,'q2':2}"),
	SCHEMA("pattern-properties", "{'patternProperties':{", "'^p`$':{'type':'string'}", ",", "}}", "{'q1':1,'p2':2}"),
	SCHEMA("dependent", "{'dependentRequired':{", "'a':['b`']", ",", "}}", "{'a':1}"),
	SCHEMA("refs", "{'$defs':{'a':{'type':'string'}},'allOf':[", "{'$ref':'#/$defs/a'}", ",", "]}", "1"),
	SCHEMA("circles", "{'anyOf':[", "{'$ref':'#'}", ",", "]}", "1"),
	SCHEMA("circles-apart", "{'$ref':'#/$defs/a1','$defs':{", "'a`':{'anyOf':[{'$ref':'#/$defs/a`'},{'$ref':'#/$defs/a1'},{'$ref':'#/$defs/a2'}]}", ",", "}}", "1"),
	SCHEMA("ref-names", "{'$defs':{", "'a`':{'type':'string','$anchor':'n`'}", ",", "},'$ref':'#n1'}", "1"),
	SCHEMA("ids", "{'$defs':{", "'a`':{'type':'string','$id':'http://x/`'}", ",", "},'$ref':'http://x/1'}", "1"),
	{ "ids-twice", "-r s.json -s s.json in.json", {{"s.json", "{'$defs':{", "'`':{'$id':'`'}", ",", 0, "}}"}, {"in.json", "1", 0, 0, 0, 0}}},
	SCHEMA("same-ids", "{'$defs':{", "'a`':{'type':'string','$id':'http://x/1'}", ",", "},'$ref':'http://x/1'}", "1"),
	SCHEMA("bad-refs", "{'allOf':[", "{'$ref':'#/$defs/a`'}", ",", "]}", "1"),
	SCHEMA("bad-documents", "{'allOf':[", "{'$ref':'x`'}", ",", "]}", "1"),
	{ "bad-documents-beside", "schema check -r r.json s.json", {{"s.json", "{'allOf':[", "{'$ref':'x`'}", ",", 0, "]}"}, {"r.json", "[", "1", ",", 0, ""}}},
	SCHEMA("bad-patterns", "{'allOf':[", "{'pattern':'(a`'}", ",", "]}", "1"),
	SCHEMA("bad-schemas", "{'allOf':[", "{'type':'strin`','minLength':'a'}", ",", "]}", "1"),
	SCHEMA("unknown-keywords", "{'allOf':[", "{'minlength`':1,'propertys':1}", ",", "]}", "1"),
	SCHEMA("chain", "{'$ref':'#/$defs/a0','$defs':{'a0':{'type':'string'}", "'a`':{'$ref':'#/$defs/a0'}", ",", "}}", "1"),
	{ "deep-schema", "-s s.json in.json", {{"s.json", "", "{'not':", 0, "}", "{}"},
		{"in.json", "1", 0, 0, 0, 0}}},
	{ "deep-items", "-s s.json in.json", {{"s.json", "", "{'items':", 0, "}", "{}"},
		{"in.json", "[[[[1]]]]", 0, 0, 0, 0}}},
	SCHEMA("long-pattern", "{'pattern':'", "(a|b)", 0, "'}", "'ab'"),
	SCHEMA("pattern-repeats", "{'pattern':'", "a{1,9}", 0, "'}", "'ab'"),
	SCHEMA("pattern-classes", "{'pattern':'[", "\\\\u{`}", 0, "]'}", "'ab'"),
	SCHEMA("pattern-groups", "{'pattern':'", "(?:", 0, "'}", "'ab'"),
	{ "pattern-deep", "-s s.json in.json", {{"s.json", "{'pattern':'", "(", 0, ")", "a"},
		{"in.json", "'ab'", 0, 0, 0, 0}}},
	{ "schema-itself", "s.json", {{"s.json",
		"{'$schema':'https://json-schema.org/draft/2020-12/schema','anyOf':[", "{'typ':'string','minimum':'`'}", ",", 0, "]}"}}},
	/* our documents */
	OURS("event-types", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'payments.payments.e`'", ",", "]}"),
	OURS("event-types-near", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'payments.payments.accepte`'", ",", "]}"),
	OURS("event-types-equal", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'payments.payments.accepted'", ",", "]}"),
	OURS("event-types-bad", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'`'", ",", "]}"),
	OURS("event-types-spaces", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'payments.payments.failed '", ",", "]}"),
	OURS("event-types-long", "{" FRAME ",'productId':'eCheck','eventTypes':['", "payments.", 0, "x']}"),
	OURS("event-types-other", "{" FRAME ",'productId':'eCheck','eventTypes':[", "'invoicing.customer.invoice.paid'", ",", "]}"),
	OURS("products", "{" FRAME ",'products':[", "{'productId':'p`','eventTypes':['a.b.c']}", ",", "]}"),
	OURS("products-equal", "{" FRAME ",'products':[", "{'productId':'eCheck','eventTypes':['payments.payments.accepted']}", ",", "]}"),
	OURS("products-bare", "{" FRAME ",'products':[", "{}", ",", "]}"),
	OURS("subscriptions", "[", SUBSCRIPTION, ",", "]"),
	OURS("subscriptions-bare", "[", "{'webhookId':'`'}", ",", "]"),
	{ "subscription-lines", "in.jsonl", {{"in.jsonl", "", SUBSCRIPTION "\n", 0, 0, ""}}},
	{ "request-lines", "in.jsonl", {{"in.jsonl", "", "{'webhookUrl':'http://u:p@localhost/`'}\n", 0, 0, ""}}},
	OURS("unknown-fields", "{" FRAME ",'productId':'eCheck','eventTypes':['payments.payments.accepted'],", "'webhookUr`':1", ",", "}"),
	OURS("url-path", "{" FRAME ",'webhookUrl':'https://hooks.acme-store.com/", "a/", 0, "'}"),
	OURS("url-host", "{'webhookUrl':'https://", "a.", 0, "com/','eventTypes':[]}"),
	OURS("url-label", "{'webhookUrl':'https://", "ab", 0, ".com/','eventTypes':[]}"),
	OURS("url-percent", "{'webhookUrl':'https://h.com/", "%2e%2e/", 0, "','eventTypes':[]}"),
	OURS("url-host-percent", "{'webhookUrl':'https://", "%61", 0, ".com/','eventTypes':[]}"),
	OURS("url-user", "{'webhookUrl':'https://", "u:p@", 0, "h.com/','eventTypes':[]}"),
	OURS("url-query", "{'webhookUrl':'https://h.com/?", "token=`&", 0, "','eventTypes':[]}"),
	OURS("url-port", "{'webhookUrl':'https://h.com:", "0", 0, "1/','eventTypes':[]}"),
	OURS("url-lookalike", "{'webhookUrl':'https://", "\xd0\xb0\xd0\xbe.", 0, "com/','eventTypes':[]}"),
	OURS("url-lookalike-label", "{'webhookUrl':'https://", "\xd0\xb0\xd0\xbe", 0, ".com/','eventTypes':[]}"),
	OURS("url-punycode", "{'webhookUrl':'https://xn--", "a9", 0, ".com/','eventTypes':[]}"),
	OURS("url-templates", "{'webhookUrl':'https://", "${A}", 0, ".com/','eventTypes':[]}"),
	OURS("url-open-templates", "{'webhookUrl':'https://h.com/", "${", 0, "','eventTypes':[]}"),
	OURS("odd-text", "{'webhookUrl':'https://h.com/','eventTypes':[],'name':'", "\xd0\xb0z\xe2\x80\x8b", 0, "'}"),
	OURS("odd-texts", "{'webhookUrl':'https://h.com/','eventTypes':[", "'\xd0\xb0.b\xe2\x80\x8b.c'", ",", "]}"),
	OURS("retry-number", "{" FRAME ",'productId':'eCheck','eventTypes':['payments.payments.accepted'],'retryPolicy':{"
		"'algorithm':'GEOMETRIC','firstRetry':1,'interval':2,'numberOfRetries':9", "0", 0, "}}"),
	OURS("scope-data", "{" FRAME ",'productId':'eCheck','eventTypes':['payments.payments.accepted'],'scopeData':[", "'o`'", ",", "]}"),
	OURS("product-list", "[", "{'productId':'p`','eventTypes':[{'eventName':'a.b.c'}]}", ",", "]"),
	OURS("product-list-events", "[{'productId':'p','eventTypes':[", "{'eventName':'a.b.`'}", ",", "]}]"),
	{ "pair", "in.json", {{"in.json", "{'request':{" FRAME "},'response':{'webhookId':'a'," FRAME ",'products':[",
		"{'productId':'p`','eventTypes':['a.b.c']}", ",", 0, "]}}"}}},
	/* secrets */
	UNDER("secrets", "{'type':'integer'}", "{", "'key':'k`'", ",", "}"),
	UNDER("secret-colons", "{'type':'integer'}", "'", "key: ", 0, "'"),
	UNDER("secret-equals", "{'items':{'type':'integer'}}", "['", "token=", 0, "',1,'a']"),
	UNDER("secret-users", "{'items':{'type':'integer'}}", "['", "//a:b", 0, "','a']"),
	UNDER("secret-users-at", "{'items':{'type':'integer'}}", "['", "//a:b@", 0, "','a']"),
	UNDER("secret-slashes", "{'items':{'type':'integer'}}", "[':", "/", 0, "','a']"),
	UNDER("secret-colons-alone", "{'items':{'type':'integer'}}", "['", ":", 0, "','a']"),
	UNDER("secret-equals-alone", "{'items':{'type':'integer'}}", "['", "=", 0, "','a']"),
	UNDER("secret-arrays", "{'items':{'type':'integer'}}", "['a',{'key':[", "'a'", ",", "]}]"),
	UNDER("secret-open", "{'items':{'type':'integer'}}", "['a','key':", "[", 0, ""),
	UNDER("secret-objects", "{'items':{'type':'integer'}}", "['a'", "{'key':{'a':'b'}}", ",", "]"),
	UNDER("secret-escaped", "{'items':{'type':'integer'}}", "['", "\\'key\\':\\'a\\',", 0, "']"),
	UNDER("secret-templates", "{'items':{'type':'integer'}}", "['a','key=", "${", 0, "']"),
	UNDER("secret-blanks", "{'items':{'type':'integer'}}", "['a','", "key          ", 0, ":']"),
	UNDER("secret-lines", "{'items':{'type':'integer'}}", "['a','key':'a\n", "b\n", 0, "']"),
	UNDER("secret-quotes", "{'items':{'type':'integer'}}", "['a','key':'", "\\'", 0, "']"),
	UNDER("secret-awaited", "{'items':{'type':'integer'}}", "[", "'key:'", ",", "]"),
	UNDER("secret-names", "{'items':{'type':'integer'}}", "['a'", "{'key':{'//a:b@c':{'key: {':'d'}}}", ",", "]"),
	/* lines */
	LINES("empty-lines", "true", "\n"),
	LINES("empty-objects", "true", "{}\n"),
	LINES("wrong-records", "{'type':'string'}", "1\n"),
	LINES("broken-records", "true", "{\n"),
	{ "unknown-records", "in.jsonl", {{"in.jsonl", "", "{}\n", 0, 0, ""}}},
	/* other files */
	{ "baseline", "-s s.json --baseline base.json in.json", {
		{"s.json", "{'items':{'type':'integer'}}", 0, 0, 0, 0},
		{"base.json", "{'version':1,'findings':[", "{'rule':'wrong-type','file':'in.json','pointer':'/`','value':'`'}", ",", 0, "]}"},
		{"in.json", "[", "'`'", ",", 0, "]"}}},
	{ "suppressions", "-s s.json -c conf.json in.json", {
		{"s.json", "{'items':{'type':'integer'}}", 0, 0, 0, 0},
		{"conf.json", "{'suppress':[", "{'file':'in.json','pointer':'/`','rule':'wrong-type','reason':'r'}", ",", 0, "]}"},
		{"in.json", "[", "'`'", ",", 0, "]"}}},
	{ "excludes", "-c conf.json in.json", {
		{"conf.json", "{'exclude':[", "'*a*b*c*`'", ",", 0, "]}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "exclude-stars", "-c conf.json --force-exclude aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", {
		{"conf.json", "{'exclude':['", "a*", 0, 0, "b']}"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "ignore-stars", ".", {
		{".gitignore", "", "**/*a*a*`*b\n", 0, 0, ""},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "config-files", "-c conf.json in.json", {
		{"conf.json", "{'files':[", "{'match':'*`.json','kind':'subscription'}", ",", 0, "]}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "config-rules", "-c conf.json in.json", {
		{"conf.json", "{'rules':{", "'missing-fiel`':'off'", ",", 0, "}}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "names-from", "--files-from names", {
		{"names", "", "in.json\n", 0, 0, ""},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "names-missing", "--files-from names", {{"names", "", "n`.json\n", 0, 0, ""}}},
	{ "catalogue", "--catalogue cat.json in.json", {
		{"cat.json", "[", "{'productId':'p`','eventTypes':[{'eventName':'a.b.c`'}]}", ",", 0, "]"},
		{"in.json", "{" FRAME ",'productId':'p','eventTypes':['a.b.d','a.b.c1']}", 0, 0, 0, 0}}},
	/* what multiplies */
	UNDER("branches-items", "{'items':{'anyOf':[" TIMES_256("{'minimum':9,'exclusiveMinimum':9},") "false]}}",
		"[", "1", ",", "]"),
	BOTH("branches-members", "{'anyOf':[", "{'required':['k`']}", ",", "]}", "{", "'a`':1", ",", "}"),
	BOTH("branches-known", "{'anyOf':[", "{'properties':{'a1':false,'b`':true}}", ",", "]}", "{", "'a`':1", ",", "}"),
	BOTH("branches-elements", "{'anyOf':[", "{'items':{'type':'integer'},'minItems':99999999,'maxItems':`}", ",", "]}", "[", "1", ",", "]"),
	BOTH("branches-unique", "{'anyOf':[", "{'uniqueItems':true,'contains':{'const':'c`'}}", ",", "]}", "[", "`", ",", "]"),
	BOTH("branches-contains", "{'anyOf':[", "{'contains':{'const':'c`'}}", ",", "]}", "[", "`", ",", "]"),
	BOTH("branches-patterns", "{'anyOf':[", "{'pattern':'x`$'}", ",", "]}", "'", "abcdefgh", 0, "'"),
	BOTH("branches-lengths", "{'anyOf':[", "{'minLength':99999,'maxLength':`}", ",", "]}", "'", "\xc3\xa9", 0, "'"),
	BOTH("branches-formats", "{'anyOf':[", "{'format':'uri','maxLength':`}", ",", "]}", "'http://a/", "abcdefgh", 0, "'"),
	BOTH("branches-const", "{'anyOf':[", "{'const':[`,1]}", ",", "]}", "[", "1", ",", "]"),
	BOTH("branches-enum", "{'anyOf':[", "{'enum':[1,2,3,4,5,6,7,8,9,[`]]}", ",", "]}", "[", "1", ",", "]"),
	BOTH("branches-numbers", "{'anyOf':[", "{'multipleOf':7,'minimum':`}", ",", "]}", "1", "0123456789", 0, ".5"),
	BOTH("branches-integers", "{'allOf':[", "{'type':'integer'}", ",", "]}", "1.", "0000000000", 0, ""),
	BOTH("branches-unevaluated", "{'unevaluatedProperties':false,'anyOf':[", "{'properties':{'b`':true}}", ",", "]}", "{", "'a`':1", ",", "}"),
	BOTH("branches-if", "{'allOf':[", "{'if':{'required':['a`']},'then':{'required':['b`']}}", ",", "]}", "{", "'a`':1", ",", "}"),
	BOTH("dependent-schemas", "{'dependentSchemas':{", "'a`':{'required':['b`']}", ",", "}}", "{", "'a`':1", ",", "}"),
	BOTH("dependent-names", "{'dependentRequired':{", "'a`':['b`']", ",", "}}", "{", "'a`':1", ",", "}"),
	BOTH("pattern-members", "{'patternProperties':{", "'^a.*`$':{'type':'string'}", ",", "}}", "{", "'a`':1", ",", "}"),
	BOTH("required-members", "{'required':[", "'p`'", ",", "]}", "{", "'q`':1", ",", "}"),
	BOTH("required-near", "{'additionalProperties':false,'properties':{'a':true},'required':[", "'property`'", ",", "]}", "{", "'propert`':1", ",", "}"),
	BOTH("contains-many", "{'contains':{'type':'integer'},'minContains':400000,'items':{'enum':[", "'w`'", ",", "]}}", "[", "1", ",", "]"),
	UNDER("contains-large", "{'contains':{'type':'string'},'minContains':99999999}", "[", "'a'", ",", "]"),
	UNDER("nested-unevaluated", "{'$id':'s','unevaluatedItems':false,'oneOf':[{'type':'string'},{'items':{'$ref':'s'},'minItems':1},"
		"{'items':{'$ref':'s'},'maxItems':9}]}", "[", TIMES_64("[") "1" TIMES_64("]") , ",", "]"),
	UNDER("nested-dynamic", "{'$id':'s','$dynamicAnchor':'n','oneOf':[{'type':'string'},{'items':{'$dynamicRef':'#n'},'minItems':1},"
		"{'items':{'$dynamicRef':'#n'},'maxItems':9}]}", "[", TIMES_64("[") "1" TIMES_64("]") , ",", "]"),
	UNDER("nested-not", "{'$id':'s','not':{'items':{'$ref':'s'},'minItems':1},'if':{'items':{'$ref':'s'}},'then':{'maxItems':9}}",
		"[", TIMES_64("[") "1" TIMES_64("]") , ",", "]"),
	LINES("nested-lines", "{'$id':'s','oneOf':[{'type':'string'},{'items':{'$ref':'s'},'minItems':1},{'items':{'$ref':'s'},'maxItems':9}]}",
		TIMES_64("[") "1" TIMES_64("]") "\n"),
	BOTH_LINES("lines-all", "{'allOf':[", "{'minimum':-`}", ",", "]}", "1\n"),
	BOTH_LINES("lines-any", "{'anyOf':[", "{'const':'c`'}", ",", "]}", "1\n"),
	BOTH_LINES("lines-objects", "{'anyOf':[", "{'required':['p`']}", ",", "]}", "{'a':1}\n"),
	BOTH_LINES("lines-patterns", "{'allOf':[", "{'pattern':'^(?:a|aa)*`?(b)?\\\\1{0,9}!?$'}", ",", "]}", "'aaaaaaaaaaaaaaaaaaaaa'\n"),
	SCHEMA("chain-long", "{'$ref':'#/$defs/a5000','$defs':{'a':{'type':'string'},", "'a`':{'$ref':'#/$defs/a\3'}", ",", "}}", "1"),
	SCHEMA("chain-twice", "{'$ref':'#/$defs/a900','$defs':{'a':{'type':'string'},", "'a`':{'anyOf':[{'$ref':'#/$defs/a\3'},{'$ref':'#/$defs/a\3'}]}", ",", "}}", "1"),
	/* patterns, of a kind that takes steps back */
	UNDER("pattern-back-many", "{'items':{'pattern':'^((?:a|a)+)+\\\\1[bc]$'}}", "[", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'", ",", "]"),
	UNDER("pattern-back-short", "{'items':{'pattern':'^(?=(a+)+$)(a*)*\\\\1[bc]'}}", "[", "'aaaaaa!'", ",", "]"),
	UNDER("pattern-back-names", "{'propertyNames':{'pattern':'^((?:a|a)+)+\\\\1[bc]$'}}", "{", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaa`':1", ",", "}"),
	LINES("pattern-back-lines", "{'pattern':'^((?:a|a)+)+\\\\1[bc]$'}", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'\n"),
	SCHEMA("patterns-huge", "{'allOf':[", "{'pattern':'`(b)\\\\1{0,2900}'}", ",", "]}", "'a'"),
	SCHEMA("patterns-large", "{'allOf':[", "{'pattern':'(a|b)*a(a|b){9}`'}", ",", "]}", "'abababbabbabababaaaabababababbba'"),
	SCHEMA("patterns-back", "{'allOf':[", "{'pattern':'^((?:a|a)+)+\\\\1[bc]`'}", ",", "]}", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"),
	BOTH("patterns-names", "{'additionalProperties':false,'patternProperties':{", "'^(?!b)a.*x`':true", ",", "}}", "{", "'aaaaaa`':1", ",", "}"),
	/* advice about schemas */
	SCHEMA("bad-refs-defs", "{'$defs':{'x':{'allOf':[", "{'$ref':'#/$defs/abcdef`'},{'$anchor':'abcdefg`'}", ",", "]}}}", "1"),
	SCHEMA("bad-refs-near", "{'allOf':[{'$ref':'#/$defs/a0'}],'$defs':{", "'a`':{'$ref':'#/$defs/a`b'}", ",", "}}", "1"),
	{ "required-undefined", "schema check s.json", {{"s.json", "{'properties':{'a':true},'allOf':[",
		"{'properties':{'abc`':true},'required':['abd`']}", ",", 0, "]}"}}},
	/* findings with long places */
	UNDER("long-pointers", "{'additionalProperties':{'items':{'type':'string'}}}", "{'" TIMES_256(TIMES_256("k")) "':[", "1", ",", "]}"),
	UNDER("deep-pointers", "{'$id':'s','additionalProperties':{'$ref':'s'},'items':{'type':'string'}}",
		TIMES_256("{'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk':") "[", "1", ",", "]" TIMES_256("}")),
	UNDER("long-names", "{'items':{'required':['" TIMES_256(TIMES_64("k")) "']}}", "[", "{}", ",", "]"),
	UNDER("long-words", "{'items':{'const':'" TIMES_256(TIMES_64("k")) "'}}", "[", "'a'", ",", "]"),
	UNDER("long-title", "{'items':{'anyOf':[{'title':'" TIMES_256(TIMES_64("k")) "','type':'string'},{'required':['a']},{'required':['b']}]}}",
		"[", "{}", ",", "]"),
	UNDER("many-words", "{'items':{'enum':[" TIMES_256("'abcdefgh',") "1]}}", "[", "'abcdefh'", ",", "]"),
	/* streams */
	LINES("one-byte-lines", "true", "1\n"),
	LINES("wrong-strings", "{'items':{'type':'string'}}", "[1,1,1]\n"),
	LINES("blank-ends", "{'type':'string'}", "1   \n"),
	{ "duplicate-lines", "in.jsonl", {{"in.jsonl", "", "{" FRAME ",'productId':'eCheck','eventTypes':['payments.payments.accepted']}\n", 0, 0, ""}}},
	{ "baseline-lines", "-s s.json --baseline base.json in.jsonl", {
		{"s.json", "{'type':'string'}", 0, 0, 0, 0},
		{"base.json", "{'version':1,'findings':[", "{'rule':'wrong-type','file':'in.jsonl','pointer':'','value':'`'}", ",", 0, "]}"},
		{"in.jsonl", "", "`\n", 0, 0, ""}}},
	{ "suppressions-lines", "-s s.json -c conf.json in.jsonl", {
		{"s.json", "{'type':'string'}", 0, 0, 0, 0},
		{"conf.json", "{'suppress':[", "{'file':'*i*n*`*.jsonl','rule':'wrong-type','reason':'r'}", ",", 0, "]}"},
		{"in.jsonl", "", "`\n", 0, 0, ""}}},
	{ "suppressions-deep", "-s s.json -c conf.json in.json", {
		{"s.json", "{'$id':'s','additionalProperties':{'$ref':'s'},'items':{'type':'string'}}", 0, 0, 0, 0},
		{"conf.json", "{'suppress':[", "{'file':'in.json','pointer':'/`','reason':'r'}", ",", 0, "]}"},
		{"in.json", TIMES_256("{'k':") "[", "1", ",", 0, "]" TIMES_256("}")}}},
	/* configs */
	{ "policies", "-c conf.json in.json", {
		{"conf.json", "{'policies':[", "{'name':'p`','schema':'s.json'}", ",", 0, "]}"},
		{"s.json", "{'anyOf':[", "{'required':['k`']}", ",", 0, "]}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "policies-branches", "--all-branches -c conf.json in.json", {
		{"conf.json", "{'policies':[", "{'name':'p`','schema':'s.json'}", ",", 0, "]}"},
		{"s.json", "{'anyOf':[", "{'required':['k`']}", ",", 0, "]}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "config-schemas", "-c conf.json in.json", {
		{"conf.json", "{'files':[", "{'match':'*`.json','schema':'s.json'}", ",", 0, "]}"},
		{"s.json", "{'anyOf':[", "{'required':['k`']}", ",", 0, "]}"},
		{"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	CONFIG("policies-rules", "{'policies':[", "{'name':'policy-`','schema':'create-request'}", ",", "],'rules':{'missing-fiel':'off'}}"),
	CONFIG("config-rules-near", "{'rules':{", "'missing-field`':'off'", ",", "}}"),
	CONFIG("config-unknown", "{", "'exclud`':1", ",", "}"),
	{ "exclude-long", "-c conf.json --force-exclude " TIMES_64("aaa") ".json", {
		{"conf.json", "{'exclude':[", "'*a*a*a*a*b`'", ",", 0, "]}"},
		{TIMES_64("aaa") ".json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "exclude-classes", "-c conf.json --force-exclude aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", {
		{"conf.json", "{'exclude':['*[", "a-b", 0, 0, "]c']}"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	{ "ignore-double-stars", ".", {
		{".gitignore", "", "**/", 0, 0, "b\n"},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	/* catalogues */
	{ "catalogue-products", "--catalogue cat.json in.json", {
		{"cat.json", "[", "{'productId':'product`','eventTypes':[{'eventName':'a.b.c'}]}", ",", 0, "]"},
		{"in.json", "{" FRAME ",'products':[", "{'productId':'prodct`','eventTypes':['a.b.c']}", ",", 0, "]}"}}},
	{ "catalogue-events", "--catalogue cat.json in.json", {
		{"cat.json", "[{'productId':'p','eventTypes':[", "{'eventName':'payments.events.accepted`'}", ",", 0, "]}]"},
		{"in.json", "{" FRAME ",'productId':'p','eventTypes':[", "'payments.events.acepted`'", ",", 0, "]}"}}},
	{ "catalogue-same-events", "--catalogue cat.json in.json", {
		{"cat.json", "[", "{'productId':'p`','eventTypes':[{'eventName':'payments.events.accepted'}]}", ",", 0, "]"},
		{"in.json", "{" FRAME ",'productId':'p','eventTypes':[", "'payments.events.acepted`'", ",", 0, "]}"}}},
	{ "catalogue-list", "catalogue -c conf.json", {{"conf.json", "{'catalogue':{", "'p`':{'events':[]}", ",", 0, "}}"}}},
	{ "catalogue-events-list", "catalogue -c conf.json", {{"conf.json", "{'catalogue':{'p':{'events':[", "'a.b.c`'", ",", 0, "]}}}"}}},
	/* lists of files */
	{ "files-same", "--files-from names", {{"names", "", "a\n", 0, 0, ""}}},
	{ "files-missing", "--files-from names", {{"names", "", "`\n", 0, 0, ""}}},
	{ "files-folders", "--files-from names", {{"names", "", "./.\n", 0, 0, ""}, {"in.json", "{'webhookId':'a'}", 0, 0, 0, 0}}},
	/* repairs */
	{ "fix-comments", "--fix=suggested -s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, {"in.json", "[", "/* ` */1,", 0, 0, "1]"}}},
	{ "fix-commas", "--fix=suggested -s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, {"in.json", "[", "[1,]", ",", 0, "]"}}},
	{ "fix-words", "--fix=suggested -s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, {"in.json", "[", "None,", 0, 0, "1]"}}},
	{ "fix-spaces", "--fix=suggested in.json", {{"in.json", "{" FRAME ",'productId':'eCheck','eventTypes':[",
		"'payments.payments.failed '", ",", 0, "]}"}}},
	{ "fix-names", "--fix=suggested -s s.json in.json", {
		{"s.json", "{'items':{'properties':{'alpha':true},'additionalProperties':false}}", 0, 0, 0, 0},
		{"in.json", "[", "{'alph':1}", ",", 0, "]"}}},
	{ "fix-lines", "--fix=suggested in.jsonl", {{"in.jsonl", "", "{'webhookUrl':'http://h.com/`','productId':'echeck','eventTypes':['payments.payments.acepted']}\n", 0, 0, ""}}},
	{ "fix-broken-lines", "--fix=suggested in.jsonl", {{"in.jsonl", "", "{\n", 0, 0, ""}}},
	{ "fix-loose-lines", "--fix=suggested in.jsonl", {{"in.jsonl", "", "{\1a\1:None,}\n", 0, 0, ""}}},
	{ "fix-joined", "--fix=suggested in.json", {{"in.json", "[[", "{'notificationScope':{'scope':'CUSTOM','scopeData':None}} ", 0, 0, "]]"}}},
	{ "fix-open", "--fix=suggested in.json", {{"in.json", "{'products':[", "{8','products':[", 0, 0, ""}}},
	{ "fix-harmful", "--fix=suggested in.json", {{"in.json", "[", "{'notificationScope':{'scope':'SELF'}}", ",", 0, "]"}}},
	{ "fix-damaged", "--fix=suggested -s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, {"in.json", "[[1", ",1", 0, 0, "] [1]]"}}},
	{ "wrong-bracket-lines", "in.jsonl", {{"in.jsonl", "", TIMES_256("[") TIMES_64("]]]") "}" TIMES_64("]]]") "\n", 0, 0, ""}}},
	{ "fix-escapes", "--fix=suggested -s true.json in.json", {{"true.json", "true", 0, 0, 0, 0}, {"in.json", "'", "\\q", 0, 0, "'"}}},
	{ "fix-control-lines", "--fix=suggested in.jsonl", {{"in.jsonl", "", "{" TIMES_64("\x01") TIMES_64("\x02") "'name':1\n", 0, 0, ""}}},
	UNDER("dynamic-circle", "{'$dynamicAnchor':'n','anyOf':[{'$dynamicRef':'#n','$id':'k0','$dynamicAnchor':'n'},{'$dynamicRef':'#n','$id':'k1','$dynamicAnchor':'n'}]}",
		"[", "1", ",", "]"),
	UNDER("dynamic-tree", "{'$id':'https://e.com/s','$dynamicAnchor':'n','$ref':'t','unevaluatedProperties':false,'$defs':{'t':{'$id':'https://e.com/t',"
		"'$dynamicAnchor':'n','type':['array','integer'],'items':{'$dynamicRef':'#n'}}}}",
		TIMES_256("[") TIMES_64("["), "1", ",", TIMES_256("]") TIMES_64("]")),
	SCHEMA("ids-long-base", "{'$id':'http://h/" TIMES_256(TIMES_64("b")) "/','allOf':[", "{'$id':'`'}", ",", "]}", "1"),
	SCHEMA("refs-long-base", "{'$id':'http://h/" TIMES_256(TIMES_64("b")) "/','$defs':{'x':{'$id':'x'}},'allOf':[", "{'$ref':'x?`'}", ",", "]}", "1"),
	{ "schedule-retries", "schedule -f json in.jsonl", {{"in.jsonl", "", "{'webhookId':'a','webhookUrl':'https://a.b/','retryPolicy':"
		"{'firstRetry':1,'interval':1,'numberOfRetries':1000}}\n", 0, 0, ""}}},
	{ "drift-alike", "drift --no-config --deployed d.json in.jsonl", {
		{"d.json", "[", "{'webhookId':'`','organizationId':'o','products':[{'productId':'eCheck'}]}", ",", 0, "]"},
		{"in.jsonl", "", "{'organizationId':'o','webhookUrl':'https://a.com/`','products':[{'productId':'eCheck','eventTypes':[]}]}\n", 0, 0, ""}}},
	{ "drift-events", "drift --no-config --deployed d.json in.json", {
		{"d.json", "{'webhookId':'1','organizationId':'o','products':[{'productId':'eCheck','eventTypes':[", "'a.b.c`'", ",", 0, "]}]}"},
		{"in.json", "{'organizationId':'o','webhookUrl':'https://a.com/`','products':[{'productId':'eCheck','eventTypes':[", "'a.b.d`'", ",", 0, "]}]}"}}},
	{ "drift-changed", "drift --no-config --plan --deployed d.json in.jsonl", {
		{"d.json", "[", "{'webhookId':'`','organizationId':'o`','products':[{'productId':'eCheck','eventTypes':['a.b.c']}]}", ",", 0, "]"},
		{"in.jsonl", "", "{'organizationId':'o`','webhookUrl':'https://a.com/`','products':[{'productId':'eCheck','eventTypes':['a.b.c']}]}\n", 0, 0, ""}}},
	{ "drift-nested", "drift --no-config --deployed d.json in.json", {
		{"d.json", "", "[", "", 0, ""}, {"in.json", WANTED, 0, 0, 0, 0}}},
	{ "drift-arrays", "drift --no-config --deployed d.json in.json", {
		{"d.json", "[", "[[[[]]]]", ",", 0, "]"}, {"in.json", WANTED, 0, 0, 0, 0}}},
	{ "drift-wrapped", "drift --no-config --deployed d.json in.json", {
		{"d.json", "[", "{'response':{'response':[[]]}}", ",", 0, "]"}, {"in.json", WANTED, 0, 0, 0, 0}}},
	{ "drift-unmanaged", "drift --no-config --plan --prune --deployed d.json in.json", {
		{"d.json", "[", "{'webhookId':'`','organizationId':'o`','products':[{'productId':'p`'}]}", ",", 0, "]"},
		{"in.json", WANTED, 0, 0, 0, 0}}},
	{ "drift-products", "drift --no-config --plan --deployed d.json in.json", {
		{"d.json", "[{'webhookId':'1','organizationId':'o','products':[", "{'productId':'p','eventTypes':['a.b.c`']}", ",", 0, "]}]"},
		{"in.json", "{'organizationId':'o','webhookUrl':'https://a.com/','products':[", "{'productId':'p','eventTypes':['a.b.d`']}", ",", 0, "]}"}}},
	{ "verify-escapes", "verify --key-file key --signature t=1783018796931;sig=" SIG " in.json", {
		{"key", SIG, 0, 0, 0, 0}, {"in.json", "{'payload':[", "'\\u00e9\\/`'", ", ", 0, "]}\n"}}},
	{ "verify-members", "verify --key-file key --signature t=1783018796931;sig=" SIG " in.json", {
		{"key", SIG, 0, 0, 0, 0}, {"in.json", "{'payload':{", "'a`':[]", ",", 0, "}}"}}},
	{ "verify-headers", "verify --key-file key --headers in in", {
		{"key", SIG, 0, 0, 0, 0}, {"in", "", "v-c-signature: t=`;;;;\n", 0, 0, ""}}},
	{ "verify-headers-json", "verify --key-file key --headers in.json in", {
		{"key", SIG, 0, 0, 0, 0}, {"in.json", "{", "'v-c-signature':'t=1'", ",", 0, "}"}, {"in", "{}", 0, 0, 0, 0}}},
	{ "verify-key", "verify --key-file key --signature t=1783018796931;sig=" SIG " in.json", {
		{"key", "{'keyInformation':{'key':'", "\\u0041", 0, 0, "'}}"}, {"in.json", "{}", 0, 0, 0, 0}}},
	{ "new-products", "new --no-config --catalogue c.json p7", {
		{"c.json", "[", "{'productId':'p`','eventTypes':[{'eventName':'a.b.c`'}]}", ",", 0, "]"}}},
	{ "new-unknown", "new --no-config --catalogue c.json pr7", {
		{"c.json", "[", "{'productId':'p`','eventTypes':[{'eventName':'a.b.c`'}]}", ",", 0, "]"}}},
	{ "new-events", "new --no-config --catalogue c.json p", {
		{"c.json", "[{'productId':'p','eventTypes':[", "{'eventName':'a.b.c`'}", ",", 0, "]}]"}}},
	{ "init-config", "init --diff --force", {{".hookvet.json", "{\n", "'a`':1,\n", 0, 0, "'b':1}\n"}}},
	{ "init-definitions", "init --diff", {{"in.json", "[", SUBSCRIPTION, ",", 0, "]"},
		{".gitignore", "", "*a`*b*\n", 0, 0, ""}, {".gitlab-ci.yml", "", "a`:\n", 0, 0, ""}}},
	/* reports of other runs */
	{ "schema-test-groups", "schema test in.json", {{"in.json", "[", "{'schema':{}}", ",", 0, "]"}}},
	{ "schema-test-nothing", "schema test in.json", {{"in.json", "[", "{}", ",", 0, "]"}}},
	{ "schema-equal-keys", "schema check in.json", {{"in.json", "{", "'a':1", ",", 0, "}"}}},
	{ "schema-equal-names", "schema check in.json", {{"in.json", "{'properties':{", "'a':{'type':'string'}", ",", 0, "}}"}}},
	{ "baseline-empty", "--baseline b.json in.json", {{"b.json", "[", "{}", ",", 0, "]"}, {"in.json", "1", 0, 0, 0, 0}}},
	{ "baseline-wide", "--baseline b.json in.json", {{"b.json", "[", "{   }", ",", 0, "]"}, {"in.json", "1", 0, 0, 0, 0}}},
	{ "baseline-entries", "--baseline b.json in.json", {
		{"b.json", "{'version':1,'findings':[", "{'file':'f`','rule':'r','pointer':'','value':'0'}", ",", 0, "]}"},
		{"in.json", "1", 0, 0, 0, 0}}},
	{ "merge", "report merge in.jsonl", {{"in.jsonl", "", "{'severity':'error','rule':'wrong-type','message':'m`','file':'f','kind':null,"
		"'line':1,'column':1,'endLine':1,'endColumn':2,'offset':0,'endOffset':1,'pointer':'','valueHash':'af63ac4c86019afc','notes':[],'help':null,'related':[],'fixes':[],'suppressed':null}\n",
		0, 0, SUMMARY}}},
	{ "merge-files", "report merge in.jsonl", {{"in.jsonl", "", "{'severity':'error','rule':'r`','message':'m`','file':'f`','kind':null,"
		"'line':1,'column':1,'endLine':1,'endColumn':2,'offset':0,'endOffset':1,'pointer':'','valueHash':'af63ac4c86019afc','notes':[],'help':null,'related':[],'fixes':[],'suppressed':null}\n",
		0, 0, SUMMARY}}},
	{ "merge-long-line", "report merge in.jsonl", {{"in.jsonl", "{'severity':'error','rule':'r','message':'", "mmmmmmmm", 0, 0, "'}\n"}}},
	{ "merge-notes", "report merge in.jsonl", {{"in.jsonl", "{'severity':'error','rule':'r','message':'m','file':'f','kind':null,"
		"'line':1,'column':1,'endLine':1,'endColumn':2,'offset':0,'endOffset':1,'pointer':'','valueHash':'af63ac4c86019afc','help':null,'related':[],'fixes':[],'suppressed':null,'notes':[",
		"'n'", ",", 0, "]}\n" SUMMARY ""}}},
#include "hostile-parts.h"
};
/* clang-format on */

enum { COUNT = sizeof(kinds) / sizeof(*kinds) };

/* The text with its signs replaced; returns its length; fp: NULL to measure. */
static size_t
put(FILE *fp, const char *text, size_t number)
{
	char digits[24];
	size_t len = 0, n;

	for (; text != NULL && *text != '\0'; text++) {
		n = 1;
		if (*text == '`' || (*text == '\3' && number != 0))
			n = (size_t)snprintf(digits, sizeof(digits), "%zu",
					     number - (*text == '\3'));
		else if (*text == '\3')
			n = 0;
		else
			digits[0] = *text == '\'' ? '"' : *text == '\1' ? '\'' : *text;
		if (fp != NULL)
			fwrite(digits, 1, n, fp);
		len += n;
	}
	return len;
}

static int
write_file(const struct file *f, size_t room, const char *folder)
{
	char path[4096];
	size_t used = put(NULL, f->head, 0) + put(NULL, f->tail, 0), n = 0, unit;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%s", folder, f->name);
	fp = fopen(path, "wb");
	if (fp == NULL) {
		perror(path);
		return 0;
	}
	put(fp, f->head, 0);
	while (f->unit != NULL) {
		unit = put(NULL, f->unit, n) + put(NULL, f->close, n) +
		       put(NULL, n == 0 ? NULL : f->between, n);
		if (used + unit > room)
			break;
		used += unit;
		put(fp, n == 0 ? NULL : f->between, n);
		put(fp, f->unit, n++);
	}
	put(fp, f->tail, 0);
	while (f->close != NULL && n > 0)
		put(fp, f->close, --n);
	return fclose(fp) == 0;
}

static int
write_kind(const struct kind *k, size_t bytes, const char *folder)
{
	size_t growing = 0, fixed = 0;

	for (int i = 0; i < FILES && k->files[i].name != NULL; i++) {
		growing += k->files[i].unit != NULL;
		fixed += k->files[i].unit == NULL ? put(NULL, k->files[i].head, 0) : 0;
	}
	if (bytes < fixed)
		bytes = fixed;
	for (int i = 0; i < FILES && k->files[i].name != NULL; i++) {
		if (!write_file(&k->files[i], (bytes - fixed) / growing, folder))
			return 0;
	}
	printf("%s\n", k->args);
	return 1;
}

int
main(int argc, char **argv)
{
	if (argc == 1) {
		for (size_t i = 0; i < COUNT; i++)
			printf("%s\n", kinds[i].name);
		return 0;
	}
	for (size_t i = 0; argc == 4 && i < COUNT; i++) {
		if (strcmp(argv[1], kinds[i].name) == 0)
			return !write_kind(&kinds[i], strtoul(argv[2], NULL, 10),
					   argv[3]);
	}
	fprintf(stderr, "hostile: no such kind\n");
	return 2;
}
