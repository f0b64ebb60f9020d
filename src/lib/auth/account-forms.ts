import { z } from 'zod';
import type { PageTexts } from '../server/page-language/en.ts';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from './password-rules.ts';

/** Control characters, direction marks and fillers, which make one address look like another. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

type Texts = PageTexts['refusals'];

/** The error of a check, as the key of a text: the schemas are independent of the language. */
const because = (key: keyof Texts) => key;

const email = z
	.string()
	.refine((typed) => !INVISIBLE.test(typed), because('invisible'))
	.trim()
	.min(1, because('noEmail'))
	.max(254, because('longEmail'))
	.pipe(z.email(because('halfEmail')));

const newPassword = z
	.string()
	.min(MIN_PASSWORD_LENGTH, because('shortPassword'))
	.refine(
		(password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES,
		because('longPassword')
	);

export const signInForm = z.object({ email, password: z.string().min(1, because('noPassword')) });
export const signUpForm = z.object({ email, password: newPassword });
export const forgotPasswordForm = z.object({ email });
export const resetPasswordForm = z.object({ password: newPassword });

/** What a refused form shows: the e-mail as typed, and an error per field. */
export interface Refusal {
	email: string;
	errors: { email?: string; password?: string; form?: string };
}

/** A refusal whose error belongs to the form as a whole. */
export function refuse(email: string, form: string): Refusal {
	return { email, errors: { form } };
}

/** Validates a submitted form, with errors in the words of `texts`. A refusal never contains the password. */
export function checkForm<Schema extends z.ZodType>(
	schema: Schema,
	submitted: FormData,
	texts: Texts
): { data: z.infer<Schema>; refusal?: never } | { data?: never; refusal: Refusal } {
	const fields = Object.fromEntries(
		[...submitted].filter((field): field is [string, string] => typeof field[1] === 'string')
	);
	const checked = schema.safeParse({ email: '', password: '', ...fields });
	if (checked.success) return { data: checked.data };

	const errors: Refusal['errors'] = {};
	for (const { path, message } of checked.error.issues) {
		const field = path[0] === 'email' || path[0] === 'password' ? path[0] : 'form';
		errors[field] ??= wordsFor(message, texts);
	}
	return { refusal: { email: fields.email ?? '', errors } };
}

function wordsFor(key: string, texts: Texts): string {
	const words = (texts as Record<string, string>)[key] ?? texts.failed;
	return words.replace('{}', String(MIN_PASSWORD_LENGTH));
}
