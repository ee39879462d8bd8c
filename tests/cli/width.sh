#!/bin/sh
# What is shown in a window: cut to its width, marks below what they mark.
# shellcheck source=tests/cli/lib
. tests/cli/lib

# Everything on one line: errors in front, in the middle and at its end, beside characters
# of two columns, of none, and tabs.
pad='"description":"The quick brown fox jumps over the lazy dog"'
printf '{"nmae":"x",%s,\t"organizationId":"\344\270\255\346\226\207\344\270\255e\314\201","webhookURL":"https://h.acme.com/\344\270\255","notificationScope":"DESCENDENTS",%s,"products":[{"productId":"eCheck","eventTypes":["payments.payments.failed"]}],"name":"n"' \
	"$pad" "$pad" >open.json
{ cat open.json; echo '}'; } | tr -d '\n' >line.json

# fits COLUMNS: no line with a source or marks is wider, and there are some.
fits() {
	command -v perl >/dev/null || return 0
	perl -CSD -ne '
		BEGIN { $max = shift @ARGV }
		next unless /^ *\d* \| /;
		chomp;
		$n++;
		my $w = 0;
		$w += /\p{Mn}/ ? 0 : /\p{Han}/ ? 2 : 1 for split //;
		$bad++ if $w > $max;
		END { exit($n > 10 && !$bad ? 0 : 1) }' "$1" "$tmp/out"
}
# below: each mark begins below the first character of what it marks.
below() {
	command -v perl >/dev/null || return 0
	perl -CSD -ne '
		if (/^ *\d+ \| (.*)/) { $line = $1; next }
		next unless /^ *\| ( *)[\^+]/;
		my $at = length $1;
		my ($w, $c) = (0, "");
		for (split //, $line) {
			next if /\p{Mn}/;
			$c = $_, last if $w >= $at;
			$w += /\p{Han}/ ? 2 : 1;
		}
		$n++;
		$bad++ if $w != $at || $c !~ /^[,"{0-9a-zA-Z]?$/;
		END { exit($n > 5 && !$bad ? 0 : 1) }' "$tmp/out"
}
for columns in 20 21 26 33 40 79 80 81 120 127; do
	COLUMNS=$columns run check line.json open.json
	check "COLUMNS=$columns: excerpts fit" fits $columns
	check "COLUMNS=$columns: marks stand below what they mark" below
	check "COLUMNS=$columns: the same status" status 1
done
for columns in 128 500 99999999999999999999 0 -5 80x ''; do
	COLUMNS=$columns run check line.json open.json
	cp "$tmp/out" "out.$columns"
	check "COLUMNS='$columns': as wide as ever" fits 129
done
run check line.json open.json
check 'without COLUMNS: the same as with a wide one' same "$tmp/out" out.500
check 'or with what is no number' same "$tmp/out" out.80x
COLUMNS=1 run check line.json
check 'one column: nothing breaks' status 1

# A narrow window cuts what machines read nowhere.
run check -f compact line.json
cp "$tmp/out" wide
COLUMNS=20 run check -f compact line.json
check 'compact is not cut' same "$tmp/out" wide

if command -v script >/dev/null; then
	terminal() { # COLUMNS COMMAND
		TERM=dumb script -qec "stty cols $1; $2" /dev/null </dev/null 2>"$tmp/err" |
			tr -d '\r' >"$tmp/out"
	}
	terminal 60 "$PROG check -q line.json"
	check 'a terminal of 60 columns' fits 60
	check 'and its marks' below
	terminal 0 "$PROG check -q line.json"
	check 'a terminal that does not say' fits 129
	terminal 60 "COLUMNS=40 $PROG check -q line.json"
	check 'COLUMNS comes before the terminal' fits 40
else
	skip 'script is not installed'
fi
finish
