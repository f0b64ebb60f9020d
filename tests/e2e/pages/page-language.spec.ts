import type { APIRequestContext, APIResponse } from '@playwright/test';
import { startApp } from '../support/start-app.ts';
import { signInByForm } from '../support/sign-in-page.ts';
import { expect, test } from '../support/test.ts';

// The pages around the chat use the browser's language, server-rendered and after client-side navigation.

test.describe('pages', () => {
	test.use({ locale: 'ar-EG' });

	test('the sign-in page and its errors are in Arabic', async ({ page }) => {
		await page.goto('/auth/sign-in');
		await expect(page.getByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
		await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		await page.getByLabel('البريد الإلكتروني').fill('nobody@example.com');
		await page.getByLabel('كلمة المرور').fill('not the password');
		await page.locator('form button.primary').click();
		await expect(page.getByRole('alert')).toContainText('كلمة المرور غير صحيح');
		await page.getByRole('link', { name: 'إنشاء حساب' }).click();
		await page.getByLabel('كلمة المرور').fill('short');
		await page.locator('form button.primary').click();
		await expect(page.getByText('الحد الأدنى لعدد الأحرف: 8.')).toBeVisible();
	});

	test('navigating to an English page changes the document’s language', async ({ page }) => {
		const html = page.locator('html');
		await page.goto('/auth/sign-in');
		await expect(html).toHaveAttribute('lang', 'ar');
		await page.getByRole('link', { name: 'Parcelbird' }).click();
		await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
		await expect(html).toHaveAttribute('lang', 'en');
		await expect(html).toHaveAttribute('dir', 'ltr');
		await page.goBack();
		await expect(html).toHaveAttribute('lang', 'ar');
		await expect(html).toHaveAttribute('dir', 'rtl');
	});
});

test('the inbox and its refusal use the browser’s language', async ({
	adminContext,
	userAccount,
	userContext
}) => {
	const ask = async ({ request }: { request: APIRequestContext }) =>
		textOf(await request.get('/admin', { headers: { 'accept-language': 'ja' } }));
	expect(await ask(adminContext)).toMatchObject({ status: 200, language: 'ja ltr' });
	const refused = await ask(userContext);
	expect(refused).toMatchObject({ status: 403, language: 'ja ltr' });
	expect(refused.text).toContain('受信トレイを開けるのはサポート管理者だけです。');
	expect(refused.text).toContain('>ログアウト<');
	expect(refused.text).toContain(`<strong dir="auto">${userAccount.email}</strong>`);
});

test('the 404 page uses the visitor’s language', async ({ request }) => {
	const answer = await request.get('/nothing', { headers: { 'accept-language': 'fr-CA' } });
	const { status, language, text } = await textOf(answer);
	expect([status, language]).toEqual([404, 'fr ltr']);
	expect(text).toContain('Il n’y a aucune page à cette adresse.');
	expect(answer.headers().vary).toContain('accept-language');
});

test('the refusal of a cross-site form is a page in the visitor’s language', async ({
	request
}) => {
	const answer = await request.post('/auth/sign-in', {
		headers: { origin: 'https://evil.example', 'accept-language': 'de' },
		form: { email: 'a@b.example' }
	});
	const { status, language, text } = await textOf(answer);
	expect([status, language]).toEqual([403, 'de ltr']);
	expect(text).toContain('Dieses Formular wurde von einer anderen Website gesendet');
	expect(text).toContain('>Neu laden<');
});

test('an app that is not set up says so without revealing its settings', async () => {
	const app = await startApp({ SUPABASE_URL: '', ORIGIN: 'http://localhost' });
	const answer = await fetch(app.address, { headers: { 'accept-language': 'es' } });
	const text = await answer.text();
	expect(text).toContain('<html lang="es" dir="ltr">');
	expect(text).toContain('Este sitio aún no está configurado.');
	expect(text).not.toContain('SUPABASE');
	await app.stop();
});

test('the page of a mailed link uses the browser’s language', async ({ browser, userAccount }) => {
	const context = await browser.newContext({ locale: 'de-DE' });
	const page = await signInByForm(context, userAccount);
	await page.goto('/auth/confirm?type=magiclink&token_hash=abc');
	await expect(page.getByText(`Sie sind als ${userAccount.email} angemeldet.`)).toBeVisible();
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await expect(page.getByRole('alert')).toHaveText(/^Dieser Link wurde schon benutzt/);
	await context.close();
});

/** A response's status, its document's `lang` and `dir`, and its text. */
async function textOf(answer: APIResponse) {
	const text = await answer.text();
	const [, lang, dir] = /<html lang="([^"]*)" dir="([^"]*)">/.exec(text) ?? [];
	return { status: answer.status(), language: `${lang} ${dir}`, text };
}
