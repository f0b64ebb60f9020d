import { execFile } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureInstallation } from '../../../supabase/local/postgres/installation.ts';
import { postgresOsUser } from '../../../supabase/local/postgres/os-user.ts';
import { DEFAULT_PORT_BASE, portsFrom, requireFreePorts } from '../../../supabase/local/ports.ts';
import { makeStateFolder, makeThrowawayFolder } from '../../../supabase/local/state-folder.ts';
import { spawnReady } from '../../fixtures/spawn-ready.ts';
import { median, type Measurement } from '../measurement.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const APP_IS_UP = /App +http/;

const run = promisify(execFile);

/**
 * Figure 14: `npm run dev` until it prints the app's address: the first start after an install, in a copy of
 * the repo without any state, and a later start; against initdb and then Vite alone.
 *
 * @param rounds number of copies; each gives one first and one later start
 */
export async function measureStart(rounds: number): Promise<Measurement[]> {
	await requireFreePorts(portsFrom(DEFAULT_PORT_BASE));
	const times: Record<'first' | 'later' | 'floor', number[]> = { first: [], later: [], floor: [] };
	for (let round = 0; round < rounds; round++) {
		const initdb = await timeInitdb();
		const alone = await withCopy((copy) =>
			timeStart(copy, 'tests/bench/stack/vite-alone.ts', /ready/)
		);
		times.floor.push(initdb + alone);
		await withCopy(async (copy) => {
			times.first.push(await timeStart(copy, 'supabase/local/dev.ts', APP_IS_UP));
			times.later.push(await timeStart(copy, 'supabase/local/dev.ts', APP_IS_UP));
		});
	}
	const common = {
		floorWhat: 'initdb + vite alone',
		floor: median(times.floor),
		unit: 's',
		kind: 'ratio',
		target: 2
	} as const;
	return [
		{ id: '14a', what: 'first start of npm run dev', value: median(times.first), ...common },
		{ id: '14b', what: 'a later start', value: median(times.later), ...common }
	];
}

async function timeStart(folder: string, script: string, says: RegExp): Promise<number> {
	const start = performance.now();
	const started = await spawnReady(script, [], { cwd: folder, says });
	const seconds = (performance.now() - start) / 1000;
	await started.stop();
	return seconds;
}

async function timeInitdb(): Promise<number> {
	const initdb = join(await ensureInstallation(await makeStateFolder()), 'bin', 'initdb');
	const folder = await makeThrowawayFolder();
	try {
		const data = join(folder.path, 'data');
		await mkdir(data);
		const user = postgresOsUser();
		if (user.uid !== undefined && user.gid !== undefined) await chown(data, user.uid, user.gid);
		const start = performance.now();
		await run(initdb, [`--pgdata=${data}`, '--locale=C', '--no-sync'], { cwd: data, ...user });
		return (performance.now() - start) / 1000;
	} finally {
		await folder.remove();
	}
}

/** Runs `use` with a copy of the repo after an install, and removes the copy and its database. */
async function withCopy<Value>(use: (copy: string) => Promise<Value>): Promise<Value> {
	const copy = await mkdtemp(join(tmpdir(), 'support-chat-start-'));
	const { stateFolder } = (await copyRepo(copy)) as { stateFolder(): string };
	try {
		return await use(copy);
	} finally {
		await rm(copy, { recursive: true, force: true });
		await rm(stateFolder(), { recursive: true, force: true });
	}
}

const LEFT_OUT = ['.git', '.svelte-kit', 'build', 'node_modules', join('supabase', '.local')].map(
	(name) => join(ROOT, name)
);

/** @returns the copy's state-folder module */
async function copyRepo(copy: string): Promise<unknown> {
	await cp(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.includes(path) });
	await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
	return import(join(copy, 'supabase/local/state-folder.ts'));
}
