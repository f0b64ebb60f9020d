import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { spawnStack, stackVariables } from './fixtures/start-stack.ts';
import type { Outcome } from './schedule.ts';
import { preparations, type Step, type Tools } from './steps.ts';

const ROOT = join(import.meta.dirname, '..');

/** How a program of a step runs. */
interface HowToRun {
	env: NodeJS.ProcessEnv;
	/** Takes what it prints while other steps run beside it. */
	print(text: Buffer): void;
	/** Whether it lets the programs of other steps go first. */
	isPatient: boolean;
}

/** Runs steps: makes what they need, and keeps what each prints apart. */
export class Workshop {
	/** What was made for the steps so far. */
	readonly prepared: Outcome[] = [];
	/** Whether steps run beside each other: what one prints is then kept until it has ended. */
	readonly #isShared: boolean;
	readonly #made = new Map<string, Promise<unknown>>();
	readonly #printed = new Map<string, Buffer[]>();
	readonly #programs = new Set<ChildProcess>();
	readonly #stops: (() => Promise<void>)[] = [];
	/** One Supabase starts after the other: two that look for free ports at once could find the same. */
	#lastStart: Promise<unknown> = Promise.resolve();

	constructor({ isShared }: { isShared: boolean }) {
		this.#isShared = isShared;
	}

	/** Makes what a step needs, unless it is made, and runs it. @throws Error when either fails */
	async run(name: string, { needs = [], supabase, isPatient, run }: Step): Promise<void> {
		console.log(this.#isShared ? `… ${name}` : `\n── ${name}`);
		for (const need of needs) {
			await this.#makeOnce(need, () => preparations[need](this.#tools(name, process.env)));
		}
		const env = supabase ? await this.#startSupabase(supabase) : process.env;
		await run(this.#tools(name, env, this.#isShared && isPatient));
	}

	/** Prints what a step has printed, when others ran beside it. */
	tell({ name, seconds, error }: Outcome): void {
		if (!this.#isShared) return;
		console.log(`\n── ${name}, ${seconds.toFixed(1)} s${error ? ', failed' : ''}`);
		for (const text of this.#printed.get(name) ?? []) process.stdout.write(text);
		this.#printed.delete(name);
	}

	/** Ends the programs of all steps, and what was started for them. */
	async close(): Promise<void> {
		for (const program of this.#programs) program.kill();
		await Promise.all(this.#stops.splice(0).map((stop) => stop()));
	}

	/**
	 * The environment with a Supabase: that from outside, else a local one for all steps that ask for this name, but for
	 * `own`.
	 */
	async #startSupabase(name: string): Promise<NodeJS.ProcessEnv> {
		if (name === 'own' || process.env.SUPABASE_URL) return process.env;
		return this.#makeOnce(`a Supabase for ${name}`, async () => {
			const starting = this.#lastStart.then(() => spawnStack('inherit'));
			this.#lastStart = starting.catch(() => {});
			const { ready, stop } = await starting;
			this.#stops.push(stop);
			return { ...process.env, ...stackVariables(ready) };
		});
	}

	/** Makes something; those who ask for it later get the same. */
	#makeOnce<T>(name: string, make: () => Promise<T>): Promise<T> {
		const start = performance.now();
		const makeAndNote = async () => {
			const made = await make();
			this.prepared.push({ name, seconds: (performance.now() - start) / 1000 });
			return made;
		};
		const making = this.#made.get(name) ?? makeAndNote();
		this.#made.set(name, making);
		return making as Promise<T>;
	}

	#tools(name: string, env: NodeJS.ProcessEnv, isPatient = false): Tools {
		const print = (text: Buffer) => {
			if (!this.#isShared) return void process.stdout.write(text);
			this.#printed.set(name, [...(this.#printed.get(name) ?? []), text]);
		};
		return {
			env,
			say: (line) => print(Buffer.from(`${line}\n`)),
			run: (program, ...args) => this.#runProgram(program, args, { env, print, isPatient })
		};
	}

	async #runProgram(name: string, args: string[], how: HowToRun): Promise<void> {
		const { env, print, isPatient } = how;
		const child = spawn(join(ROOT, 'node_modules', '.bin', name), args, {
			cwd: ROOT,
			env,
			stdio: this.#isShared ? ['ignore', 'pipe', 'pipe'] : 'inherit',
			shell: process.platform === 'win32'
		});
		// Its own programs inherit this.
		if (isPatient && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
		this.#programs.add(child);
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', print);
		const [code] = (await once(child, 'close')) as [number | null];
		this.#programs.delete(child);
		if (code !== 0) throw new Error(`${name} ${args.join(' ')} failed.`);
	}
}
