import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Ends the server when this process is killed without a chance to do so itself: a shell waits for the
 * end of a pipe that only this process holds open.
 *
 * @returns what dismisses the guard once the server has ended
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
			// The guard is gone already.
		});
		shell.stdin.end('dismissed\n');
	};
}
