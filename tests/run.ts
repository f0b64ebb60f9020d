import { availableParallelism } from 'node:os';
import { loadEnvironment } from './fixtures/start-stack.ts';
import { schedule, type Outcome, type Task } from './schedule.ts';
import { steps, type Step } from './steps.ts';
import { Workshop } from './workshop.ts';

// `npm test`: all steps, three at a time, since some compute and others wait. `npm test -- unit browser` runs only the
// steps named. What several steps need is made once, for the first of them.

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
	console.error(
		`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`
	);
	process.exit(1);
}
const chosen = Object.entries(steps).filter(([name]) => !wanted.length || wanted.includes(name));
// One more than two processors can compute, as the steps of the database wait for most of their time.
const places = availableParallelism() > 1 ? 3 : 1;

const start = performance.now();
loadEnvironment();
const workshop = new Workshop({ isShared: chosen.length > 1 && places > 1 });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void workshop.close().finally(() => process.exit(1)));
}
try {
	const outcomes = await schedule(chosen.map(taskOf), places, (outcome) => workshop.tell(outcome));
	printSeconds([...workshop.prepared, ...outcomes]);
	for (const { name, error } of outcomes) {
		if (error) console.error(`\n${name}: ${error.message}`);
	}
	if (outcomes.some(({ error }) => error)) process.exitCode = 1;
} finally {
	await workshop.close();
}

function taskOf([name, step]: [string, Step]): Task {
	// A Supabase from outside is one for all.
	const uses = step.supabase ? [process.env.SUPABASE_URL ? 'supabase' : step.supabase] : [];
	return { name, uses, run: () => workshop.run(name, step) };
}

function printSeconds(outcomes: readonly Outcome[]): void {
	const total = (performance.now() - start) / 1000;
	console.log('\n── seconds');
	for (const { name, seconds, error } of [...outcomes, { name: 'in all', seconds: total }]) {
		console.log(`${name.padEnd(26)}${seconds.toFixed(1).padStart(8)}${error ? '  failed' : ''}`);
	}
}
