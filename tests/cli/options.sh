#!/bin/sh
# Options, the words they take, exit statuses, and help.
# shellcheck disable=SC2016
# shellcheck source=tests/cli/lib
. tests/cli/lib
good good.json
bad bad.json
printf '{"status": "ACTIVE"}\n' >status.json
sed 's/"description": "All invoices",//' "$top/tests/cli/good.json" >info.json
sed 's/"name": "Invoices",//' "$top/tests/cli/good.json" >warning.json

# exit statuses, the same in every format
for format in text compact json jsonl sarif junit github gitlab checkstyle rdjsonl tap markdown html basic flag hierarchical; do
	run check -f $format good.json
	check "$format: nothing found is 0" status 0
	run check -f $format bad.json
	check "$format: an error is 1" status 1
	run check -f $format missing.json
	check "$format: unreadable is 2" status 2
done
run check warning.json
check 'a warning does not fail' status 0
run check --fail-on warning warning.json
check 'but with --fail-on warning' status 1
run check --fail-on=warning info.json
check 'information does not fail then' status 0
run check --fail-on info info.json
check '--fail-on is inclusive' status 1
run check --fail-on never bad.json
check '--fail-on never' status 0
check 'shows all the same' out '[missing-field]'

# rules
run check --rule missing-field=off bad.json
check 'a rule that is off is silent' no_out missing-field
run check --rule missing-field=warning bad.json
check 'a rule made a warning' out 'warning: the required'
check 'does not fail' status 0
run check --rule missing-field=off --rule missing-field=error bad.json
check 'the last one counts' status 1
run check --rule misng-field=off bad.json
check 'an unknown rule' err "there is no rule 'misng-field'; a similar one exists: 'missing-field'"
check 'is trouble' status 2
run check --rule missing-field bad.json
check 'a rule without level' err '--rule wants NAME=LEVEL'
run check --rule missing-field=warn bad.json
check 'a wrong level' status 2

# wrong words name the similar one; always status 2, nothing on standard output
while IFS='|' read -r arguments words; do
	# shellcheck disable=SC2086
	run $arguments
	check "status of: $arguments" status 2
	check "words of: $arguments" err "$words"
	check "standard output of: $arguments" [ ! -s "$tmp/out" ]
done <<'X'
chekc|there is no subcommand 'chekc'; a similar one exists: 'check'
xyzzy|there is no subcommand 'xyzzy'; see: hookvet --help
good.json|'good.json' is no subcommand; to check that file: hookvet check good.json
-q check|unknown option '-q' before a subcommand
check --fromat json|unknown option '--fromat'; a similar one exists: '--format'
check --xyzzyxyzzy|unknown option '--xyzzyxyzzy'; see: hookvet check --help
check -Z|unknown option '-Z'
check --format|option '--format' needs a value
check --form|option '--format' needs a value
check -f|option '-f' needs a value
check -qf|option '-f' needs a value
check good.json - -f|option '-f' needs a value
check good.json - --fromat|unknown option '--fromat'
check -q -qZ|unknown option '-Z'
check good.json -q --quiet=yes - good.json|option '--quiet' takes no value
check --quiet=yes good.json|option '--quiet' takes no value
check --no good.json|is short for several
check -f sarfi good.json|'sarfi' is no value of --format; a similar one exists: 'sarif'
check -k create-requets good.json|'create-requets' is no value of --kind; a similar one exists: 'create-request'
check --fail-on eror good.json|a similar one exists: 'error'
check --color alway good.json|a similar one exists: 'always'
check --fix=saef good.json|a similar one exists: 'safe'
check --jobs many good.json|'many' is not a whole number
new eCheck --retry-hours 0.5|'0.5' is not a whole number
check --jobs -1 good.json|'-1' is not a whole number
check --max-problems 99999999999999999999 good.json|is not a whole number
check --dialect drafr7 -s report good.json|a similar one exists: 'draft7'
check -s reprot good.json|a similar one is built in: 'report'
check -s xyzzy good.json|there is no schema file or built-in schema 'xyzzy'
check -s ./xyzzy.json good.json|cannot read the schema 'xyzzy.json'
check -r xyzzy good.json|cannot read 'xyzzy' of --resource
check --catalogue xyzzy good.json|cannot read the catalogue 'xyzzy'
check --catalogue status.json good.json|is no list of products
check -c xyzzy good.json|cannot read the config 'xyzzy'
check --baseline xyzzy good.json|cannot read the baseline 'xyzzy'
rules --diff|'rules' has no option '--diff'; it is one of 'check'
explain missing-feild|there is no rule 'missing-feild'; a similar one exists: 'missing-field'
explain|explain which rule?
catalogue customerInvoicin|there is no product 'customerInvoicin'; a similar one exists: 'customerInvoicing'
schema|schema list, show, check, test or bundle?
schema lsit|'schema' has no action 'lsit'; a similar one exists: 'list'
schema show|use: hookvet schema show NAME
schema show cofnig|there is no built-in schema 'cofnig'; a similar one exists: 'config'
completion tcsh|there are no completions for 'tcsh'
help chekc|there is no subcommand 'chekc'; a similar one exists: 'check'
X
run
check 'no argument at all: how to use it, on standard error' err 'usage: hookvet SUBCOMMAND'
check 'which is status 2' status 2
run check "$(printf 'x\033[31m')"
check 'no escape sequence in what is said' [ "$(tr -dc '\033' <"$tmp/err" "$tmp/out" 2>/dev/null | wc -c)" -eq 0 ]

# help
for command in $("$PROG" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	run $command --help
	check "$command --help" status 0
	check "$command --help begins with its use" out "usage: hookvet $command"
	check "$command --help fits a screen" [ "$(awk 'length > 80' "$tmp/out" | wc -l)" -eq 0 ]
	run $command -h
	check "$command -h is short" [ "$(wc -l <"$tmp/out")" -le 10 ]
	run $command --help
	if ! head -n 1 "$tmp/out" | grep -qF ...; then
		run $command one two
		check "$command: operands that nobody looks at" status 2
		check "$command: are named" err 'hookvet: unexpected operand '
		run $command one two --help
		check "$command: --help is said all the same" out "usage: hookvet $command"
	fi
	run help $command
	check "help $command" out "usage: hookvet $command"
	run --help
	check "--help lists $command" out "  $command "
done
run --version
check '--version' out 'hookvet '
# What mistakes are reported with.
check '--version: jansson' grep -Eqx 'jansson: [0-9]+\.[0-9.]+' "$tmp/out"
check '--version: PCRE2' grep -Eqx 'PCRE2: [0-9]+\.[0-9]+ [0-9-]+' "$tmp/out"
check '--version: Unicode' grep -Eqx 'properties in patterns: Unicode [0-9]+\.[0-9.]+ \(PCRE2\)' "$tmp/out"
check '--version: libidn2' grep -Eqx 'internationalised host names: (yes \(libidn2 [0-9.]+\)|no .*)' "$tmp/out"
check '--version: nettle' grep -Eqx 'signatures: (yes \(nettle [0-9.]+\)|no .*)' "$tmp/out"
check '--version: libyaml' grep -Eqx 'YAML: (yes \(libyaml [0-9.]+\)|no .*)' "$tmp/out"
check '--version: libunistring' grep -Eqx 'columns of characters: (libunistring [0-9.]+|by ranges .*)' "$tmp/out"
run check --version
check 'check --version' out 'hookvet '
# Words with blanks between them, what an option is in one column, what it does in another.
blanks='                               '
run check --help
check 'help: words, and where a line goes on' \
	out '      --no-error-on-unmatched  no input is no error (for hooks)'
check 'help: the rest' grep -qx "${blanks}line end" "$tmp/out"
check 'help: a letter' out "  -k, --kind KIND              the kind of document, instead of finding out"
check 'help: a long name stands alone' grep -qx '  -r, --resource \[URI=\]FILE|DIR' "$tmp/out"
run --help
check 'subcommands: in columns' out '  rules                        all rules with severities and summaries'
check 'subcommands: a long one stands alone' grep -qxF '  schema ACTION [NAME|FILE ...]' "$tmp/out"
check 'subcommands: then its sentence' grep -qx "${blanks}built-in schemas; .*" "$tmp/out"
check 'subcommands: one that just fits' out '  completion bash|zsh|fish     a completion script for the shell'
run help --settings-json
check 'the settings as JSON' json '.settings | length > 30'

# abbreviations, values, order
run check --form compact bad.json
check 'an abbreviation that is clear' out ': error: '
run check bad.json --format=compact
check 'options behind operands' [ "$(wc -l <"$tmp/out")" -eq 1 ]
run check -fcompact -qv bad.json
check 'letters together' status 1

# quiet, verbose, statistics, max-problems
run check good.json
check 'nothing wrong: nothing said' quiet
run check -v good.json
check '-v says that it was checked' err 'checked 1 file'
run check -q bad.json
check '-q leaves the findings' out '[missing-field]'
check 'and nothing else' [ ! -s "$tmp/err" ]
run check --statistics bad.json info.json
check '--statistics' err '      1 missing-field'
sed 's/"retryPolicy"/"retryPolcy"/; s/"securityPolicy"/"securityPolcy"/' bad.json >many.json
run check --max-problems 1 many.json
check '--max-problems' [ "$(grep -c '^many.json:.*: \(error\|warning\|info\): ' "$tmp/out")" -eq 1 ]
check 'says how many more' out 'more not shown'
check 'and so does the summary' err ' not shown)'
run check --max-problems 1 many.json -o many.txt
check 'of a report in a file, the summary says nothing' no_err ' not shown'
check 'but the report does' grep -q 'more not shown' many.txt
run check -f compact:- bad.json
check 'a report to - is on standard output' out '[missing-field]'
check 'and no file is called so' [ ! -e - ]

# kinds and schemas
run check -k status-request good.json
check '-k' status 1
printf '{ "a": {} }\n' >no-list.json
run check -k subscription-list no-list.json
check '-k subscription-list: an object is none' out 'the document is an object; the schema wants an array [wrong-type]'
printf '{ "a": 1 }\n' >any.json
printf '{ "properties": { "a": { "type": "string" } } }\n' >s.json
run check -s s.json any.json
check '-s with a file' out '[wrong-type]'
run check -s s.json bad.json
check '-s: the domain rules are silent' status 0
run check -s create-request bad.json
check '-s with a name' out 'webhookUrl'
printf '{ "$ref": "http://localhost/x/t.json" }\n' >r.json
mkdir remote && printf '{ "required": ["b"] }\n' >remote/t.json
run check -s r.json any.json
check 'a reference to nowhere is trouble' status 2
check 'with its place' out 'r.json:1:11: error'
run check -s r.json -r http://localhost/x/=remote any.json
check '-r with a URI and a folder' out "'b'"
run check -s r.json -r http://localhost/x/t.json=remote/t.json any.json
check '-r with a URI and a file' out "'b'"
printf '{ "$id": "http://localhost/x/t.json", "required": ["c"] }\n' >remote/t.json
run check -s r.json -r remote any.json
check '-r with an $id' out "'c'"
# A name of a file is no URI: what cannot stand there is percent-encoded.
mkdir 'a b' && printf '{ "required": ["d"] }\n' >'a b/c%20d#ü.json'
printf '{ "$ref": "c%%2520d%%23%%C3%%BC.json" }\n' >'a b/r.json'
run check -s 'a b/r.json' -r 'a b' any.json
check 'names that URIs cannot have' out "'d'"
printf '{ "$ref": "c%%20d#ü.json" }\n' >'a b/r.json'
run check -s 'a b/r.json' -r 'a b' any.json
check 'a reference is a URI, no name' status 2
printf '{ "type": "strin" }\n' >wrong.json
run check -s wrong.json any.json
check 'a schema that is none is trouble' status 2
check 'with its place' out 'wrong.json:1:'
printf '{ "format": "ipv4" }\n' >f.json
printf '"x"\n' >x.json
run check -s f.json x.json
check 'formats are asserted' status 1
run check --no-format-assertion -s f.json x.json
check 'unless they are annotations' status 0
printf '{ "items": [{ "type": "string" }] }\n' >old.json
printf '[1]\n' >a.json
run check --dialect draft7 -s old.json a.json
check '--dialect' status 1

# A name that looks like an option is neither obeyed nor passed over.
cp bad.json ./--schema=x.json
for name in ./--schema=x.json '-- --schema=x.json'; do
	# shellcheck disable=SC2086
	run check -f compact $name
	check "$name is a file" out '--schema=x.json:'
done
run check bad.json --schema=x.json
check 'what may be an option or a file is refused' status 2
check 'and told' err "'--schema=x.json' may be an option, and a file is called so; write './--schema=x.json'"
rm ./--schema=x.json
finish
