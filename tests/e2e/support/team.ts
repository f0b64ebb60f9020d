import { randomUUID } from 'node:crypto';
import { createAdmin, remove, type Person } from '../../fixtures/people.ts';
import { Inbox, signIn, test as base } from './test.ts';

interface Team {
	/** A second admin, whose name no other test's has. */
	grace: Person & { name: string };
	/** Their inbox, in a browser of their own. */
	graceInbox: Inbox;
}

/** The `test` of test.ts with a second admin. */
export const test = base.extend<Team>({
	grace: async ({}, use) => {
		const name = `Grace ${randomUUID()}`;
		const grace = await createAdmin(name);
		await use({ ...grace, name });
		await remove(grace);
	},
	graceInbox: async ({ browser, grace }, use) => {
		const context = await browser.newContext();
		await use(new Inbox(await signIn(context, grace, '/admin')));
		await context.close();
	}
});
