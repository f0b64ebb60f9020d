import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { createAdmin, createUser, remove, type Person } from '../../fixtures/people.ts';
import { hideHealth } from './health-answer.ts';
import { leaveNotificationsUndecided } from './notifications.ts';
import { watchPolicy } from './policy-violations.ts';
import { Conversation, Inbox, Widget } from './screens.ts';
import { addSession, signIn } from './sign-in.ts';
import { hideWidgetSettings } from './widget-settings-answer.ts';

/** For `test.use` in files that run with animations, as most people see the product; others go without. */
export const MOTION = { contextOptions: { reducedMotion: 'no-preference' } } as const;

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
	/** The account of `user`, for tests that need no page of theirs. */
	userAccount: Person;
	/** The account of `admin`, likewise. */
	adminAccount: Person;
	/** The browser context of `user`, signed in, for tests that open other pages in it. */
	userContext: BrowserContext;
	/** The browser context of `admin`, likewise. */
	adminContext: BrowserContext;
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
	userAccount: async ({}, use) => lend(await createUser(), use),
	adminAccount: async ({}, use) => lend(await createAdmin('Support'), use),
	userContext: async ({ browser, userAccount }, use) => {
		await enter(await browser.newContext(), userAccount, use);
	},
	adminContext: async ({ browser, adminAccount, opensNext }, use) => {
		const context = await browser.newContext();
		if (!opensNext) await context.addInitScript(stayAfterArchiving);
		await enter(context, adminAccount, use);
	},
	user: async ({ userAccount, userContext }, use) => {
		await use(await visit(userContext, userAccount, '/'));
	},
	admin: async ({ adminAccount, adminContext }, use) => {
		await use(await visit(adminContext, adminAccount, '/admin'));
	},
	widget: async ({ user }, use) => use(new Widget(user.page)),
	inbox: async ({ admin }, use) => use(new Inbox(admin.page))
});

/** Gives a person to one test, and deletes the account afterwards. */
async function lend(person: Person, use: (person: Person) => Promise<void>): Promise<void> {
	await use(person);
	await remove(person);
}

/** Signs a person in for one test. */
async function enter(
	context: BrowserContext,
	person: Person,
	use: (context: BrowserContext) => Promise<void>
): Promise<void> {
	const violations = await watchPolicy(context);
	await leaveNotificationsUndecided(context);
	await hideHealth(context);
	await hideWidgetSettings(context);
	await addSession(context, person);
	await use(context);
	await context.close();
	expect(violations).toEqual([]);
}

async function visit(context: BrowserContext, person: Person, address: string): Promise<Visitor> {
	const page = await context.newPage();
	await page.goto(address);
	return { person, context, page };
}

function stayAfterArchiving(): void {
	// about:blank has no storage.
	if (location.protocol === 'about:') return;
	localStorage.setItem('support-chat:stay-after-archiving', '1');
}

export { Conversation, expect, Inbox, signIn, Widget };
