#!/bin/sh
# Completions, in the real shells.
# shellcheck source=tests/cli/lib
. tests/cli/lib
mkdir "$tmp/bin"
ln -s "$PROG" "$tmp/bin/hookvet"
PATH=$tmp/bin:$PATH
good here.json

# complete SHELL WORD...: candidates for the last word, one a line.
bash_complete() {
	bash --norc --noprofile -c '
		. /dev/fd/3 3<<X
$(hookvet completion bash)
X
		COMP_WORDS=()
		for word; do # as bash cuts them: COMP_WORDBREAKS has "=" and ":"
			rest=$word
			while [[ $rest =~ ^([^=:]*)([=:])(.*)$ ]]; do
				[ -z "${BASH_REMATCH[1]}" ] || COMP_WORDS+=("${BASH_REMATCH[1]}")
				COMP_WORDS+=("${BASH_REMATCH[2]}")
				rest=${BASH_REMATCH[3]}
			done
			[ -z "$rest" ] && [ -n "$word" ] || COMP_WORDS+=("$rest")
		done
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_hookvet
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@" 2>"$tmp/err"
}
# A zsh in a terminal of its own; what the functions hand to compadd is written down.
cat >"$tmp/inner.zsh" <<'X'
PS1= PS2=
setopt no_beep no_list_beep
autoload -Uz compinit
compinit -u -d $TMP/zcompdump
eval "$(hookvet completion zsh)"
compadd() {
	local -a found
	if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)* ]]; then
		builtin compadd -O found "$@"
		print -rl -- $found >>$TMP/found
	fi
	builtin compadd "$@"
}
bindkey '^I' complete-word
print READY >$TMP/ready
X
cat >"$tmp/outer.zsh" <<'X'
zmodload zsh/zpty zsh/zselect
wait_for() { integer i=0; while [[ ! -s $1 ]] && (( i++ < 100 )); do zselect -t 5; zpty -r -t z discard; done }
zpty -b z 'TERM=vt100 zsh -f -i'
zpty -w z 'source "$TMP/inner.zsh"'
wait_for $TMP/ready
zpty -n -w z "$1"$'\t'
wait_for $TMP/found
zselect -t 20
zpty -d z
X
zsh_complete() {
	TMP=$tmp zsh -f "$tmp/outer.zsh" "$*" >/dev/null 2>"$tmp/err"
	cat "$tmp/found" 2>/dev/null
	rm -f "$tmp/found" "$tmp/ready"
}
fish_complete() {
	# shellcheck disable=SC2016
	HOME=$tmp fish --no-config -c 'hookvet completion fish | source; complete -C "$argv"' "$*" 2>"$tmp/err" |
		cut -f1
}
offers() { # WORD: among the candidates
	grep -qx -e "$1" "$tmp/out"
}
behind() { grep -qxE -e "(--[a-z-]*=)?$1" "$tmp/out"; }
lacks_behind() { ! behind "$1"; }
rule() { grep -qxE -e "(--rule=)?$1=?" "$tmp/out"; }
level() { grep -qxE -e "((--rule=)?missing-field=)?$1" "$tmp/out"; }
lacks_level() { ! level "$1"; }
lacks() { ! grep -qx -e "$1" "$tmp/out"; }

# What zsh is told, for those who have none.
run completion zsh
check 'zsh: an option with words' out "'--kind=[the kind of document, instead of finding out]:KIND:(create-request "
check 'zsh: its letter' out "'-k+[the kind of document, instead of finding out]:KIND:(create-request "
check 'zsh: an option alone' out "'--json-lines[one document per line]' \\"
check 'zsh: one that may be repeated' out "'*--rule=[the level of a rule; may be repeated]:"
check 'zsh: actions' out "'1:action:(list show "
check 'zsh: files, where there are some' [ "$(grep -c "^		'\*:file:.*_files" "$tmp/out")" -ge 4 ]
check 'zsh: words, where there are some' out "'*:completion:(bash zsh fish)'"
check 'zsh: or nothing' out "'*:rules:()'"
for shell in bash zsh fish; do
	run completion $shell
	check "$shell: a script" status 0
	if ! command -v $shell >/dev/null; then
		skip "$shell is not installed"
		continue
	fi
	cp "$tmp/out" script
	check "$shell: its syntax" $shell -n script
	${shell}_complete hookvet ch >"$tmp/out"
	check "$shell: subcommands" offers check
	check "$shell: only those that begin so" lacks rules
	${shell}_complete hookvet check --fo >"$tmp/out"
	check "$shell: options" offers --format
	check "$shell: another option" offers --force-exclude
	${shell}_complete hookvet check --kind up >"$tmp/out"
	check "$shell: kinds" offers update-request
	${shell}_complete hookvet check --format sa >"$tmp/out"
	check "$shell: formats" offers sarif
	${shell}_complete hookvet explain missing-f >"$tmp/out"
	check "$shell: rules" offers missing-field
	${shell}_complete hookvet check he >"$tmp/out"
	check "$shell: files" offers here.json
	${shell}_complete hookvet completion z >"$tmp/out"
	check "$shell: shells" offers zsh
	${shell}_complete hookvet new eCheck --event payments.voids.f >"$tmp/out"
	check "$shell: new --event completes event types" out 'payments.voids.failed'
	${shell}_complete hookvet new eChe >"$tmp/out"
	check "$shell: new completes products" out 'eCheck'
	${shell}_complete hookvet catalogue customer >"$tmp/out"
	check "$shell: products" offers customerInvoicing
	${shell}_complete hookvet rules --fi >"$tmp/out"
	check "$shell: not the options of others" lacks --files-from
	# A value behind "=": fish and zsh give it back with the option in front.
	${shell}_complete hookvet check --fix=s >"$tmp/out"
	check "$shell: --fix=s" behind safe
	check "$shell: and the other" behind suggested
	${shell}_complete hookvet check --fix= >"$tmp/out"
	check "$shell: --fix=" behind safe
	${shell}_complete hookvet check --kind=up >"$tmp/out"
	check "$shell: --kind=up" behind update-request
	check "$shell: no other kind" lacks_behind key-request
	${shell}_complete hookvet check --fail-on=warn >"$tmp/out"
	check "$shell: --fail-on=warn" behind warning
	${shell}_complete hookvet check --fail-on= >"$tmp/out"
	check "$shell: --fail-on=" behind never
	${shell}_complete hookvet check --schema no >"$tmp/out"
	check "$shell: schemas that are built in" offers notification
	${shell}_complete hookvet check --schema he >"$tmp/out"
	check "$shell: and files" offers here.json
	${shell}_complete hookvet schema show key-re >"$tmp/out"
	check "$shell: schemas to show" offers key-request
	# A rule, then its level.
	${shell}_complete hookvet check --rule missing-f >"$tmp/out"
	check "$shell: --rule missing-f" rule missing-field
	check "$shell: no other rule" lacks wrong-type
	${shell}_complete hookvet check --rule missing-field=w >"$tmp/out"
	check "$shell: --rule missing-field=w" level warning
	check "$shell: no other level" lacks_level error
	${shell}_complete hookvet check --rule missing-field= >"$tmp/out"
	check "$shell: --rule missing-field=" level off
	${shell}_complete hookvet check --rule=missing-f >"$tmp/out"
	check "$shell: --rule=missing-f" rule missing-field
	${shell}_complete hookvet check --rule=missing-field=e >"$tmp/out"
	check "$shell: --rule=missing-field=e" level error
	${shell}_complete hookvet rules --rule wrong-t >"$tmp/out"
	check "$shell: of another subcommand" rule wrong-type
	${shell}_complete hookvet check --rule missing-field=error --fo >"$tmp/out"
	check "$shell: then an option" offers --force-exclude
	${shell}_complete hookvet check --fix=safe he >"$tmp/out"
	check "$shell: then a file" offers here.json
done
finish
