#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { terminal } from './console.ts';
import { doctor } from './doctor/doctor.ts';
import { add, upgrade } from './install.ts';
import { InstallerError, inWords } from './installer-error.ts';
import { readSource, sourceFolder } from './source.ts';

const USAGE = `supabase-support-chat add       puts the chat's migrations, function and config into supabase/
supabase-support-chat upgrade   adds what a newer version has brought
supabase-support-chat doctor    says what the project lacks, and how to mend it

  --dry-run   says what would be done, and changes nothing
  --yes       answers yes to every question
  --db-url    the connection string of the project that doctor asks, or SUPABASE_DB_URL; by default the
              linked project`;

/** Runs a command line. @returns the exit code */
async function main(args: string[]): Promise<number> {
	const { values, positionals } = parse(args);
	const [command = 'help'] = positionals;
	if (values.help || command === 'help') {
		console.log(USAGE);
		return 0;
	}
	const source = await readSource(sourceFolder());
	const common = { source, folder: process.cwd(), console: terminal };
	if (command === 'doctor') {
		const dbUrl = values['db-url'] ?? process.env.SUPABASE_DB_URL;
		return (await doctor({ ...common, dbUrl })) ? 0 : 1;
	}
	if (command !== 'add' && command !== 'upgrade') throw new InstallerError(USAGE);
	await (command === 'add' ? add : upgrade)({
		...common,
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
				'db-url': { type: 'string' },
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
