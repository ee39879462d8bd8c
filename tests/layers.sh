#!/bin/sh
# layers: who may include whom, and what may lie at the top of the tree.
#
# Dependencies run one way: cli -> rules -> schema -> load -> report -> base.  A file sees
# the rooms to the right of its own; a reporter sees report/ and base/.
set -u
cd "$(dirname "$0")/.." || exit 2
out=$(
	for file in validator/*/*.[ch] validator/*/*/*.[ch]; do
		[ -f "$file" ] || continue
		room=${file#validator/} room=${room%%/*}
		case $room in
		cli) may='cli rules schema load report base' ;;
		rules) may='rules schema load report base' ;;
		schema) may='schema load report base' ;;
		load) may='load report base' ;;
		report) may='report base' ;;
		base) may='base' ;;
		*)
			echo "$file: there is no room '$room' in the design"
			continue
			;;
		esac
		sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file" |
			while read -r header; do
				case $header in
				rules.inc | *.inc) continue ;;
				*/*) ;;
				*)
					echo "$file: \"$header\" is not written from validator/"
					continue
					;;
				esac
				case " $may " in
				*" ${header%%/*} "*) ;;
				*) echo "$file: includes $header; $room/ may see only: $may" ;;
				esac
			done
	done
	git ls-files | sed 's,/.*,,' | sort -u | while read -r name; do
		case $name in
		.* | README.md | LICENSE | Makefile | schemas | corpus | validator | man | tests) ;;
		*) echo "$name: not in the layout of the top folder" ;;
		esac
	done
	git ls-files 'validator/*.[ch]' 'validator/**/*.[ch]' | sort -u | while read -r file; do
		[ -f "$file" ] || continue
		lines=$(wc -l <"$file")
		if [ "$lines" -gt 600 ] && [ "$file" != validator/schema/eval.c ]; then
			echo "$file: $lines lines; 600 is a request to split"
		fi
		head -n 1 "$file" | grep -q '^/\*' || echo "$file: opens without its purpose"
	done
)
[ -z "$out" ] || printf '%s\n' "$out"
[ -z "$out" ]
