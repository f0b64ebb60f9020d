import { startStack } from './fixtures/start-stack.ts';
import { buildApp, steps } from './steps.ts';

// `npm test`: all steps, one after the other, against one Supabase. `npm test -- unit browser` runs only
// the steps named. The Supabase and the built app are made once, for the first step that needs them.

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
	console.error(
		`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`
	);
	process.exit(1);
}
const chosen = Object.entries(steps).filter(([name]) => !wanted.length || wanted.includes(name));

const seconds: [name: string, seconds: number][] = [];
let stopStack: (() => Promise<void>) | undefined;
let isBuilt = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void Promise.resolve(stopStack?.()).finally(() => process.exit(1)));
}
try {
	for (const [name, step] of chosen) {
		if (step.supabase && !stopStack) {
			await timed('start of Supabase', async () => {
				stopStack = await startStack();
			});
		}
		if (step.app && !isBuilt) {
			await timed('build of the app', buildApp);
			isBuilt = true;
		}
		await timed(name, step.run);
	}
} catch (error) {
	console.error(`\n${(error as Error).message}`);
	process.exitCode = 1;
} finally {
	await stopStack?.();
	printSeconds();
}

/** Runs a part of the whole under its name, and notes how long it takes, also when it fails. */
async function timed(name: string, part: () => Promise<void>): Promise<void> {
	console.log(`\n── ${name}`);
	const start = performance.now();
	try {
		await part();
	} finally {
		seconds.push([name, (performance.now() - start) / 1000]);
	}
}

function printSeconds(): void {
	const total = seconds.reduce((sum, [, each]) => sum + each, 0);
	console.log('\n── seconds');
	for (const [name, each] of [...seconds, ['total', total] as const]) {
		console.log(`${name.padEnd(20)}${each.toFixed(1).padStart(8)}`);
	}
}
