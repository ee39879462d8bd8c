/*
 * Random patterns and subjects, judged by this JavaScript engine (flag u) and by
 * the probe; seeded, so that every run is the same.
 *
 * usage: node differential.js PROBE [ROUNDS [SEED]]
 *
 * The last line is "N passed, N failed, N skipped".
 */
"use strict";
const { spawnSync } = require("child_process");
const [probe, rounds = "4000", firstSeed = "1"] = process.argv.slice(2);

let seed = Number(firstSeed);
function random(n) {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor((seed / 4294967296) * n);
}
const pick = (list) => list[random(list.length)];
const hex = (s) => "-" + Buffer.from(s, "utf8").toString("hex");

const chars = ["a", "b", "c", "ab", "-", "_", "0", "1", " ", "\\n", "é", "\\u00e9",
	"\\u{1f432}", "\\ud83d\\udc32", "🐲", "\\u2028", "\\x41", "\\cJ", "\\t", "\\.",
	"\\/", "\\$", "\\v", "\\0", "\\ud800", "A", "\\udc32"];
const sets = [".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[ab]", "[^a]", "[a-c]",
	"[^]", "[]", "[\\d_]", "[\\s\\S]", "[^\\W_]", "[a-é]", "[\\u0080-\\u{10ffff}]",
	"[\\ud7ff-\\ue000]", "[🐲a]", "[^\\ud83d]", "[\\b]", "[\\-a]", "[a-]", "[^-a]",
	"[[:a]", "\\p{L}", "\\P{Lu}", "[\\p{L}1]", "[^\\P{L}b]", "\\p{ASCII}",
	"\\p{Script=Latin}", "\\p{gc=Nd}", "[\\W\\d]", "[^\\s]"];
const quantifiers = ["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}", "{1,3}?",
	"{0}", "{2,3}"];
/* Things that are wrong, or wrong with flag u only. */
const wrong = ["\\a", "\\_", "\\-", "(?i)", "(?#x)", "[b-a]", "{", "}", "]", "\\8",
	"\\u12", "\\x1", "\\c", "\\k", "(?P<a>", ")", "(", "[", "a++", "**", "{2,1}",
	"a{2,1}", "\\p{Foo}", "\\p", "(?=a)*", "\\b+", "\\01", "[\\w-a]", "[\\1]",
	"\\u{110000}", "(?>a)", "(?<1>a)", "[a-\\d]", "{,2}", "\\@", "\\é", "^*", "\\N"];

/* Every other pattern is of a and b, groups and references to them. */
let groups, names, dense;
function atom(depth) {
	if (dense && random(3))
		return dense_atom(depth);
	const n = random(depth > 0 ? 24 : 12);
	if (n < 7)
		return pick(chars);
	if (n < 11)
		return pick(sets);
	if (n === 11)
		return random(12) === 0 ? pick(wrong) : pick(sets);
	if (n < 15)
		return "(?:" + alternatives(depth - 1) + ")";
	if (n < 18) {
		groups++;
		return "(" + alternatives(depth - 1) + ")";
	}
	if (n === 18) {
		const name = pick(["n", "m", "é", "$x_1", "\\u0061"]) + ++groups;
		names.push(name);
		return `(?<${name}>${alternatives(depth - 1)})`;
	}
	if (n === 19)
		return names.length && random(2) ? `\\k<${pick(names)}>`
			: "\\" + (1 + random(groups + 1)) + "(?:)";
	if (n === 20)
		return pick(["(?=", "(?!"]) + alternatives(depth - 1) + ")";
	if (n === 21)
		return pick(["(?<=", "(?<!"]) + alternatives(depth - 1) + ")";
	return pick(["\\b", "\\B", "^", "$"]);
}
function dense_atom(depth) {
	const n = random(depth > 0 ? 12 : 4);
	if (n < 4)
		return groups && random(2) ? "\\" + (1 + random(groups)) + "(?:)"
			: pick(["a", "b", "[ab]", "a", "b", ""]) + (random(9) ? "" : "|");
	if (n < 9) {
		groups++;
		return "(" + alternatives(depth - 1) + ")";
	}
	return pick(["(?:", "(?:", "(?:", "(?=", "(?!", "(?<="]) + alternatives(depth - 1) + ")";
}
const fixed = /^(\^|\$|\\b|\\B|\(\?[=!<][^>]*)$|^\(\?([=!]|<[=!])/;
function sequence(depth) {
	let s = "";
	for (let n = random(4); n >= 0; n--) {
		const a = atom(depth);
		s += a + (random(3) === 0 && (!fixed.test(a) || random(30) === 0)
			? pick(quantifiers) : "");
	}
	return s;
}
function alternatives(depth) {
	let s = random(12) ? sequence(depth) : "";
	while (random(4) === 0)
		s += "|" + sequence(depth);
	return s;
}
function pattern() {
	groups = 0;
	names = [];
	dense = random(2) === 0;
	const s = alternatives(random(4));
	return (random(3) ? "" : "^") + s + (random(3) ? "" : "$");
}
function subject() {
	let s = "";
	if (dense && random(4))
		for (let n = random(8); n > 0; n--)
			s += pick(["a", "b"]);
	else for (let n = random(9); n > 0; n--)
		s += pick(["a", "a", "b", "c", "A", "-", "_", "0", "1", " ", "\n", "é", "🐲",
			"\u2028", "\u00a0", "\0", "\v", "ab", "ç", "\ud7ff", "\ue000", "Ω",
			"\u0663", "$", ".", "/", "\ufeff", "B"]);
	return s;
}
function compile(p, flags) {
	try {
		return new RegExp(p, flags);
	} catch {
		return null;
	}
}

/* V8 begins some matches between the halves of a pair, where nothing can begin. */
function within_pair(re, s) {
	const m = re.exec(s);
	return m !== null && m.index > 0 && /[\udc00-\udfff]/.test(s[m.index]);
}

const cases = [];
for (let i = 0; i < Number(rounds); i++) {
	const p = pattern(), subjects = [];
	for (let k = 0; k < 6; k++)
		subjects.push(subject());
	cases.push({ p, subjects });
}
const input = cases.map((c) => [c.p, ...c.subjects].map(hex).join(" ")).join("\n") + "\n";
let passed = 0, failed = 0, compared = 0, open = 0;
function fail(c, what) {
	if (++failed <= 20)
		console.log(`/${c.p}/: ${what}`);
}
/* Why the results may differ in peace: one of them is not the last word. */
function incomparable(c, re, strict, s, got) {
	return got === "g" || within_pair(re, s) ||
		(!strict && /[^\0-\x7f]|\\[upPk]/.test(s + c.p));
}
/* What is wrong with the probe's answer, or null. */
function judge(c, line) {
	const [verdict, , results] = line.split(" ");
	const strict = compile(c.p, "u"), warned = verdict.endsWith("!");
	const accepted = verdict !== "" && !verdict.startsWith("invalid");
	/* What has a warning is an error with flag u, but for "[[:alpha:]". */
	if (accepted !== (strict !== null) && !(accepted && warned))
		return `${verdict}, but ${strict ? "valid" : "invalid"}`;
	if (accepted && warned && strict !== null && !c.p.includes(":]"))
		return `${verdict}, but valid`;
	const re = strict || compile(c.p, "");
	if (accepted && (results === "-" || re === null))
		open += c.subjects.length;
	if (!accepted || results === "-" || re === null)
		return null;
	for (const [k, s] of c.subjects.entries()) {
		if (incomparable(c, re, strict, s, results[k]))
			open++;
		else if (compared++, (results[k] === "y") !== re.test(s))
			return `${JSON.stringify(s)} is ${results[k]}`;
	}
	return null;
}
/* Both engines, and PCRE2 alone. */
for (const engines of ["3", "2"]) {
	const run = spawnSync(probe, [engines], { input, maxBuffer: 1 << 28 });
	const lines = run.stdout.toString().split("\n");
	const before = failed;
	if (run.status !== 0)
		fail({ p: "" }, `the probe ended with ${run.status} ${run.signal}`);
	cases.forEach((c, i) => {
		const problem = judge(c, lines[i] || "");
		if (problem !== null)
			fail(c, `${problem} (engines ${engines})`);
	});
	if (failed === before) // a loop over random patterns is one test
		passed++;
}
console.log(`${compared} results compared, ${open} left open (unsupported, given up, ...)`);
if (open * 5 > compared)
	fail({ p: "" }, "too little was compared");
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
