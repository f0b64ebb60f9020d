import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { StackError } from '../errors.ts';
import { postgresOsUser } from './os-user.ts';

/**
 * Runs a program of the installation as PostgreSQL's user and waits for it to exit.
 *
 * @throws StackError with the last lines of its output; an error with code ENOSPC when the disk is full
 */
export async function runProgram(program: string, args: string[]): Promise<void> {
	const child = spawn(program, args, {
		...postgresOsUser(),
		cwd: '/',
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let output = '';
	child.stderr.on('data', (chunk: Buffer) => (output += chunk));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code === 0) return;
	if (/No space left on device/.test(output)) {
		throw Object.assign(new Error(output), { code: 'ENOSPC' });
	}
	throw new StackError(`${program} failed: ${output.trim().split('\n').slice(-3).join(' ')}`);
}
