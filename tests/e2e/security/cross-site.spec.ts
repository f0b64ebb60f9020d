import { openChat, secretClient } from '../../fixtures/people.ts';
import { REDIRECT_TRICKS } from '../../fixtures/redirect-tricks.ts';
import { formTargets } from '../support/routes.ts';
import { expect, test } from '../support/test.ts';

// Other sites cannot make a visitor's browser act here.

const FORM = 'application/x-www-form-urlencoded';
const FORM_TYPES = [FORM, 'multipart/form-data; boundary=x', 'text/plain'];

test('every form posted from another site is refused', async ({
	adminContext,
	userAccount,
	baseURL
}) => {
	const chatId = await openChat(userAccount);
	const targets = formTargets();
	expect(targets.length).toBeGreaterThan(6);
	for (const { route, query } of targets) {
		const address = route.replace('[chat]', chatId) + query;
		for (const origin of ['https://evil.example', 'null', undefined, `${baseURL}.evil.example`]) {
			for (const type of FORM_TYPES) {
				const answer = await adminContext.request.post(address, {
					maxRedirects: 0,
					headers: { 'content-type': type, ...(origin && { origin }) },
					data: 'email=a%40b.example'
				});
				expect(answer.status(), `${address} from ${origin} as ${type}`).toBe(403);
			}
		}
	}
	const { data } = await secretClient()
		.from('support_chats')
		.select('archived_at')
		.eq('id', chatId);
	expect(data).toEqual([{ archived_at: null }]);
});

test('the app’s own forms are accepted', async ({ adminContext, userAccount, baseURL }) => {
	const chatId = await openChat(userAccount);
	for (const { route, query } of formTargets()) {
		const answer = await adminContext.request.post(route.replace('[chat]', chatId) + query, {
			maxRedirects: 0,
			headers: { 'content-type': FORM, origin: baseURL! },
			data: ''
		});
		expect(answer.status(), route + query).not.toBe(403);
		expect(answer.status(), route + query).toBeLessThan(500);
	}
});

test('the next parameter never redirects a signed-in user to another site', async ({
	userContext,
	baseURL
}) => {
	for (const trick of REDIRECT_TRICKS) {
		for (const page of ['/auth/sign-in', '/auth/sign-up']) {
			const answer = await userContext.request.get(`${page}?next=${encodeURIComponent(trick)}`, {
				maxRedirects: 0
			});
			expect(answer.status()).toBe(303);
			expectSameSite(answer.headers().location, baseURL, trick);
		}
	}
});

test('the next parameter never redirects to another site at sign-in or sign-out', async ({
	request,
	userAccount,
	baseURL
}) => {
	const { email, password } = userAccount;
	const options = { maxRedirects: 0, headers: { origin: baseURL!, accept: 'text/html' } };
	for (const trick of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
		const address = `/auth/sign-in?next=${encodeURIComponent(trick)}`;
		const answer = await request.post(address, { ...options, form: { email, password } });
		expectSameSite(answer.headers().location, baseURL, trick);
	}
	for (const next of REDIRECT_TRICKS) {
		const answer = await request.post('/auth/sign-out', { ...options, form: { next } });
		expect(answer.status()).toBe(303);
		expectSameSite(answer.headers().location, baseURL, next);
	}
});

test('sign-in redirects to a path of the site', async ({ userContext }) => {
	const answer = await userContext.request.get('/auth/sign-in?next=%2F%3Fsupport%3Dopen', {
		maxRedirects: 0
	});
	expect(answer.headers().location).toBe('/?support=open');
});

function expectSameSite(location: string | undefined, base: string | undefined, trick: string) {
	expect(location, trick).toMatch(/^\/(?![/\\])/);
	expect(new URL(location ?? '', base).origin, trick).toBe(base);
}
