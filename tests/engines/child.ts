import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs until it is stopped, and not longer than this process. */
export class Child {
	/** What it writes to its file descriptor 3. */
	readonly told: Promise<string>;
	readonly #process: ChildProcess;
	#failed: Error | undefined;

	constructor(program: string, args: string[], env: Record<string, string> = {}) {
		this.#process = spawn(program, args, {
			// What GTK and Mesa miss on a machine without a desktop is nobody's concern.
			stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
			env: { ...process.env, ...env }
		});
		this.#process.once('error', (error) => (this.#failed = error));
		process.once('exit', this.#kill);
		const said = once(this.#process.stdio[3]!, 'data').then(([data]) => String(data).trim());
		const ended = once(this.#process, 'exit').then(() => Promise.reject(this.#end()));
		this.told = Promise.race([said, ended]);
		// Not everybody asks.
		this.told.catch(() => {});
	}

	/** @throws Error when it has ended by itself, or did not even start */
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
