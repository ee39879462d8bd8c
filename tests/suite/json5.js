// Standard input: lines of suite/json5.  A line each: the path, and whether the value is
// the one that JavaScript has for the text; JSON.stringify() makes null of what JSON lacks.
'use strict';
const fs = require('fs');
for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
	const [path, ours] = line.split('\t');
	if (!path || ours.startsWith('refused'))
		continue;
	const text = fs.readFileSync(path, 'utf8');
	const theirs = JSON.stringify((0, eval)('(' + text + '\n)'));
	console.log(path, JSON.stringify(JSON.parse(ours)) === theirs ? 'same' : theirs);
}
