import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A child process that runs until it is stopped, at the latest when this process exits. */
export class Child {
	/** Its first output on file descriptor 3; rejects if it exits before. */
	readonly output: Promise<string>;
	readonly #process: ChildProcess;
	#failed: Error | undefined;

	constructor(program: string, args: string[], env: Record<string, string> = {}) {
		this.#process = spawn(program, args, {
			// Hides the warnings of GTK and Mesa on a machine without a desktop.
			stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
			env: { ...process.env, ...env }
		});
		this.#process.once('error', (error) => (this.#failed = error));
		process.once('exit', this.#kill);
		const first = once(this.#process.stdio[3]!, 'data').then(([data]) => String(data).trim());
		const ended = once(this.#process, 'exit').then(() => Promise.reject(this.#end()));
		this.output = Promise.race([first, ended]);
		// Not every caller awaits it.
		this.output.catch(() => {});
	}

	/** @throws Error when it has exited on its own or did not start */
	expectAlive(): void {
		if (this.#failed) throw this.#failed;
		if (this.#hasEnded()) throw this.#end();
	}

	async stop(): Promise<void> {
		process.off('exit', this.#kill);
		if (this.#failed || this.#hasEnded()) return;
		const ended = once(this.#process, 'exit');
		this.#kill();
		await ended;
	}

	#hasEnded(): boolean {
		return this.#process.exitCode !== null || this.#process.signalCode !== null;
	}

	#end(): Error {
		const { spawnfile, exitCode, signalCode } = this.#process;
		return new Error(`${spawnfile} ended: ${exitCode ?? signalCode}.`);
	}

	readonly #kill = () => void this.#process.kill('SIGKILL');
}
