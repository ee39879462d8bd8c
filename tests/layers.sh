#!/bin/sh
# layers: who may include whom, and what may lie at the top of the tree.
#
# Dependencies run one way:
#
#   cli -> drift -> run -> project -> rules -> lint -> service -> schema -> regex, load -> finding -> base
#                 report -> finding -> base
#   cli -> verify -> load -> finding -> base
#   run, project -> part -> service -> ...
#   library -> schema, load, finding, base
#   cli -> lsp -> run
#
# A file sees the rooms to the right of its own; patterns stand on base/ alone, and the
# reporters on findings.
set -u
cd "$(dirname "$0")/.." || exit 2
out=$(
	for file in validator/*/*.[ch] validator/*/*/*.[ch]; do
		[ -f "$file" ] || continue
		room=${file#validator/} room=${room%%/*}
		case $room in
		cli) may='cli drift verify lsp run part project report rules lint service schema regex load finding base' ;;
		drift) may='drift run part project report rules lint service schema load finding base' ;;
		lsp) may='lsp run part project report rules lint service schema load finding base' ;;
		verify) may='verify load finding base' ;;
		run) may='run part project report rules lint service schema load finding base' ;;
		project) may='project part report rules lint service schema load finding base' ;;
		rules) may='rules lint service schema load finding base' ;;
		lint) may='lint service schema load finding base' ;;
		service) may='service schema load finding base' ;;
		library) may='library schema load finding base' ;;
		schema) may='schema regex load finding base' ;;
		regex) may='regex base' ;;
		part) may='part service load finding base' ;;
		load) may='load finding base' ;;
		report) may='report finding base' ;;
		finding) may='finding base' ;;
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
		if [ "$lines" -gt 600 ]; then
			echo "$file: $lines lines; 600 is a request to split"
		fi
		head -n 1 "$file" | grep -q '^/\*' || echo "$file: opens without its purpose"
	done
)
[ -z "$out" ] || printf '%s\n' "$out"
[ -z "$out" ]
