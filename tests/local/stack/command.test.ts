import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { findFreePortBase, isFree, portsFrom } from '../../../supabase/local/ports.ts';

// `npm run stack`, run through npm like a person or a script does.

const ROOT = join(import.meta.dirname, '..', '..', '..');
let running: ChildProcess | undefined;
afterEach(async () => {
	if (!running || running.exitCode !== null || running.signalCode !== null) return;
	running.kill('SIGTERM');
	await once(running, 'exit');
});

function run(...args: string[]): ChildProcess {
	running = spawn('npm', ['run', '--silent', 'stack', '--', ...args], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	return running;
}

async function firstLine(child: ChildProcess): Promise<string> {
	if (!child.stdout) throw new Error('no output');
	const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
	return line;
}

/** Waits until the ports are free; another process has no event to await. */
async function allFree(ports: number[]): Promise<void> {
	while (!(await Promise.all(ports.map(isFree))).every(Boolean)) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

describe('npm run stack', () => {
	test('prints one line of JSON when ready, and SIGTERM stops everything it started', async () => {
		const portBase = await findFreePortBase(29000);
		const ports = portsFrom(portBase);
		const child = run('--json', '--fresh', '--port-base', String(portBase));
		const ready = JSON.parse(await firstLine(child));
		expect(ready).toEqual({
			url: `http://127.0.0.1:${ports.api}`,
			publishable_key: expect.stringMatching(/^sb_publishable_/),
			secret_key: expect.stringMatching(/^sb_secret_/),
			db_url: expect.stringContaining(`:${ports.db}/postgres`),
			mailbox_url: `http://127.0.0.1:${ports.mailbox}`
		});
		const client = new pg.Client({ connectionString: ready.db_url });
		await client.connect();
		const { rows } = await client.query('select email from auth.users where email = $1', [
			'admin@example.com'
		]);
		expect(rows).toHaveLength(1);
		await client.end();

		child.kill('SIGTERM');
		await once(child, 'exit');
		await allFree(Object.values(ports));
	});

	test('names a taken port in one line and fails', async () => {
		const portBase = await findFreePortBase(29200);
		const ports = portsFrom(portBase);
		const occupant = createServer().listen(ports.db, '127.0.0.1');
		await once(occupant, 'listening');
		const child = run('--fresh', '--port-base', String(portBase));
		let errors = '';
		child.stderr?.on('data', (chunk) => (errors += chunk));
		const [code] = await once(child, 'close');
		occupant.close();
		expect(code).not.toBe(0);
		expect(errors.trim().split('\n')).toEqual([
			expect.stringContaining(`Port ${ports.db} (Postgres) is taken.`)
		]);
	});

	test('prints the usage for an invalid option', async () => {
		const child = run('--port-base', 'abc');
		let errors = '';
		child.stderr?.on('data', (chunk) => (errors += chunk));
		const [code] = await once(child, 'close');
		expect(code).not.toBe(0);
		expect(errors).toContain('--port-base takes a whole number');
	});

	test('leaves no process running after SIGKILL', async () => {
		const portBase = await findFreePortBase(29400);
		running = spawn(
			process.execPath,
			['supabase/local/main.ts', '--json', '--fresh', '--port-base', String(portBase)],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
		);
		await firstLine(running);
		running.kill('SIGKILL');
		await once(running, 'exit');
		await allFree(Object.values(portsFrom(portBase)));
	});
});
