import { bombard, complete, faultsOf, test } from '../support/bombard.ts';
import { hostileCookies } from '../support/hostile-cookies.ts';
import { sendRaw } from '../support/raw-http.ts';
import { pageAddresses } from '../support/routes.ts';
import { sessionOf } from '../support/stored-session.ts';
import { expect } from '../support/test.ts';

// Cookies that hold no valid session sign nobody in, break nothing and are deleted.

test.describe.configure({ timeout: 120_000 });

test('an invalid session counts as signed out, and its cookies are deleted', async ({
	app,
	userContext
}) => {
	const { name, cookies, session } = await sessionOf(userContext);
	const signedIn = await sendRaw(app.address, complete({ target: '/auth/sign-in', cookies }));
	expect([signedIn.status, signedIn.setCookies]).toEqual([303, []]);

	for (const [what, sent] of Object.entries(hostileCookies(name, session))) {
		const answer = await sendRaw(app.address, complete({ target: '/admin', cookies: sent }));
		expect.soft([what, ...faultsOf(answer)]).toEqual([what]);
		expect
			.soft([what, answer.status, answer.headers.location])
			.toEqual([what, 303, '/auth/sign-in?next=%2Fadmin']);
		const deleted = answer.setCookies.filter((cookie) => /^[^=]+=; .*Max-Age=0/i.test(cookie));
		expect
			.soft([what, ...new Set(deleted.map((cookie) => cookie.split('=')[0]))].toSorted())
			.toEqual([what, ...new Set(sent.map(([sentName]) => sentName))].toSorted());
	}
	// The valid session is unaffected.
	const still = await sendRaw(app.address, complete({ target: '/auth/sign-in', cookies }));
	expect([still.status, still.setCookies]).toEqual([303, []]);
});

test('every page survives every broken session', async ({ app, userContext }) => {
	const { name, session } = await sessionOf(userContext);
	const broken = Object.entries(hostileCookies(name, session));
	const cases = [
		...pageAddresses(),
		...pageAddresses().map((path) => `${path}/__data.json`.replace('//', '/'))
	];
	const { wrong } = await bombard(
		app,
		cases.flatMap((target) => broken.map(([what, cookies]) => ({ name: what, target, cookies })))
	);
	expect(wrong).toEqual([]);
});
