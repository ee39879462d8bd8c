#!/bin/sh
# golden: every format of a rich and a clean run, byte for byte; and of names and values
# made to break reports, where jansson does not write them.
#
# BLESS=1 rewrites tests/reporters/golden: the diff is the review.
# shellcheck source=tests/lib
. tests/lib
: "${SHARED:=../shared}" "${BLESS:=}"
driver=$B/reporters/driver
[ -x "$driver" ] || {
	fail "$driver is not built"
	finish
}
golden=tests/reporters/golden
GITHUB_WORKSPACE=$PWD # wherever this tree lies
export GITHUB_WORKSPACE
mkdir -p "$golden"

golden() { # NAME: is $tmp/out as it should be?
	[ -z "$BLESS" ] || cp "$tmp/out" "$golden/$1"
	if diff -u "$golden/$1" "$tmp/out" >"$tmp/diff" 2>&1; then
		pass
	else
		fail "$1; again: make check TESTS=reporters/golden, bless: make bless TESTS=reporters/golden" "$tmp/diff"
	fi
}

for format in $("$driver" --list); do
	for set in rich clean empty; do
		"$driver" "$format" $set >"$tmp/out"
		golden "$format.$set"
	done
done
# In a folder that is the same everywhere: some of the names lead out of it.
for format in $("$driver" --list | grep -vxE 'json|jsonl|sarif|basic|hierarchical|flag'); do
	(cd / && "$driver" $format hostile) >"$tmp/out"
	golden "$format.hostile"
done
COLOR=1 VERBOSE=1 "$driver" text rich >"$tmp/out"
golden text-color.rich
MAX_PROBLEMS=2 "$driver" text rich >"$tmp/out"
golden text-max.rich
MAX_PROBLEMS=2 "$driver" compact rich >"$tmp/out"
golden compact-max.rich
SOURCE_DATE_EPOCH=1700000000 "$driver" sarif clean >"$tmp/out"
golden sarif-time.clean

# What the Content-Security-Policy allows is the style and the script that are there.
if basenc --version >/dev/null 2>&1; then
	"$driver" html rich >"$tmp/html"
	for part in style script; do
		digest=sha256-$(sed -n "/^<$part>/,/^<.$part>/p" "$tmp/html" | sed '1s/.*>//; $d' |
			sha256sum | cut -c 1-64 | tr -d '\n' | tr a-f A-F | basenc -d --base16 | base64)
		if grep -qF "$part-src '$digest'" "$tmp/html"; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "not ok: the digest of html_$part is $digest: write it into html-parts.h"
		fi
	done
else
	skipped=$((skipped + 1))
	echo "skipped: no basenc to compute digests with"
fi

# A format without golden files, or golden files of none.
for file in "$golden"/*; do
	name=${file##*/} name=${name%%.*}
	"$driver" --list | grep -qx "${name%%-*}" || {
		failed=$((failed + 1))
		echo "not ok: $file belongs to no format"
	}
done

# The mock-ups of the design: each finding of these files is printed as there.
if [ -f "$SHARED/design/diagnostics.md" ]; then
	"$driver" text rich >"$tmp/text"
	awk -v RS= -v out="$tmp/mock" '
		FNR == NR { printed[$0 "\n"] = 1; next }
		{
			sub(/^[^`]*```text\n/, ""); sub(/\n```.*$/, "")
			if ($0 !~ /^webhooks\/(acme|beta|dup)\.json:[0-9]+:[0-9]+: (error|warning|info): /)
				next
			if (/\n[^ ]*: (error|warning|info): /) # that is the compact form
				next
			n++
			if (!(($0 "\n") in printed)) { bad++; print "not ok: not as designed:\n" $0 }
		}
		END { print n + 0, bad + 0 >out }
	' "$tmp/text" "$SHARED/design/diagnostics.md"
	read -r n bad <"$tmp/mock"
	passed=$((passed + n - bad)) failed=$((failed + bad))
	[ "$n" -gt 8 ] || {
		failed=$((failed + 1))
		echo "not ok: only $n mock-ups found"
	}
else
	skipped=$((skipped + 1))
	echo "skipped: the mock-ups of the design are not here"
fi

finish
