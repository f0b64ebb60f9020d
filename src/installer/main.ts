#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { terminal } from './console.ts';
import { add, upgrade } from './install.ts';
import { InstallerError, inWords } from './installer-error.ts';
import { readSource, sourceFolder } from './source.ts';

const USAGE = `supabase-support-chat add       puts the chat's migrations, function and config into supabase/
supabase-support-chat upgrade   adds what a newer version has brought

  --dry-run   says what would be done, and changes nothing
  --yes       answers yes to every question`;

/** Runs a command line. @returns the exit code */
async function main(args: string[]): Promise<number> {
	const { values, positionals } = parse(args);
	const [command = 'help'] = positionals;
	if (values.help || command === 'help') {
		console.log(USAGE);
		return 0;
	}
	if (command !== 'add' && command !== 'upgrade') throw new InstallerError(USAGE);
	await (command === 'add' ? add : upgrade)({
		source: await readSource(sourceFolder()),
		folder: process.cwd(),
		console: terminal,
		now: new Date(),
		dryRun: values['dry-run'],
		yes: values.yes
	});
	return 0;
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				'dry-run': { type: 'boolean', default: false },
				yes: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false }
			}
		});
	} catch (error) {
		throw new InstallerError(`${(error as Error).message}\n\n${USAGE}`);
	}
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const said = inWords(error);
	if (!(said instanceof InstallerError)) throw said;
	console.error(said.message);
	process.exitCode = 1;
}
