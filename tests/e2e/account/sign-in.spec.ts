import { randomUUID } from 'node:crypto';
import { linkMailedTo } from '../support/mail-link.ts';
import { signInByForm } from '../support/sign-in-page.ts';
import { expect, test } from '../support/test.ts';
import { secretClient } from '../../fixtures/people.ts';

test('a mailed chat link opens the chat after a sign-up and after a sign-in', async ({ page }) => {
	const person = { email: `${randomUUID()}@example.com`, password: randomUUID() };
	await page.goto('/?support=open');
	await expect(page).toHaveURL('/auth/sign-in?next=%2F%3Fsupport%3Dopen');
	await page.getByRole('link', { name: 'Create an account' }).click();
	await page.getByRole('heading', { name: 'Create an account' }).waitFor();
	await page.getByLabel('Email').fill(person.email);
	await page.getByLabel('Password').fill(person.password);
	await page.getByRole('button', { name: 'Create an account' }).click();
	await expect(page.getByTestId('chat-panel')).toBeVisible();
	await expect(page).toHaveURL('/?support=open');
	await page.getByTestId('chat-button').click();

	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByTestId('chat-button')).toHaveCount(0);
	await page.goto('/?support=open');
	await page.getByLabel('Email').fill(person.email);
	await page.getByLabel('Password').fill(person.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByTestId('chat-panel')).toBeVisible();

	const { data } = await secretClient().auth.admin.listUsers({ perPage: 1000 });
	const id = data.users.find((user) => user.email === person.email)?.id;
	await secretClient().auth.admin.deleteUser(id ?? '');
});

test('a refused sign-in shows the error and keeps the address', async ({ page, userAccount }) => {
	await page.goto('/auth/sign-in');
	await page.getByLabel('Email').fill(userAccount.email);
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('alert')).toContainText(/password/i);
	await expect(page.getByLabel('Email')).toHaveValue(userAccount.email);
});

test('sign-in does not redirect to another site', async ({ browser, userAccount }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto('/auth/sign-in?next=https%3A%2F%2Fexample.org%2F');
	await page.getByLabel('Email').fill(userAccount.email);
	await page.getByLabel('Password').fill(userAccount.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('/');
	await context.close();
});

test('sign-in and sign-out work without JavaScript', async ({ browser, userAccount }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await signInByForm(context, userAccount);
	await expect(page.getByText(userAccount.email).first()).toBeVisible();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
	await context.close();
});

test('/admin asks a visitor to sign in and returns 403 to a user', async ({
	page,
	userAccount
}) => {
	await page.goto('/admin');
	await expect(page).toHaveURL('/auth/sign-in?next=%2Fadmin');
	await page.getByLabel('Email').fill(userAccount.email);
	await page.getByLabel('Password').fill(userAccount.password);
	const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/admin');
	await page.getByRole('button', { name: 'Sign in' }).click();
	expect((await answer).status()).toBe(403);
	await expect(page).toHaveURL('/admin');
	await expect(page.getByText(userAccount.email)).toBeVisible();
});

test('an unknown chat is a 404 for an admin', async ({ admin }) => {
	const answer = await admin.page.goto(`/admin/${randomUUID()}`);
	expect(answer?.status()).toBe(404);
	expect((await admin.page.goto('/admin/no-uuid'))?.status()).toBe(404);
});

test('the mailed link replaces a forgotten password', async ({ page, userAccount }) => {
	await page.goto('/auth/forgot-password');
	await page.getByLabel('Email').fill(userAccount.email);
	await page.getByRole('button', { name: 'Send the link' }).click();
	await expect(page.getByRole('status')).toContainText(userAccount.email);

	await page.goto(await linkMailedTo(userAccount.email));
	await page.getByRole('button', { name: 'Continue' }).click();
	const password = randomUUID();
	await page.getByLabel('New password').fill(password);
	await page.getByRole('button', { name: 'Save password' }).click();
	await page.waitForURL('/');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await signInByForm(page.context(), { ...userAccount, password });
});

test('a password reset on the way to the chat ends at the open chat', async ({
	page,
	userAccount
}) => {
	await page.goto('/?support=open');
	await page.getByRole('link', { name: 'Forgot your password?' }).click();
	await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
	await page.getByLabel('Email').fill(userAccount.email);
	await page.getByRole('button', { name: 'Send the link' }).click();
	await expect(page.getByRole('status')).toContainText(userAccount.email);

	await page.goto(await linkMailedTo(userAccount.email));
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByLabel('New password').fill(randomUUID());
	await page.getByRole('button', { name: 'Save password' }).click();
	await expect(page.getByTestId('chat-panel')).toBeVisible();
	await expect(page).toHaveURL('/?support=open');
});
