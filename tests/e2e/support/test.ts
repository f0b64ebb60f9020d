import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { createAdmin, createUser, remove, type Person } from '../../fixtures/people.ts';
import { hideHealth } from './health-answer.ts';
import { leaveNotificationsUndecided } from './notifications.ts';
import { watchPolicy } from './policy-violations.ts';
import { Conversation, Inbox, Widget } from './screens.ts';
import { signIn } from './sign-in.ts';
import { hideWidgetSettings } from './widget-settings-answer.ts';

/** A signed-in person with their own browser context. */
export interface Visitor {
	person: Person;
	context: BrowserContext;
	page: Page;
}

interface Fixtures {
	/** Whether archiving opens the next chat, which may belong to another test. */
	opensNext: boolean;
	user: Visitor;
	admin: Visitor;
	/** The user's widget on the home page. */
	widget: Widget;
	/** The admin's inbox. */
	inbox: Inbox;
}

/**
 * Playwright's `test` with a user and an admin per test, deleted afterwards. A test fails when one of its
 * pages violates its content policy.
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
	await leaveNotificationsUndecided(context);
	await hideHealth(context);
	await hideWidgetSettings(context);
	await use({ person, context, page: await signIn(context, person, next) });
	await context.close();
	await remove(person);
	expect(violations).toEqual([]);
}

function stayAfterArchiving(): void {
	// about:blank has no storage.
	if (location.protocol === 'about:') return;
	localStorage.setItem('support-chat:stay-after-archiving', '1');
}

export { Conversation, expect, Inbox, signIn, Widget };
