import { expect, test } from 'vitest';
import { pages as german } from '../server/page-language/de.ts';
import { pages } from '../server/page-language/en.ts';
import { checkForm, forgotPasswordForm, signInForm, signUpForm } from './account-forms.ts';

const texts = pages.refusals;

function submitted(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

test('a complete form returns its data, with the e-mail trimmed', () => {
	const form = submitted({ email: ' user@example.com ', password: ' spaces count ' });
	expect(checkForm(signInForm, form, texts)).toEqual({
		data: { email: 'user@example.com', password: ' spaces count ' }
	});
});

test('a refusal keeps the e-mail as typed and never the password', () => {
	const { refusal } = checkForm(
		signUpForm,
		submitted({ email: 'user@', password: 'short' }),
		texts
	);
	expect(refusal).toEqual({
		email: 'user@',
		errors: {
			email: 'Enter a complete email address, like name@example.com.',
			password: 'Use at least 8 characters.'
		}
	});
	expect(JSON.stringify(refusal)).not.toContain('short');
});

test.each([
	['an override', '\u202emoc.elpmaxe@resu'],
	['an isolate', 'user@\u2066example.com'],
	['a direction mark', 'user\u200f@example.com'],
	['a zero-width space', 'user@example.com\u200b'],
	['a soft hyphen', 'user@exam\u00adple.com'],
	['a byte order mark', '\ufeffuser@example.com'],
	['a line break', 'user@example.com\r\n'],
	['a line separator', '\u2028user@example.com'],
	['a NUL', 'user\u0000@example.com'],
	['a filler letter', 'user\u3164@example.com'],
	['a variation selector', 'user\ufe0f@example.com']
])('an e-mail with %s is refused with a reason', (_what, email) => {
	for (const form of [signUpForm, signInForm, forgotPasswordForm]) {
		const { refusal } = checkForm(form, submitted({ email, password: 'password123' }), texts);
		expect(refusal?.errors).toEqual({
			email: 'This email contains an invisible character. Type it again.'
		});
	}
});

test('missing fields and files are refused with a reason', () => {
	const form = new FormData();
	form.set('email', new File(['x'], 'x.txt'));
	expect(checkForm(signInForm, form, texts).refusal?.errors).toEqual({
		email: 'Enter your email.',
		password: 'Enter your password.'
	});
});

test('a password longer than bcrypt reads is refused, counted in bytes', () => {
	const form = (password: string) => submitted({ email: 'user@example.com', password });
	expect(checkForm(signUpForm, form('a'.repeat(72)), texts).refusal).toBeUndefined();
	expect(checkForm(signUpForm, form('a'.repeat(73)), texts).refusal).toBeDefined();
	expect(checkForm(signUpForm, form('ü'.repeat(37)), texts).refusal).toBeDefined();
});

test('a form without a password field needs only the e-mail', () => {
	expect(checkForm(forgotPasswordForm, submitted({ email: 'user@example.com' }), texts)).toEqual({
		data: { email: 'user@example.com' }
	});
});

test('the reasons are in the visitor’s language', () => {
	const form = submitted({ email: '', password: 'short' });
	expect(checkForm(signUpForm, form, german.refusals).refusal?.errors).toEqual({
		email: 'Geben Sie Ihre E-Mail-Adresse ein.',
		password: 'Verwenden Sie mindestens 8 Zeichen.'
	});
});
