#!/usr/bin/env node
// Starts the program of this machine's architecture, which lies beside this file.
'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const machines = { x64: 'x86_64', arm64: 'aarch64' };
const program = path.join(__dirname, `hookvet-linux-${machines[process.arch]}`);

if (process.platform !== 'linux' || !fs.existsSync(program)) {
	console.error(`hookvet: this package has no program for ${process.platform} on ${process.arch}`);
	process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), { stdio: 'inherit', windowsHide: true });
if (run.error) {
	console.error(`hookvet: cannot run '${program}': ${run.error.code}`);
	process.exit(2);
}
if (run.signal)
	process.kill(process.pid, run.signal);
process.exitCode = run.status === null ? 2 : run.status;
