#!/bin/sh
# The examples of the manual and of README.md do what they say.
# shellcheck source=tests/lib
. tests/lib
says() { grep -qF -e "$1" "$tmp/out"; }
lacks() { ! grep -qF -e "$1" "$tmp/out"; }
silent() { ! grep -q '^hookvet: ' "$tmp/out"; }
mkdir "$tmp/bin" "$tmp/repo"
ln -s "$PROG" "$tmp/bin/hookvet"
PATH=$tmp/bin:$PATH
# What a reader sees of a page, and may copy: as each renderer that is here shows it.
render() { # RENDERER FILE
	case $1 in
	mandoc-*) mandoc -T"${1#*-}" -O width=80 "$2" ;;
	groff-*) groff -mandoc -rLL=80n -T"${1#*-}" "$2" ;;
	man) LC_ALL=C.UTF-8 MANWIDTH=80 man -P cat -l "$2" ;;
	esac 2>/dev/null | sed "s/.$(printf '\010')//g; s/$(printf '\033')\\[[0-9;]*m//g"
}
object() { # N: the N-th JSON object that stands on lines of its own
	awk -v n="$1" '/^     [{]$/ { k++ } k == n && !done; /^     [}]$/ && k == n { done = 1 }'
}
# Commands stand deeper than sentences; what stands deeper still goes on with one.
commands() {
	awk '/^[A-Z]/ { on = ($0 == "EXAMPLES"); next }
		on && sub(/^           /, "") { printf "%s%s", n++ ? (/^ / ? "\001" : "\n") : "", $0 }
		END { if (n) print "" }'
}

cd "$tmp/repo" || exit 2
mkdir webhooks policies subscriptions
cp "$top/corpus/examples/invoicing.request.json" subscriptions/new.json
cp "$top/corpus/examples/subscription-list.json" list.json
cp "$top/corpus/examples/notification.json" body.json
echo MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= >key
echo 'v-c-signature: t=1783018796931;keyId=a;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA=' >headers.txt
git init -q
renderers=
for renderer in mandoc-utf8 mandoc-ascii groff-utf8 groff-ascii man; do
	if render $renderer "$top/man/hookvet.1" | grep -q '^EXAMPLES$'; then
		renderers="$renderers $renderer"
	fi
done
if [ -z "$renderers" ]; then
	skipped=1
	echo "skipped: neither mandoc, groff nor man shows a page"
fi
for renderer in $renderers; do
	# The config of hookvet.conf(5), in the repository where the examples run.
	rm -rf webhooks policies .hookvet* hookvet.* ./*.jsonl
	mkdir webhooks policies
	cp "$top/corpus/examples/broken/invoicing.request.json" webhooks/invoicing.json
	git add webhooks
	render "$renderer" "$top/man/hookvet.conf.5" >"$tmp/page"
	object 1 <"$tmp/page" >.hookvet.json
	object 2 <"$tmp/page" >policies/acme.schema.json
	hookvet check subscriptions/new.json >"$tmp/out" 2>&1
	check "$renderer: the config of hookvet.conf(5) is valid" silent
	check "$renderer: it is the whole" grep -q '"policies"' .hookvet.json
	check "$renderer: its policy lets a good host pass" lacks acme-host
	sed 's/hooks\.acme-webshop/elsewhere.acme-webshop/' subscriptions/new.json >subscriptions/other.json
	hookvet check subscriptions/other.json >"$tmp/out" 2>&1
	check "$renderer: its policy finds another host" says 'webhookUrl must be on hooks.acme-webshop.com [acme-host]'
	rm .hookvet.json subscriptions/other.json
	object 3 <"$tmp/page" >owner.schema.json
	echo '{"owner": "me@example.com"}' >owner.json
	hookvet check -s owner.schema.json owner.json >"$tmp/out" 2>&1
	check "$renderer: its x-hookvet is the sentence" says 'warning: me@example.com is nobody of ours'
	check "$renderer: its x-hookvet is the help" says 'name who answers'
	hookvet schema check owner.schema.json >"$tmp/out" 2>&1
	check "$renderer: its schema is one" silent
	rm owner.schema.json owner.json

	# The lines of EXAMPLES, in their order.
	for page in hookvet.1 hookvet-report.5; do
		render "$renderer" "$top/man/$page" | commands >"$tmp/commands"
		check "$renderer: $page has examples" [ -s "$tmp/commands" ]
		tr '\001' '\n' <"$tmp/commands" | awk 'length > 68' >"$tmp/out"
		check "$renderer: those of $page fit into 80 columns" [ ! -s "$tmp/out" ]
		while IFS= read -r command; do
			case $command in
			*jq*) command -v jq >/dev/null || continue ;;
			esac
			cp "$top/corpus/examples/broken/invoicing.request.json" webhooks/invoicing.json
			printf '%s\n' "$command" | tr '\001' '\n' |
				sed "s/^[\$] //; s,/usr/local/share/hookvet/,'$top/validator/'," >"$tmp/script"
			sh "$tmp/script" >"$tmp/out" 2>&1 </dev/null
			status=$?
			check "$renderer: status $status of: $(cat "$tmp/script")" [ $status -le 1 ]
		done <"$tmp/commands"
	done
	for report in hookvet.sarif hookvet.xml .hookvet-baseline.json; do
		check "$renderer: the examples leave $report" [ -s "$report" ]
	done
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
finish
