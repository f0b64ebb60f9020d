import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { createAdmin, createUser, remove, type Person } from '../../fixtures/people.ts';
import { setHealth } from './health-answer.ts';
import { watchPolicy } from './policy-violations.ts';
import { Conversation, Inbox, Widget } from './screens.ts';
import { signIn } from './sign-in-page.ts';

/** Somebody in a browser of their own, signed in. */
export interface Visitor {
	person: Person;
	context: BrowserContext;
	page: Page;
}

interface Fixtures {
	/** Whether archiving an open chat opens the next one, which may be another test's. */
	opensNext: boolean;
	user: Visitor;
	admin: Visitor;
	/** The user's widget, on the app's first page. */
	widget: Widget;
	/** The admin's list. */
	inbox: Inbox;
}

/**
 * Playwright's `test`: each test has its own user and its own admin, made for it and deleted after.
 * It fails when a page of theirs, or of `page`, does something against its content policy.
 */
export const test = base.extend<Fixtures>({
	context: async ({ context }, use) => {
		const violations = await watchPolicy(context);
		await use(context);
		expect(violations).toEqual([]);
	},
	opensNext: [false, { option: true }],
	user: async ({ browser }, use) => visit(await browser.newContext(), await createUser(), '/', use),
	admin: async ({ browser, opensNext }, use) => {
		const context = await browser.newContext();
		if (!opensNext) await context.addInitScript(stayAfterArchiving);
		await visit(context, await createAdmin('Support'), '/admin', use);
	},
	widget: async ({ user }, use) => use(new Widget(user.page)),
	inbox: async ({ admin }, use) => use(new Inbox(admin.page))
});

/** Signs a person in for one test. */
async function visit(
	context: BrowserContext,
	person: Person,
	next: string,
	use: (visitor: Visitor) => Promise<void>
): Promise<void> {
	const violations = await watchPolicy(context);
	await setHealth(context, []);
	await use({ person, context, page: await signIn(context, person, next) });
	await context.close();
	await remove(person);
	expect(violations).toEqual([]);
}

function stayAfterArchiving(): void {
	// A new tab's first page has none.
	if (location.protocol === 'about:') return;
	localStorage.setItem('support-chat:stay-after-archiving', '1');
}

export { Conversation, expect, Inbox, signIn, Widget };
