#!/bin/sh
# growth: hostile inputs (hostile.c) cost in proportion to their size, and little.
#
#   tests/growth/run.sh [KIND...]    all kinds, or those
#
# Growth: instructions (by callgrind) and most memory for GROWTH_BYTES (16,000), twice
# and four times as many.  What comes on top from 2n to 4n is at most 2.6 times what
# came from n to 2n: 2 is linear, 4 quadratic.
#
# Limits: LIMIT_BYTES (1,000,000) in each of FORMATS (all) take at most LIMIT_SECONDS (1)
# of processor time and LIMIT_KB (64 MiB) of memory.
#
# GROWTH_PART=N/M looks at the growth of each M-th kind only, from the N-th (0/1: of
# none), LIMITS_PART at its limits.  TURNS is for a run that has little time: formats
# that are looked at in turn, one for each kind, beside FORMATS.  The numbers are left
# in $B/growth/table.  Needs valgrind for the first part.
set -u
cd "$(dirname "$0")/../.." || exit 2
: "${B:=$PWD/build}"
: "${PROG:=$B/hookvet}" "${GROWTH_BYTES:=16000}" "${GROWTH_PART:=1/1}" "${LIMIT_BYTES:=1000000}"
: "${LIMIT_SECONDS:=1}" "${LIMIT_KB:=65536}" "${LIMITS_PART:=1/1}" "${FORMATS:=}" "${TURNS:=}"
export B PROG GROWTH_BYTES LIMIT_BYTES LIMIT_SECONDS LIMIT_KB FORMATS TURNS
LC_ALL=C
export LC_ALL
unset HOOKVET_CONFIG || :

hostile=$B/growth/hostile measure=$B/growth/measure

# write KIND BYTES FOLDER: its files; the arguments go to $args
write() {
	mkdir -p "$3"
	args=$("$hostile" "$1" "$2" "$3") || exit 2
	case " $args " in
	" report "* | " schema "* | " schedule "* | " drift "* | " verify "* | " catalogue "* | " new "* | " init "*) ;;
	*" -c "*) args="check -j1 $args" ;;
	*) args="check -j1 --no-config $args" ;;
	esac
}
# form FORMAT: the options for it, of what makes reports
form() {
	case $args in
	new* | init*) ;;
	*) echo "--color=never -f $1" ;;
	esac
}
# shellcheck disable=SC2086,SC2046
instructions() { # FOLDER
	(cd "$1" && timeout 300 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$PROG" $args $(form text) 2>&1 >/dev/null) |
		sed -n 's/.*Collected : //p'
}
# shellcheck disable=SC2086,SC2046
resources() { # FOLDER FORMAT: status, milliseconds, kilobytes
	(cd "$1" && "$measure" 30 "$PROG" $args $(form "$2"))
}

# Linear: what is fixed, and rounding (arenas grow by doubling), is allowed for.
grows() { # SLACK A B C
	awk -v s="$1" -v a="$2" -v b="$3" -v c="$4" 'BEGIN {
		if (a == "" || b == "" || c == "") exit 1
		d = b - a; if (d < 0) d = 0
		exit !(c - b <= 2.6 * d + s) }'
}

growth() { # KIND FOLDER
	i='' kb=''
	for times in 1 2 4; do
		write "$1" $((GROWTH_BYTES * times)) "$2/$times"
		i="$i $(instructions "$2/$times")"
		# shellcheck disable=SC2046
		set -- "$1" "$2" $(resources "$2/$times" text)
		kb="$kb $5"
	done
	echo "row $1$i$kb"
	# shellcheck disable=SC2086
	if grows 3000000 $i && grows 4096 $kb; then echo pass; else
		echo "not ok: $1 grows: instructions$i, KB$kb for n, 2n, 4n"
	fi
}

limits() { # KIND FOLDER FORMAT...
	kind=$1 folder=$2
	shift 2
	for format; do
		# once more for each: a repaired file would not do
		write "$kind" "$LIMIT_BYTES" "$folder/limit"
		used=$(resources "$folder/limit" "$format")
		status=${used%% *} kb=${used##* } ms=${used#* }
		ms=${ms% *}
		echo "limit $kind $format $ms ms $kb KB"
		if [ "$status" -le 2 ] && [ "$ms" -le $((LIMIT_SECONDS * 1000)) ] && [ "$kb" -le "$LIMIT_KB" ]; then
			echo pass
		else
			echo "not ok: $kind, $format: status $status, $ms ms, $kb KB for $LIMIT_BYTES bytes"
		fi
	done
}

# Whether the kind of that number is among each M-th, from the N-th.
in_part() { # NUMBER N/M
	[ $(($1 % ${2#*/})) -eq $((${2%/*} % ${2#*/})) ] && [ "${2%/*}" != 0 ]
}

# The one whose turn it is.
turn() { # NUMBER FORMAT...
	[ $# -gt 1 ] || return 0
	n=$1
	shift
	shift $((n % $#))
	echo "$1"
}

if [ "${1:-}" = --kind ]; then
	number=${2%:*} kind=${2#*:} folder=$3/${2#*:}
	case $kind in
	# what multiplies up to a bound: it is the bound that counts
	nested-* | lines-* | chain-twice | fix-words | fix-commas | fix-comments | dynamic-* | *-long-base | schedule-* | branches-* | dependent-* | patterns-* | pattern-back-* | pattern-members | \
		required-* | contains-many | policies* | catalogue-products | catalogue-events | catalogue-same-events | wrong-types | wrong-lines | unknown-members | \
		unevaluated-levels) COUNTS= ;;
	esac
	[ -z "$COUNTS" ] || ! in_part "$number" "$GROWTH_PART" || growth "$kind" "$folder"
	# shellcheck disable=SC2046,SC2086
	! in_part "$number" "$LIMITS_PART" ||
		limits "$kind" "$folder" $FORMATS $(turn "$number" $TURNS)
	rm -rf "${folder:?}"
	exit
fi

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0 skipped=0
[ -n "$FORMATS" ] || FORMATS=$("$B/reporters/driver" --list | tr '\n' ' ')
COUNTS=1
if ! command -v valgrind >/dev/null || ! command -v timeout >/dev/null; then
	COUNTS=''
	skipped=1
	echo "skipped: growth: valgrind is not installed"
fi
export COUNTS GROWTH_PART LIMITS_PART
if [ $# -gt 0 ]; then
	printf '%s\n' "$@"
else
	"$hostile"
fi | awk '{ print NR ":" $0 }' >"$tmp/kinds"
xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' sh "$0" --kind '{}' "$tmp/work" \
	<"$tmp/kinds" >"$tmp/out" 2>&1 || echo "not ok: a kind ended badly" >>"$tmp/out"
grep '^row\|^limit' "$tmp/out" | sort >"$B/growth/table"
grep -v '^row\|^limit\|^pass$' "$tmp/out"
passed=$(grep -cx pass "$tmp/out")
failed=$(grep -cv '^row\|^limit\|^pass$' "$tmp/out")
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
