import { z } from 'zod';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from './password-rules.ts';

/** Controls, marks of direction, fillers: with one of them an address reads as another one. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

const email = z
	.string()
	.refine(
		(typed) => !INVISIBLE.test(typed),
		'This e-mail holds a character that cannot be seen. Type it anew.'
	)
	.trim()
	.min(1, 'Enter your e-mail.')
	.max(254, 'This e-mail is too long.')
	.pipe(z.email('Enter a whole e-mail address, like name@example.com.'));

const newPassword = z
	.string()
	.min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
	.refine(
		(password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES,
		`Use at most ${MAX_PASSWORD_BYTES} characters.`
	);

export const signInForm = z.object({ email, password: z.string().min(1, 'Enter your password.') });
export const signUpForm = z.object({ email, password: newPassword });
export const forgotPasswordForm = z.object({ email });
export const resetPasswordForm = z.object({ password: newPassword });

/** What a form shows again after a refusal: the e-mail as typed, and what is wrong where. */
export interface Refusal {
	email: string;
	errors: { email?: string; password?: string; form?: string };
}

/** A refusal of the form as a whole. */
export function refuse(email: string, form: string): Refusal {
	return { email, errors: { form } };
}

/** Checks a submitted form. A password is never part of what goes back to the page. */
export function checkForm<Schema extends z.ZodType>(
	schema: Schema,
	submitted: FormData
): { data: z.infer<Schema>; refusal?: never } | { data?: never; refusal: Refusal } {
	const fields = Object.fromEntries(
		[...submitted].filter((field): field is [string, string] => typeof field[1] === 'string')
	);
	const checked = schema.safeParse({ email: '', password: '', ...fields });
	if (checked.success) return { data: checked.data };

	const errors: Refusal['errors'] = {};
	for (const { path, message } of checked.error.issues) {
		const field = path[0] === 'email' || path[0] === 'password' ? path[0] : 'form';
		errors[field] ??= message;
	}
	return { refusal: { email: fields.email ?? '', errors } };
}
