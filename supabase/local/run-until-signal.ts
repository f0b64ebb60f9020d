import { StackError } from './errors.ts';

/**
 * Runs a program that goes on until Ctrl-C, SIGTERM or the end of its terminal, then stops it and
 * ends the process. A second signal ends it at once.
 *
 * @param start starts the program and returns what stops it
 */
export async function runUntilSignal(start: () => Promise<() => Promise<void>>): Promise<void> {
	let stop: (() => Promise<void>) | undefined;
	let signalled = false;
	const end = async () => {
		if (signalled) process.exit(1);
		signalled = true;
		// A signal during the start waits for it: only then is it known what there is to stop.
		if (stop) await stop().finally(() => process.exit());
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
	onEndOfNpm(end);
	try {
		stop = await start();
		if (signalled) await stop().finally(() => process.exit());
	} catch (error) {
		console.error(error instanceof StackError ? `\n${error.message}` : error);
		process.exit(1);
	}
}

/**
 * Calls back when the npm that runs this script has ended. npm runs a script in a shell and hands a
 * signal to that shell, which dies of it without passing it on.
 */
function onEndOfNpm(callback: () => void): void {
	if (!process.env.npm_lifecycle_event) return;
	const shell = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === shell) return;
		clearInterval(watch);
		callback();
	}, 200);
	watch.unref();
}
