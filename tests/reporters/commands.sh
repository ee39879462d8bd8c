#!/bin/sh
# commands: no line of any output is one that a CI service obeys, whatever white space of
# Unicode stands before it; but for the format that is made of such lines.
# shellcheck source=tests/lib
. tests/lib

# White_Space of Unicode, as printf knows it; a line end cannot stand in a line.
blanks='\011 \013 \014 \015 \040 \302\205 \302\240 \341\232\200 \342\200\200 \342\200\201
\342\200\202 \342\200\203 \342\200\204 \342\200\205 \342\200\206 \342\200\207 \342\200\210
\342\200\211 \342\200\212 \342\200\250 \342\200\251 \342\200\257 \342\201\237 \343\200\200'
take_off=
for b in $blanks; do
	# shellcheck disable=SC2059
	take_off="$take_off$(printf "$b")
"
done

# Lines of standard input that a runner would obey.
obeyed() {
	TAKE_OFF=$take_off awk 'BEGIN { n = split(ENVIRON["TAKE_OFF"], blank, "\n") }
	{
		line = $0
		do {
			before = line
			for (i = 1; i < n; i++)
				while (blank[i] != "" && index(line, blank[i]) == 1)
					line = substr(line, length(blank[i]) + 1)
		} while (line != before)
		if (index(line, "::") == 1 || line ~ /##vso\[|##\[/) print
	}'
}
harmless() { # NAME; the output is in $tmp/out
	LC_ALL=C obeyed <"$tmp/out" >"$tmp/obeyed"
	if [ -s "$tmp/out" ] && [ ! -s "$tmp/obeyed" ]; then pass; else fail "$1" "$tmp/obeyed"; fi
}

mkdir "$tmp/w" && cd "$tmp/w" || exit 2
printf '::error::seen\n' >../out
[ -n "$(LC_ALL=C obeyed <../out)" ] || { echo "not ok: this test sees nothing" && failed=1; }
for b in $blanks; do
	# shellcheck disable=SC2059
	file=$(printf "$b::stop-commands::x.json")
	# shellcheck disable=SC2059
	{
		printf '{\n  "retryPolicy": { "firstRetry": "10" },\n'
		printf "$b::error::of a line\n$b##[error]x\n$b##vso[task.x]y\n"
		printf '  "webhookUrl": "http://::1/" "name"\n,"::stop-commands::t": 1 }\n'
	} >"$file"
	printf '{"organizationId":"a","webhookUrl":"https://a.b/","products":[]}\n' >"  $file"
	for format in $("$B/reporters/driver" --list) compact; do
		[ "$format" != github ] || continue
		"$PROG" check --no-config -f "$format" "./$file" "$file" >../out 2>&1
		harmless "$format, behind $b"
	done
	"$PROG" check --no-config --diff --fix=suggested "$file" >../out 2>&1
	harmless "--diff, behind $b"
	"$PROG" schedule --no-config "  $file" >../out 2>&1
	harmless "schedule, behind $b"
	echo MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= >key
	# shellcheck disable=SC2059
	id=$(printf "$b::error::x##[error]x")
	"$PROG" verify --key-file key "$file" >../out 2>&1 \
		--signature "t=1783018796931;keyId=$id;sig=xzW4arIG1GMsxzf5bBh1gZQWHNDLIeFTwTFOduYzomA="
	harmless "verify, behind $b"
	rm -f ./* "  $file"
done
finish
