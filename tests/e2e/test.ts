import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { createAdmin, createUser, remove, type Person } from '../fixtures/people.ts';
import { Conversation, Inbox, Widget } from './screens.ts';
import { signIn } from './sign-in.ts';

export { expect } from '@playwright/test';

/** Somebody in a browser of their own, signed in. */
export interface Visitor {
	person: Person;
	context: BrowserContext;
	page: Page;
}

interface Fixtures {
	user: Visitor;
	admin: Visitor;
	/** The user's widget, on the app's first page. */
	widget: Widget;
	/** The admin's list. */
	inbox: Inbox;
}

/** Playwright's `test`: each test has its own user and its own admin, made for it and deleted after. */
export const test = base.extend<Fixtures>({
	user: async ({ browser }, use) => {
		const person = await createUser();
		const context = await browser.newContext();
		await use({ person, context, page: await signIn(context, person) });
		await context.close();
		await remove(person);
	},
	admin: async ({ browser }, use) => {
		const person = await createAdmin('Support');
		const context = await browser.newContext();
		await use({ person, context, page: await signIn(context, person, '/admin') });
		await context.close();
		await remove(person);
	},
	widget: async ({ user }, use) => use(new Widget(user.page)),
	inbox: async ({ admin }, use) => use(new Inbox(admin.page))
});

export { Conversation, Inbox, signIn, Widget };
