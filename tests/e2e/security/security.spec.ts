import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { openChat } from '../../fixtures/people.ts';
import { expectHeaders, expectPagePolicy } from '../support/expect-headers.ts';
import { watchPolicy } from '../support/policy-violations.ts';
import { pageRoutes } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';

// The app's pages run under their content policy, and foreign scripts do not run. Every other browser test
// also fails on a policy violation (test.ts).

interface Address {
	route: string;
	path?: string;
	status?: number;
}

const SIGNED_OUT: Address[] = [
	{ route: '/' },
	{ route: '/auth/sign-in' },
	{ route: '/auth/sign-up' },
	{ route: '/auth/forgot-password' },
	{ route: '/auth/reset-password' },
	{ route: '/auth/confirm' },
	{ route: '/auth/confirm', path: '/auth/confirm?token_hash=0&type=signup' },
	{ route: '/unsubscribe', status: 404 },
	{ route: '/nothing-here', status: 404 }
];
const AS_USER: Address[] = [
	{ route: '/' },
	{ route: '/auth/reset-password' },
	{ route: '/auth/confirm', path: '/auth/confirm?token_hash=0&type=recovery' },
	{ route: '/admin', status: 403 },
	{ route: '/admin/[chat]', path: `/admin/${randomUUID()}`, status: 403 },
	{ route: '/admin/reports', status: 403 },
	{ route: '/admin/settings/[[part]]', path: '/admin/settings', status: 403 }
];
const AS_ADMIN: Address[] = [
	{ route: '/' },
	{ route: '/admin' },
	{ route: '/admin', path: '/admin?tab=archived' },
	{ route: '/admin/[chat]', path: `/admin/${randomUUID()}`, status: 404 },
	{ route: '/admin/reports' },
	{ route: '/admin/settings/[[part]]', path: '/admin/settings/team' }
];

test('every page of the app is visited below', () => {
	const visited = [...SIGNED_OUT, ...AS_USER, ...AS_ADMIN].map(({ route }) => route);
	expect(pageRoutes().filter((route) => !visited.includes(route))).toEqual([]);
});

test('a visitor’s pages run within their policy', async ({ page }) => {
	for (const address of SIGNED_OUT) await visit(page, address);
});

test('a user’s pages run within their policy', async ({ user }) => {
	for (const address of AS_USER) await visit(user.page, address);
});

test('an admin’s pages run within their policy', async ({ admin }) => {
	for (const address of AS_ADMIN) await visit(admin.page, address);
});

test('widget and inbox connect within the policy', async ({ widget, user, inbox }) => {
	await widget.open();
	await widget.send('https://example.com');
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const chat = await inbox.open(user.person.email);
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');
	await chat.send('Live');
	await expect(widget.message('Live')).toBeVisible();
	expect(await openChat(user.person)).toBeTruthy();
});

test('a navigation is announced by a visually hidden element', async ({ page }) => {
	await page.goto('/auth/sign-in');
	const announcer = page.locator('#svelte-announcer');
	// Before hydration a link would load the whole page.
	await expect(announcer).toBeAttached();
	await page.getByRole('link', { name: 'Create an account' }).click();
	await expect(announcer).toContainText('Create an account');
	expect(await announcer.boundingBox()).toMatchObject({ width: 1, height: 1 });
});

test('a page blocks injected scripts, styles and requests', async ({ browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	const violations = await watchPolicy(context);
	await page.goto('/auth/sign-up');
	const ran = await page.evaluate(async () => {
		const attempts: Record<string, () => unknown> = {
			html: () => (document.body.innerHTML += '<p>in</p>'),
			handler: () => {
				const button = document.createElement('button');
				button.setAttribute('onclick', 'window.clicked = true');
				button.click();
				if (!('clicked' in window)) throw new Error();
			},
			script: () => {
				const script = document.createElement('script');
				script.append('window.ran = true');
				document.body.append(script);
				if (!('ran' in window)) throw new Error();
			},
			style: () => {
				const box = document.createElement('b');
				box.setAttribute('style', 'color: rgb(1, 2, 3)');
				document.body.append(box);
				if (getComputedStyle(box).color !== 'rgb(1, 2, 3)') throw new Error();
			},
			request: () => fetch('https://evil.example/')
		};
		const succeeded: string[] = [];
		for (const [name, attempt] of Object.entries(attempts)) {
			await Promise.resolve()
				.then(attempt)
				.then(() => succeeded.push(name))
				.catch(() => {});
		}
		return succeeded;
	});
	expect(ran).toEqual([]);
	expect(violations.length).toBeGreaterThan(3);
	await context.close();
});

async function visit(page: Page, { route, path = route, status = 200 }: Address): Promise<void> {
	const response = await page.goto(path);
	expect(response?.status(), path).toBe(status);
	expectHeaders(response!);
	expectPagePolicy(response!);
	// It exists once the page is hydrated.
	await expect(page.locator('#svelte-announcer')).toBeAttached();
}
