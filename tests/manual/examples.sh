#!/bin/sh
# The examples of the manual and of README.md do what they say.
set -u
top=$PWD
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
check() { # NAME CONDITION...
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $name"
		sed 's/^/    /; 20q' "$tmp/out"
		return 1
	fi
}
says() { grep -qF -e "$1" "$tmp/out"; }
lacks() { ! grep -qF -e "$1" "$tmp/out"; }
silent() { ! grep -q '^hookvet: ' "$tmp/out"; }
mkdir "$tmp/bin" "$tmp/repo"
ln -s "$PROG" "$tmp/bin/hookvet"
PATH=$tmp/bin:$PATH
literal() { # FILE N: the N-th literal block
	awk -v n="$2" '/^\.Bd -literal/ { on = (++k == n); next } /^\.Ed/ { on = 0 } on' "$1" |
		sed 's/\\e/\\/g; s/\\-/-/g'
}

# The config of hookvet.conf(5), in the repository where the examples run.
cd "$tmp/repo" || exit 2
mkdir webhooks policies subscriptions
cp "$top/corpus/examples/broken/invoicing.request.json" webhooks/invoicing.json
cp "$top/corpus/examples/invoicing.request.json" subscriptions/new.json
literal "$top/man/hookvet.conf.5" 1 >.hookvet.json
literal "$top/man/hookvet.conf.5" 2 >policies/acme.schema.json
git init -q
git add webhooks
hookvet check subscriptions/new.json >"$tmp/out" 2>&1
check "the config of hookvet.conf(5) is valid" silent
check "its policy lets a good host pass" lacks acme-host
sed 's/hooks\.acme-webshop/elsewhere.acme-webshop/' subscriptions/new.json >subscriptions/other.json
hookvet check subscriptions/other.json >"$tmp/out" 2>&1
check "its policy finds another host" says 'webhookUrl must be on hooks.acme-webshop.com [acme-host]'
rm .hookvet.json
literal "$top/man/hookvet.conf.5" 3 >owner.schema.json
echo '{"owner": "me@example.com"}' >owner.json
hookvet check -s owner.schema.json owner.json >"$tmp/out" 2>&1
check "its x-hookvet is the sentence" says 'warning: me@example.com is nobody of ours'
check "its x-hookvet is the help" says 'name who answers'
hookvet schema check owner.schema.json >"$tmp/out" 2>&1
check "its schema is one" silent

# The lines of EXAMPLES in hookvet(1), in their order.
awk '/^\.Sh / { on = ($2 == "EXAMPLES") } on && /^\.Dl / { print substr($0, 5) }' \
	"$top/man/hookvet.1" | sed 's/\\-/-/g' >"$tmp/commands"
check "hookvet(1) has examples" [ -s "$tmp/commands" ]
while IFS= read -r command; do
	cp "$top/corpus/examples/broken/invoicing.request.json" webhooks/invoicing.json
	printf '%s\n' "$command" | sed "s,/usr/local/share/hookvet/,'$top/validator/'," >"$tmp/command"
	sh "$tmp/command" >"$tmp/out" 2>&1 </dev/null
	status=$?
	check "status $status of: $command" [ $status -le 1 ]
done <"$tmp/commands"
for report in hookvet.sarif hookvet.xml .hookvet-baseline.json; do
	check "the examples leave $report" [ -s "$report" ]
done

# Consoles of README.md: "$ command", then exactly what it prints.
cd "$top" || exit 2
awk -v dir="$tmp" '
	/^```console/ { on = 1; next }
	/^```/ { on = 0 }
	on && /^\$ / { n++; print substr($0, 3) >(dir "/command" n); next }
	on { print >(dir "/want" n) }' README.md
n=1
while [ -f "$tmp/command$n" ]; do
	touch "$tmp/want$n"
	sed 's,^build/,,; s,&& build/,\&\& ,' "$tmp/command$n" >"$tmp/script"
	COLUMNS=80 sh "$tmp/script" 2>&1 </dev/null | sed 's/ in [0-9.]* s/ in 0.00 s/' >"$tmp/out"
	cp "$tmp/out" "$tmp/got$n"
	[ -n "${BLESS:-}" ] || check "README.md: $(cat "$tmp/command$n")" cmp -s "$tmp/want$n" "$tmp/out" ||
		diff "$tmp/want$n" "$tmp/out"
	n=$((n + 1))
done
if [ -n "${BLESS:-}" ]; then
	awk -v dir="$tmp" '
		/^```/ { on = /^```console/ }
		on && /^\$ / { print; n++; while ((getline line <(dir "/got" n)) > 0) print line; next }
		!on || /^```/' README.md >"$tmp/README.md"
	cmp -s "$tmp/README.md" README.md || cp "$tmp/README.md" README.md
fi
check "README.md has consoles" [ $n -gt 1 ]
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
