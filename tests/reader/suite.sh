#!/bin/sh
# JSONTestSuite: y_ must be accepted, n_ refused with a finding; i_ as decided here.
set -u
suite=${SHARED:-../shared}/data/json-test-suite/test_parsing
dump=$B/reader/dump
passed=0 failed=0

# RFC 8259 leaves these to the reader.  Accepted is what its grammar has (8.2: lone
# surrogates; 6: numbers of any size; 9: depth up to our limit; 8.1: a byte order mark
# may be ignored); refused is what is not UTF-8 (8.1).
decided() {
	case $1 in
	i_number_*) echo yes ;;
	i_structure_500_nested_arrays* | i_structure_UTF-8_BOM_empty_object*) echo yes ;;
	i_object_key_lone_2nd_surrogate* | i_string_1st_* | i_string_incomplete_surrogate*) echo yes ;;
	i_string_invalid_lonely_surrogate* | i_string_invalid_surrogate*) echo yes ;;
	i_string_inverted_surrogates* | i_string_lone_second_surrogate*) echo yes ;;
	i_string_UTF-16LE_with_BOM* | i_string_utf16*) echo no ;;
	i_string_UTF-8_invalid* | i_string_UTF8_surrogate* | i_string_invalid_utf-8*) echo no ;;
	i_string_iso_latin_1* | i_string_lone_utf8* | i_string_not_in_unicode_range*) echo no ;;
	i_string_overlong* | i_string_truncated-utf-8*) echo no ;;
	*) echo undecided ;;
	esac
}

check() { # FILE WANTED
	got=$("$dump" -v "$1" 2>&1 | sed 's/ .*//')
	"$dump" "$1" >"$tmp" 2>&1
	status=$?
	# the verdict is the same with findings; a refusal has at least one
	if [ "$2" = yes ] && [ "$got" = yes ] && [ $status -eq 0 ]; then
		passed=$((passed + 1))
	elif [ "$2" = no ] && [ "$got" = no ] && [ $status -eq 1 ] && grep -q '\[\(invalid-\|nesting\)' "$tmp"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "${1##*/}: wanted $2, got $got, status $status"
		head -n 3 "$tmp"
	fi
}

if [ ! -d "$suite" ]; then
	echo "skipped: the JSON test suite is not here"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
tmp=$(mktemp) || exit 2
trap 'rm -f "$tmp"' EXIT
for file in "$suite"/y_*; do check "$file" yes; done
for file in "$suite"/n_*; do check "$file" no; done
for file in "$suite"/i_*; do check "$file" "$(decided "${file##*/}")"; done
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
