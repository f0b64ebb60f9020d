import { StackError } from './errors.ts';

/**
 * Runs a program until Ctrl-C, SIGTERM or the end of its terminal, then stops it and exits the process.
 * A second signal exits at once.
 *
 * @param start starts the program and resolves to a function that stops it
 */
export async function runUntilSignal(start: () => Promise<() => Promise<void>>): Promise<void> {
	let stop: (() => Promise<void>) | undefined;
	let signalled = false;
	const end = async () => {
		if (signalled) process.exit(1);
		signalled = true;
		// A signal during the start takes effect after it, when there is a `stop` to call.
		if (stop) await stop().finally(() => process.exit());
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void end());
	}
	onEndOfNpm(() => void end());
	try {
		stop = await start();
		if (signalled) await stop().finally(() => process.exit());
	} catch (error) {
		console.error(error instanceof StackError ? `\n${error.message}` : error);
		process.exit(1);
	}
}

/**
 * Calls back when the npm that runs this script has ended. npm runs a script in a shell and sends a
 * signal to that shell, which exits without forwarding it.
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
