import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateTypes } from './generate-types.ts';
import { findFreePortBase } from './ports.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startStack } from './stack.ts';

const TYPES = join(import.meta.dirname, '../../src/lib/support-chat/supabase/database.types.ts');

// `npm run db:types`: generates the database's types from a fresh local Supabase with all migrations.
await runUntilSignal(async () => {
	const stack = await startStack({ portBase: await findFreePortBase(28000), fresh: true });
	try {
		await writeFile(TYPES, await generateTypes(stack.dbUrl));
	} finally {
		await stack.stop();
	}
	process.exit();
});
