import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { spawnStack, stackVariables } from './fixtures/start-stack.ts';
import type { Outcome } from './schedule.ts';
import { preparations, type Preparation, type Step, type Tools } from './steps.ts';

const ROOT = join(import.meta.dirname, '..');

/** Where steps run: makes what they need, and keeps what they print apart. */
export interface Workshop {
	/** Makes what a step needs, unless it is made, and runs it. @throws Error when either fails */
	run(name: string, step: Step): Promise<void>;
	/** Prints what a step has printed, when it runs beside others, and how long it took. */
	tell(outcome: Outcome): void;
	/** What was made for the steps, so far. */
	readonly prepared: readonly Outcome[];
	/** Ends all programs, and what was made that has to be stopped. */
	close(): Promise<void>;
}

/** @param isShared whether several steps run at a time: what each prints is then kept until it has ended */
export function makeWorkshop({ isShared }: { isShared: boolean }): Workshop {
	const programs = new Set<ChildProcess>();
	const printed = new Map<string, Buffer[]>();
	const made = new Map<string, Promise<unknown>>();
	const prepared: Outcome[] = [];
	const closings: (() => Promise<void>)[] = [];

	/** Makes something once; those who ask for it later get the same. */
	function makeOnce<T>(title: string, make: () => Promise<T>): Promise<T> {
		const start = performance.now();
		const makeAndNote = async () => {
			const result = await make();
			prepared.push({ name: title, seconds: (performance.now() - start) / 1000 });
			return result;
		};
		const making = made.get(title) ?? makeAndNote();
		made.set(title, making);
		return making as Promise<T>;
	}

	function toolsOf(name: string, env: NodeJS.ProcessEnv): Tools {
		const keep = (text: Buffer) => void printed.set(name, [...(printed.get(name) ?? []), text]);
		const print = isShared ? keep : (text: Buffer) => void process.stdout.write(text);
		return {
			env,
			say: (line) => print(Buffer.from(`${line}\n`)),
			run: (program, ...args) =>
				runProgram(program, args, { env, programs, print: isShared ? print : undefined })
		};
	}

	async function supabaseFor(name: string): Promise<NodeJS.ProcessEnv> {
		if (process.env.SUPABASE_URL) return process.env;
		return makeOnce(`a Supabase for ${name}`, async () => {
			const { ready, stop } = await spawnStack('inherit');
			closings.push(stop);
			return { ...process.env, ...stackVariables(ready) };
		});
	}

	return {
		prepared,
		async run(name, { needs = [], supabase, run }) {
			console.log(isShared ? `… ${name}` : `\n── ${name}`);
			const prepare = (need: Preparation) =>
				makeOnce(need, () => preparations[need](toolsOf(name, process.env)));
			for (const need of needs) await prepare(need);
			await run(toolsOf(name, supabase ? await supabaseFor(supabase) : process.env));
		},
		tell({ name, seconds, error }) {
			if (!isShared) return;
			console.log(`\n── ${name}, ${seconds.toFixed(1)} s${error ? ', failed' : ''}`);
			for (const text of printed.get(name) ?? []) process.stdout.write(text);
			console.log('');
			printed.delete(name);
		},
		async close() {
			for (const program of programs) program.kill();
			await Promise.all(closings.splice(0).map((stop) => stop()));
		}
	};
}

interface ProgramOptions {
	env: NodeJS.ProcessEnv;
	/** Those that run. */
	programs: Set<ChildProcess>;
	/** Receives what it prints; by default it goes to this process's own output. */
	print: ((text: Buffer) => void) | undefined;
}

async function runProgram(
	name: string,
	args: readonly string[],
	{ env, programs, print }: ProgramOptions
): Promise<void> {
	const child = spawn(join(ROOT, 'node_modules', '.bin', name), args, {
		cwd: ROOT,
		env,
		stdio: print ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		shell: process.platform === 'win32'
	});
	programs.add(child);
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', print!);
	const [code] = (await once(child, 'close')) as [number | null];
	programs.delete(child);
	if (code !== 0) throw new Error(`${name} ${args.join(' ')} failed.`);
}
