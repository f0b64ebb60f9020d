import type { Page } from '@playwright/test';
import { sign } from 'hono/jwt';
import { createChunks, stringToBase64URL } from '@supabase/ssr';
import { JWT_SECRET } from '../../../supabase/local/keys.ts';
import { sessionOf } from '../support/stored-session.ts';
import { createUser, remove } from '../../fixtures/people.ts';
import { expect, signIn, test, Widget } from '../support/test.ts';

// The browser's clock is hours away from the server's.

const HOUR = 3_600_000;

/** Sets the page's clock ahead by `hours`, which may be negative, and reloads the page. */
async function setClock(page: Page, hours: number): Promise<void> {
	await page.addInitScript((ahead) => {
		const Real = Date;
		globalThis.Date = class extends Real {
			constructor(...args: [] | ConstructorParameters<typeof Date>) {
				if (args.length === 0) super(Real.now() + ahead);
				else super(...args);
			}
			static override now() {
				return Real.now() + ahead;
			}
		} as DateConstructor;
	}, hours * HOUR);
	await page.reload();
}

/** Counts the page's session renewals. */
function countRenewals(page: Page): () => number {
	let renewals = 0;
	page.on('request', (request) => {
		if (request.url().includes('grant_type=refresh_token')) renewals++;
	});
	return () => renewals;
}

for (const hours of [-26, -2, 2, 26]) {
	test(`with a clock ${hours} hours ahead, both sides write and times are right`, async ({
		user,
		widget,
		inbox
	}) => {
		const renewals = countRenewals(user.page);
		await setClock(user.page, hours);
		await setClock(inbox.page, hours);
		await widget.open();
		await widget.send('What time is it?');
		await expect(widget.message('What time is it?')).toHaveAttribute('data-delivery', 'sent');
		const card = inbox.card(user.person.email);
		await expect(card).toContainText('now');
		const chat = await inbox.open(user.person.email);
		await chat.send('Five to twelve');
		await expect(widget.message('Five to twelve')).toBeVisible();
		await expect(widget.connection).toHaveAttribute('data-state', 'connected');
		await expect(card).not.toContainText(/ago|yesterday/);
		expect(renewals()).toBe(0);
	});
}

for (const hours of [-26, 0, 26]) {
	test(`with a clock ${hours} hours ahead, an expired token is renewed once`, async ({
		user,
		widget
	}) => {
		const renewals = countRenewals(user.page);
		await setClock(user.page, hours);
		await expect(widget.button).toBeVisible();
		await endToken(user.page);
		await widget.open();
		await widget.send('Still here');
		await expect(widget.message('Still here')).toHaveAttribute('data-delivery', 'sent');
		await expect(widget.connection).toHaveAttribute('data-state', 'connected');
		expect(renewals()).toBe(1);
		const other = new Widget(await user.context.newPage());
		await other.page.goto('/');
		await other.open();
		await expect(other.message('Still here')).toBeVisible();
	});
}

/** Expires the page's access token, as on a page that was open for an hour. */
async function endToken(page: Page): Promise<void> {
	const { name, session } = await sessionOf(page.context());
	const now = Math.floor(Date.now() / 1000);
	const payload = JSON.parse(
		Buffer.from(session.access_token.split('.')[1]!, 'base64url').toString()
	);
	const claims = { ...payload, iat: now - 3700, exp: now - 100 };
	const ended = {
		...session,
		access_token: await sign(claims, JWT_SECRET, 'HS256'),
		expires_at: now - 100
	};
	const value = `base64-${stringToBase64URL(JSON.stringify(ended))}`;
	const url = page.url();
	await page.context().addCookies(createChunks(name, value).map((cookie) => ({ ...cookie, url })));
}

test('times follow a change of the machine’s time zone', async ({ browser }) => {
	const person = await createUser();
	// Without the configured time zone, which cannot be overridden.
	const context = await browser.newContext({ timezoneId: undefined });
	const page = await signIn(context, person, '/');
	const machine = await context.newCDPSession(page);
	const travel = (timezoneId: string) =>
		machine.send('Emulation.setTimezoneOverride', { timezoneId });
	await travel('UTC');
	const widget = new Widget(page);
	await widget.open();
	await widget.send('Where am I?');
	await expect(widget.message('Where am I?')).toHaveAttribute('data-delivery', 'sent');
	const time = widget.message('Where am I?').locator('time');
	const sentAt = new Date((await time.getAttribute('datetime'))!);
	const timeIn = (timeZone: string) =>
		sentAt.toLocaleTimeString('en-US', { timeStyle: 'short', timeZone }).replace('\u202f', ' ');
	await expect(time.locator('bdi')).toHaveText(timeIn('UTC'));
	await travel('Asia/Kolkata');
	await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
	await expect(time.locator('bdi')).toHaveText(timeIn('Asia/Kolkata'));
	await context.close();
	await remove(person);
});
