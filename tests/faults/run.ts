import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { Journal } from './journal.ts';
import { WAVE_MS } from './plan.ts';
import { runStorm, type Outcome } from './storm.ts';

const USAGE = `npm run test:faults -- [--minutes 2] [--seed 123] [--journal] [--built]

  Three browsers use one chat while everything between them, the database and Storage fails, in waves;
  after each wave all screens must equal the table, and Storage must have the files.

  --minutes  approximate duration (default 2); one wave with every kind of fault takes 40 seconds
  --seed     repeats the faults of an earlier run (default: random)
  --journal  prints the last events even if the run succeeds
  --built    uses the last build of the app`;

const ROOT = join(import.meta.dirname, '..', '..');
const MS_PER_WAVE = WAVE_MS + 10_000;

const { minutes, seed, built, printJournal } = readOptions();
const journal = new Journal();
// Faults log errors on purpose; they matter only when the run fails.
console.error = (...words) => journal.note(format(...words).split('\n', 1)[0]!);
console.warn = console.error;
// Exits normally, so that 'exit' handlers stop the child processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
if (!built) build();
const waves = Math.max(1, Math.round((minutes * 60_000) / MS_PER_WAVE));
console.log(`Seed ${seed}, ${waves} ${waves === 1 ? 'wave' : 'waves'} of faults.`);
const outcome = await runStorm(seed, waves, journal);
const wrong = problems(outcome);
console.log(figures(outcome));
if (wrong.length > 0) console.log(['', ...wrong].join('\n'));
if (wrong.length > 0 || printJournal) {
	console.log(['', 'Last events:', ...journal.notes].join('\n'));
}
if (wrong.length > 0) {
	console.log(`\nTo repeat it: npm run test:faults -- --minutes ${minutes} --seed ${seed}`);
}
process.exit(wrong.length > 0 ? 1 : 0);

function figures({ typed, stored, files, leftovers, verdict, recoveries }: Outcome): string {
	const rows: [string, number | string][] = [
		['messages typed', typed],
		['messages stored', stored],
		['files of theirs', files],
		['objects left over from other tries', leftovers],
		...journal.counts,
		['lost', verdict.lost.length],
		['doubled', verdict.doubled.length],
		['out of order', verdict.outOfOrder.length],
		['misattributed', verdict.misattributed.length],
		['slowest recovery', `${(Math.max(0, ...recoveries) / 1000).toFixed(1)} s`]
	];
	return rows.map(([name, value]) => `${name.padEnd(46)}${value}`).join('\n');
}

function problems({ verdict, failure }: Outcome): string[] {
	return [
		...(failure === null ? [] : [`The screens did not recover:\n${failure}`]),
		...verdict.lost,
		...verdict.doubled,
		...verdict.outOfOrder,
		...verdict.misattributed,
		...journal.missing.map((kind) => `Never occurred: ${kind}`)
	];
}

function build(): void {
	const vite = join(ROOT, 'node_modules', '.bin', 'vite');
	const options = { cwd: ROOT, shell: process.platform === 'win32' };
	const { status } = spawnSync(vite, ['build', '--logLevel', 'warn'], {
		...options,
		stdio: 'inherit'
	});
	if (status !== 0) process.exit(1);
}

function readOptions(): { minutes: number; seed: number; built: boolean; printJournal: boolean } {
	try {
		const { values } = parseArgs({
			options: {
				minutes: { type: 'string', default: '2' },
				seed: { type: 'string', default: String(randomInt(1_000_000)) },
				journal: { type: 'boolean', default: false },
				built: { type: 'boolean', default: false }
			}
		});
		const minutes = Number(values.minutes);
		const seed = Number(values.seed);
		if (!(minutes > 0)) throw new Error('--minutes must be a number above 0.');
		if (!Number.isInteger(seed)) throw new Error('--seed must be an integer.');
		return { minutes, seed, built: values.built, printJournal: values.journal };
	} catch (error) {
		console.log(`${(error as Error).message}\n\n${USAGE}`);
		process.exit(1);
	}
}
