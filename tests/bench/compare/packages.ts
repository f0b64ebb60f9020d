import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The chats to compare with, all under the MIT licence. They are 60 MB, which no other command needs: they are
 * installed when they are compared, and not with the repo.
 */
const PACKAGES = [
	'deep-chat@2.4.2',
	'@chatscope/chat-ui-kit-react@2.1.1',
	'@chatscope/chat-ui-kit-styles@1.4.0',
	'react@19.3.1',
	'react-dom@19.3.1'
];
/** Its build is in the package, and needs none of the 18 packages that it was built from. */
const ROCKET_CHAT = '@rocket.chat/livechat@1.13.3';

export interface InstalledPackages {
	/** The folder of the first ones' node_modules. */
	modules: string;
	/** The folder of Rocket.Chat's built widget. */
	rocketChat: string;
	remove(): Promise<void>;
}

/** Installs the packages into a temporary folder, without running any of their scripts. */
export async function installPackages(): Promise<InstalledPackages> {
	const folder = await mkdtemp(join(tmpdir(), 'support-chat-compare-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	try {
		const npm = async (...args: string[]) =>
			(await run('npm', args, { cwd: folder, shell: process.platform === 'win32' })).stdout;
		await writeFile(join(folder, 'package.json'), '{ "private": true }');
		const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await npm('install', ...quiet, ...PACKAGES);
		const packed = await npm('pack', ROCKET_CHAT, '--loglevel=error');
		await run('tar', ['-xzf', packed.trim()], { cwd: folder });
		return {
			modules: join(folder, 'node_modules'),
			rocketChat: join(folder, 'package', 'build'),
			remove
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
