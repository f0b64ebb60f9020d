import type { BrowserContext } from '@playwright/test';
import { createChunks, stringFromBase64URL, stringToBase64URL } from '@supabase/ssr';
import { expect, test, Widget } from '../support/test.ts';

// The widget's client renews the session that the server keeps in cookies.

const NAME = /^(sb-.+-auth-token)(\.\d+)?$/;

async function sessionIn(context: BrowserContext) {
	const cookies = (await context.cookies()).filter(({ name }) => NAME.test(name));
	const value = cookies
		.toSorted((a, b) => a.name.localeCompare(b.name))
		.map((cookie) => decodeURIComponent(cookie.value))
		.join('');
	const session = JSON.parse(stringFromBase64URL(value.slice('base64-'.length)));
	return { name: NAME.exec(cookies[0]!.name)![1]!, session };
}

/** Expires the session, as on a machine that slept; returns its refresh token. */
async function expire(context: BrowserContext): Promise<string> {
	const { name, session } = await sessionIn(context);
	const expired = { ...session, expires_at: Math.floor(Date.now() / 1000) - 60 };
	const value = `base64-${stringToBase64URL(JSON.stringify(expired))}`;
	const url = context.pages()[0]!.url();
	await context.addCookies(createChunks(name, value).map((cookie) => ({ ...cookie, url })));
	return session.refresh_token;
}

test('the chat renews an expired session, for the server and other tabs too', async ({
	widget,
	user
}) => {
	const other = new Widget(await user.context.newPage());
	await other.page.goto('/');
	await expect(other.button).toBeVisible();
	const before = await expire(user.context);

	await Promise.all([widget.open(), other.open()]);
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await expect(other.connection).toHaveAttribute('data-state', 'connected');
	await widget.send('Still here');
	await expect(widget.message('Still here')).toHaveAttribute('data-delivery', 'sent');
	await expect(other.message('Still here')).toBeVisible();

	const { session } = await sessionIn(user.context);
	expect(session.refresh_token).not.toBe(before);
	expect(session.expires_at * 1000).toBeGreaterThan(Date.now());
	await widget.page.reload();
	await expect(widget.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
	await widget.open();
	await expect(widget.message('Still here')).toBeVisible();
});

test('the server renews an expired session when the renewal code is gone', async ({
	widget,
	user
}) => {
	let withheld = 0;
	// Set before the session expires: the launcher requests the code as soon as it needs a token.
	await user.page.route('**/_app/immutable/**', async (route) => {
		const response = await route.fetch();
		// The renewal code is missing, as after a deployment.
		if (!(await response.text()).includes('grant_type=refresh_token')) {
			return route.fulfill({ response });
		}
		withheld++;
		await route.fulfill({ status: 404 });
	});
	const before = await expire(user.context);

	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.send('Still here');
	await expect(widget.message('Still here')).toHaveAttribute('data-delivery', 'sent');
	expect(withheld).toBeGreaterThan(0);
	expect((await sessionIn(user.context)).session.refresh_token).not.toBe(before);
});
