#!/bin/sh
# judges: each format as those see it who read it: schemas, other programs, a browser.
#
# A judge that is not installed is skipped and counted; "CI=true make deps" installs them.
# shellcheck source=tests/lib
. tests/lib
: "${SHARED:=../shared}"
driver=$B/reporters/driver
[ -x "$driver" ] || {
	fail "$driver is not built"
	finish
}
schemas=$SHARED/data/report-schemas
judges=${JUDGES:-$PWD/build/npm}/node_modules
# .NET without ICU
DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT

ok() { # NAME STATUS: counts; what was said is in $tmp/said
	if [ "$2" -eq 0 ]; then pass; else fail "$1" "$tmp/said"; fi
}
refused() { # NAME STATUS: the judge must say no to this
	if [ "$2" -ne 0 ]; then
		ok "$1" 0
	else
		echo "was accepted" >"$tmp/said"
		ok "$1" 1
	fi
}
have() { command -v "$1" >/dev/null; }
say() { "$@" >"$tmp/said" 2>&1; }

# Text shows all with -v only: equal findings are for people to see three times.
for format in $("$driver" --list); do
	for set in rich clean empty hostile huge; do
		VERBOSE=1 "$driver" "$format" $set >"$tmp/$format.$set" || {
			echo "the driver failed" >"$tmp/said"
			ok "$format $set" 1
		}
	done
done

# The program itself, all formats from one run over the corpus
sets='rich clean hostile huge'
formats=$("$driver" --list | grep -vxE 'basic|hierarchical|flag') # these want a schema
if [ -x "$PROG" ] && [ -d corpus ]; then
	set --
	for format in $formats; do
		set -- "$@" -f "$format:$tmp/$format.corpus"
	done
	say "$PROG" check -v --no-config "$@" corpus
	[ $? -lt 2 ]
	ok "all formats in one run" $?
	for format in basic hierarchical flag; do
		say "$PROG" check --no-config -f $format -o "$tmp/$format.corpus" \
			-s schemas/cybersource/create-request.schema.json corpus/examples
		[ $? -lt 2 ]
		ok "$format by the program" $?
	done
	# and all of them from one of them: without the sources
	set --
	for format in $formats; do
		set -- "$@" -f "$format:$tmp/$format.merged"
	done
	say "$PROG" report merge -v "$@" "$tmp/jsonl.corpus"
	[ $? -lt 2 ]
	ok "all formats of a merged report" $?
	sets="$sets corpus merged"
	for format in basic hierarchical flag; do # not to be had from findings
		cp "$tmp/$format.corpus" "$tmp/$format.merged"
	done
fi

# XML against the schemas of their readers
xsd() { # FORMAT SCHEMA
	for set in $sets empty; do
		say xmllint --noout --schema "$schemas/$2" "$tmp/$1.$set"
		ok "$1 $set against its XSD" $?
	done
	sed 's/<\/[a-z]*>$/<wrong\/>&/' "$tmp/$1.rich" >"$tmp/bad"
	say xmllint --noout --schema "$schemas/$2" "$tmp/bad"
	refused "$1: the XSD bites" $?
}
if ! have xmllint; then
	skip "xmllint is not installed" 12
elif [ ! -d "$schemas" ]; then
	skip "the schemas of the formats are not here" 12
else
	xsd junit junit-10-jenkins-xunit.xsd
	xsd checkstyle checkstyle-report-1.0.0.xsd
fi

# JSON against schemas: with hookvet itself, or else with python3-jsonschema
valid() { # SCHEMA FILE [--json-lines]
	if [ -x "$PROG" ]; then
		say "$PROG" check --no-config -q -s "$@"
	else
		say python3 tests/reporters/valid.py "$@"
	fi
}
schema() { # FORMAT SCHEMA BAD [--json-lines]
	format=$1 file=$2 bad=$3
	shift 3
	for set in $sets; do
		[ -s "$tmp/$format.$set" ] || continue # no finding, no line
		valid "$file" "$tmp/$format.$set" "$@"
		ok "$format $set against its schema" $?
	done
	sed "$bad" "$tmp/$format.rich" >"$tmp/bad"
	valid "$file" "$tmp/bad" "$@"
	refused "$format: the schema bites" $?
}
if [ -x "$PROG" ] || say python3 -c 'import jsonschema'; then
	schema json schemas/hookvet/report.schema.json 's/"severity": "error"/"severity": "bad"/'
	if [ -d "$schemas" ]; then
		schema sarif "$schemas/sarif-schema-2.1.0.json" 's/"ruleId"/"ruleID"/'
		schema rdjsonl "$schemas/rdjson/Diagnostic.json" 's/"severity": "ERROR"/"severity": "BAD"/' \
			--json-lines
		for set in $sets empty; do
			sed '/^\[]*$/d; /^\]$/d; s/,$//' "$tmp/gitlab.$set" >"$tmp/entries.$set"
		done
		schema entries "$schemas/gitlab-codequality-degradation.schema.json" \
			's/"fingerprint"/"print"/' --json-lines
	else
		skip "the schemas of the formats are not here" 13
	fi
else
	skip "no validator for JSON Schema is here" 18
fi

# TAP
if have prove; then
	say prove --exec cat "$tmp/tap.clean"
	ok "prove reads TAP" $?
	say prove --exec cat "$tmp/tap.empty"
	ok "prove reads TAP of no documents" $?
	for set in rich hostile huge; do
		say prove --exec cat "$tmp/tap.$set"
		want=$(grep -c '^not ok' "$tmp/tap.$set")
		grep -q 'Parse errors' "$tmp/said" && want=none
		grep -Eq "Failed: $want\)" "$tmp/said"
		ok "prove reads TAP of the $set run" $?
	done
else
	skip "prove is not installed" 5
fi

# Each report read back and compared with the others
if have node; then
	for set in $sets; do
		node tests/reporters/judge.js "$tmp" "$set" >"$tmp/said" 2>&1
		status=$?
		n=$(grep -c '^ok ' "$tmp/said")
		bad=$(grep -c '^not ok ' "$tmp/said")
		[ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
		passed=$((passed + n)) failed=$((failed + bad))
		[ "$bad" -eq 0 ] || {
			echo "not ok: the $set reports read back"
			grep -v '^ok ' "$tmp/said" | head -n 20
		}
	done
	sed 's/"rule": "missing-field"/"rule": "missing-fields"/' "$tmp/json.rich" >"$tmp/bad"
	cp "$tmp/json.rich" "$tmp/json.kept" && cp "$tmp/bad" "$tmp/json.rich"
	say node tests/reporters/judge.js "$tmp" rich
	refused "the comparison of formats bites" $?
	cp "$tmp/json.kept" "$tmp/json.rich"
	for format in text compact; do
		say node tests/reporters/matcher.js "$tmp/$format.rich" "$tmp/json.rich"
		ok "the problem matcher reads $format" $?
	done
else
	skip "node is not installed" 200
fi

# SARIF as Microsoft's validator and GitHub want it
multitool=$judges/.bin/sarif-multitool
sarif() { # FILE KIND: says nothing wrong?
	"$multitool" validate "$1" --rule-kind "$2" >"$tmp/said" 2>&1 &&
		grep -q 'Analysis completed successfully' "$tmp/said" &&
		! grep -Eq '(error|warning) [A-Z]|ERR|exception' "$tmp/said"
}
if [ -x "$multitool" ] && have node; then
	for set in $sets empty; do
		cp "$tmp/sarif.$set" "$tmp/$set.sarif"
		for kind in Sarif Gh; do
			sarif "$tmp/$set.sarif" $kind
			ok "sarif $set, rules $kind" $?
		done
	done
	sed 's/"name": "MissingField"/"name": "missing-field"/' "$tmp/sarif.rich" >"$tmp/bad.sarif"
	sarif "$tmp/bad.sarif" Sarif
	refused "sarif-multitool bites, rules Sarif" $?
	node -e 'const fs = require("fs"), f = process.argv[1], s = JSON.parse(fs.readFileSync(f));
		delete s.runs[0].results[0].locations; fs.writeFileSync(process.argv[2], JSON.stringify(s))' \
		"$tmp/sarif.rich" "$tmp/bad.sarif"
	sarif "$tmp/bad.sarif" Gh
	refused "sarif-multitool bites, rules Gh" $?
else
	skip "npm's @microsoft/sarif-multitool is not installed" 12
fi

# HTML in a browser
for browser in chromium chromium-browser google-chrome; do
	have "$browser" && break
	browser=
done
if [ -n "$browser" ] && have node && [ -d "$judges/puppeteer-core" ] && [ -d "$judges/axe-core" ]; then
	# Pages of the program itself: retries of all sorts, and more findings than anybody reads.
	policy() { # RETRY POLICY
		printf '{"webhookId":"a","organizationId":"a","webhookUrl":"https://h.acme.com/","retryPolicy":%s}' "$1"
	}
	mkdir "$tmp/pages"
	{
		echo '['
		for policy in '{"firstRetry":10,"interval":3,"algorithm":"GEOMETRIC","numberOfRetries":8,"repeatSequenceCount":2,"repeatSequenceWaitTime":60}' \
			'{"firstRetry":10,"interval":30,"numberOfRetries":300}' '{"firstRetry":1,"interval":1,"repeatSequenceCount":30,"repeatSequenceWaitTime":5}' \
			'{"firstRetry":5,"interval":0}' '{"firstRetry":10,"interval":0,"algorithm":"GEOMETRIC"}' \
			'{"firstRetry":7,"interval":1000,"algorithm":"GEOMETRIC","numberOfRetries":9}'; do
			policy "$policy"
			echo ,
		done
		policy '{}'
		echo ']'
	} >"$tmp/pages/subscriptions.json"
	awk 'BEGIN { for (i = 1; i <= 5000; i++) print (i == 1 ? "[" : ",") i; print "]" }' >"$tmp/pages/many.json"
	echo '{ "items": { "type": "string" } }' >"$tmp/pages/schema.json"
	"$PROG" check -q --no-config -f html:"$tmp/html.schedules" -k subscription-list "$tmp/pages/subscriptions.json"
	"$PROG" check -q --no-config -f html:"$tmp/html.many" -s "$tmp/pages/schema.json" "$tmp/pages/many.json"
	for set in $sets schedules many; do
		[ "$set" != huge ] || continue
		least=11
		[ "$set" != many ] || least=3
		cp "$tmp/html.$set" "$tmp/$set.html"
		node tests/reporters/page.js "$judges" "$(command -v "$browser")" "$tmp/$set.html" \
			${PICTURE:+"$PICTURE-$set"} >"$tmp/said" 2>&1
		n=$(grep -c '^ok ' "$tmp/said")
		bad=$(grep -c '^not ok ' "$tmp/said")
		[ "$n" -ge $least ] || bad=$((bad + 1))
		passed=$((passed + n)) failed=$((failed + bad))
		[ "$bad" -eq 0 ] || {
			echo "not ok: the $set page"
			grep -v '^ok ' "$tmp/said" | head -n 20
		}
	done
else
	skip "no browser with npm's puppeteer-core and axe-core is here" 44
fi

finish
