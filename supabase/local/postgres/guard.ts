import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Stops the server even when this process is killed with SIGKILL: a shell waits for the end of a pipe
 * that only this process keeps open.
 *
 * @returns a function that dismisses the guard; call it once the server has ended
 */
export function guard(server: ChildProcess): () => void {
	if (process.platform === 'win32') return () => {};
	const shell = spawn('sh', ['-c', 'read _ || kill -INT "$0"', String(server.pid)], {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true
	});
	shell.unref();
	return () => {
		shell.stdin.on('error', () => {
			// The guard has already exited.
		});
		shell.stdin.end('dismissed\n');
	};
}
