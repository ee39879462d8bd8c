#!/bin/sh
# What is wrong in a rule's NAME.md ends the build, with the file and the line; so does a
# rule that there is not.
# shellcheck source=tests/lib
. tests/lib
fails() { ! "$@"; }
says() { [ "$status" -ne 0 ] && grep -qxF -e "validator/rules/$1" "$tmp/out"; }

tree=$PWD made=$(cd "$B" && pwd) || exit 2
unset MAKEFLAGS MFLAGS GNUMAKEFLAGS
mkdir -p "$tmp/validator/rules" "$tmp/validator/service" "$tmp/validator/lint"
cp Makefile "$tmp/" && cp validator/rules/rules.awk "$tmp/validator/rules/" &&
	cp validator/service/kind.h "$tmp/validator/service/" &&
	cp validator/lint/signs.h "$tmp/validator/lint/" || exit 2
cd "$tmp" || exit 2
build() {
	make -s B=b b/rule-texts.c >log 2>&1
	status=$?
	grep -v '^make' log >"$tmp/out"
}
# sound: a-rule, as it should be; try SCRIPT: changed by sed.
sound() {
	echo 'void check_a_rule(struct lint *l);' >validator/rules/a-rule.c
	cat >validator/rules/a-rule.md <<-'END'
		---
		# For whoever reads this.
		severity: warning
		found-by: rule
		kinds: create-request document
		summary: a "rule"
		example: text
		source: here: and \ there??!
		---
		## Why

		For a reason.

		And another.

		## Bad

		```

		# no `code`
		```

		## Good

		````
		```
		````

		## Fix

		Mend it.
	END
}
try() {
	sound
	sed "$1" validator/rules/a-rule.md >new && mv new validator/rules/a-rule.md
	build
}

sound
build
check "a sound rule" [ $status -eq 0 ]
cat >"$tmp/want" <<'END'
    {
	.name = "a-rule",
	.severity = SEV_WARNING,
	.found_by = "rule",
	.summary = "a \"rule\"",
	.reason = "For a reason.\n"
	    "\n"
	    "And another.",
	.bad = "\n"
	    "# no `code`\n"
	    "",
	.good = "```\n"
	    "",
	.example = EXAMPLE_TEXT,
	.fix = "Mend it.",
	.source = "here: and \\ there\?\?!",
    },
END
sed -n '/^    {/,/^    }/p' b/rule-texts.c | diff "$tmp/want" - >"$tmp/out"
check "... its text" [ ! -s "$tmp/out" ]
cp b/rules.inc "$tmp/out"
check "... its name" grep -qxF '#define RULE_A_RULE (&rule_infos[0])' b/rules.inc
check "... its kinds" grep -qF 'X(RULE_A_RULE, a_rule, KIND_BIT(KIND_CREATE_REQUEST) | KINDS_DOCUMENT, SIGN_ALWAYS, ' b/rules.inc
try 's/^kinds:.*/&\nwhen: odd-url port/'
check "... the signs without which it is silent" grep -qF ', KIND_BIT(KIND_CREATE_REQUEST) | KINDS_DOCUMENT, SIGN_ODD_URL | SIGN_PORT, ' b/rules.inc

try 's/^severity/gravity/'
check "an unknown line" says "a-rule.md:3: 'gravity: warning' is none of the lines that a rule opens with"
check "... and one that is missing" says "a-rule.md:1: 'severity: ...' is missing"
try 's/warning/fatal/'
check "an unknown severity" says "a-rule.md:3: there is no severity 'fatal'"
try 's/: rule/: chance/'
check "an unknown finder" says "a-rule.md:4: nothing is found by 'chance'"
try 's/create-request/creation/'
check "an unknown kind" says "a-rule.md:5: there is no kind 'creation'"
try 's/^kinds:.*/&\nwhen: midnight/'
check "an unknown sign" says "a-rule.md:6: there is no sign 'midnight'"
try 's/^kinds:.*/when: port/'
check "a sign for nothing" says "a-rule.md:1: 'when', and no 'kinds'"
try 's/^example: text/example: whole story/'
check "an example of no kind" says "a-rule.md:7: there is no kind 'story'"
try 's/^example: text/example: song/'
check "an example that is nothing" says "a-rule.md:7: 'song' is no 'text', 'schema', 'part of NAME' or 'whole KIND'"
try '/^example/d'
check "code that is nothing" says "a-rule.md:17: code, where no 'example' says what it is"
try 's/^source: .*/source:/'
check "a line without a value" says "a-rule.md:8: 'source:' is none of the lines that a rule opens with"
try 's/^source/summary/'
check "a line for the second time" says "a-rule.md:8: 'summary' for the second time"
try 1d
check "no line of dashes" says "a-rule.md:1: does not begin with '---'"
try 's/^## Why/## Because/'
check "an unknown section" says "a-rule.md:10: there is no section 'Because'; there are Why, Bad, Good and Fix"
try '/^## Fix/,$d'
check "a section that is missing" says "a-rule.md:28: the section 'Fix' is missing"
try '/^Mend/d'
check "a section without text" says "a-rule.md:29: the section 'Fix' is empty"
try 's/^## Good/## Bad/'
check "a section for the second time" says "a-rule.md:23: 'Bad' after 'Bad'"
try 's/^## Why//'
check "text of no section" says "a-rule.md:12: text that belongs to no section"
try 27d
check "code without an end" says "a-rule.md:30: code does not end"
try '/^kinds/d'
check "code that is never called" says "a-rule.md:1: no 'kinds' that validator/rules/a-rule.c is called for"
sound
mv validator/rules/a-rule.c validator/rules/b-rule.c
build
check "kinds without code" says "a-rule.md:1: 'kinds', and no a-rule.c that is called for them"
check "code without a text" says "b-rule.c:1: there is no b-rule.md that tells what this rule is for"
: >validator/rules/b-rule.md
build
check "an empty file" says "b-rule.md:1: is empty"

# A rule is named so that a compiler knows it.
compiles() { # RULE
	cat >use.c <<-END
		#include "finding/diag.h"
		struct diag *use(struct diags *ds);
		struct diag *use(struct diags *ds) { return diag_add(ds, $1, (struct span){0, 0}, "x"); }
	END
	# shellcheck disable=SC2086
	${CC:-cc} -std=c11 -D_GNU_SOURCE $refuse -fsyntax-only -I"$tree/validator" -I"$made" use.c >"$tmp/out" 2>&1
}
refuse=$(sed -n 's/.*\(-Werror=incompatible-pointer-types\).*/\1/p' "$tree/Makefile")
check "a rule that there is" compiles RULE_INVALID_JSON
check "one that is misspelt" fails compiles RULE_INVLID_JSON
check "one whose name is a text" fails compiles '"invalid-json"'

finish
