/*
 * matcher: the problem matcher of the action reads what we print.
 *
 *   node matcher.js REPORT JSON
 */
'use strict';

const fs = require('fs');
const [report, json] = process.argv.slice(2);
const matchers = JSON.parse(fs.readFileSync(
	'.github/actions/hookvet/problem-matcher.json')).problemMatcher;
const want = JSON.parse(fs.readFileSync(json)).findings.filter(f => f.suppressed === null);
const got = [];

for (const line of fs.readFileSync(report, 'utf8').split('\n')) {
	for (const matcher of matchers) {
		const p = matcher.pattern[0], m = new RegExp(p.regexp).exec(line);

		if (m) got.push([m[p.file], +m[p.line], +m[p.column], p.severity ? m[p.severity] :
			'info', m[p.message], m[p.code]]);
	}
}
if (got.length !== want.length)
	throw new Error(`${got.length} matched, not ${want.length}`);
want.forEach((f, i) => {
	const all = [f.file, f.line, f.column, f.severity, f.message, f.rule];

	if (JSON.stringify(all) !== JSON.stringify(got[i]))
		throw new Error(`${JSON.stringify(got[i])}, not ${JSON.stringify(all)}`);
});
