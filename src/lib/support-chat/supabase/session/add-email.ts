import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';
import type { LoadClient } from './client-loader.ts';
import type { Project } from '../project.ts';

/** What became of an address: it waits for its confirmation, or Auth asks for none. */
export type AddedEmail = 'pending' | 'confirmed';

/** Why an address was not taken. */
export type EmailProblem = 'taken' | 'invalid' | 'tooMany' | 'other';

/** An address was not taken. */
export class AddEmailError extends Error {
	readonly problem: EmailProblem;

	constructor(problem: EmailProblem, options?: ErrorOptions) {
		super(`The email address was not added: ${problem}.`, options);
		this.problem = problem;
	}
}

/** Errors of Supabase Auth about an address; the others are the same for every address. */
const PROBLEMS: Record<string, EmailProblem> = {
	email_exists: 'taken',
	user_already_exists: 'taken',
	validation_failed: 'invalid',
	email_address_invalid: 'invalid',
	email_address_not_authorized: 'invalid'
};

/**
 * Adds an address to the user's account, as `auth.updateUser({ email })` of supabase-js does, which the
 * chat's own client lacks. The account keeps its id, and Auth sends a link to confirm the address that leads
 * back to this page where the project allows it.
 *
 * @throws AddEmailError
 */
export async function addEmail(
	project: Project,
	loadClient: LoadClient,
	email: string
): Promise<AddedEmail> {
	const redirectTo = encodeURIComponent(location.origin + location.pathname);
	const user = await requestUser(project, loadClient, `?redirect_to=${redirectTo}`, {
		method: 'PUT',
		body: JSON.stringify({ email })
	});
	return user.new_email ? 'pending' : 'confirmed';
}

/**
 * The confirmed address of the user's account; '' for none.
 *
 * @throws AddEmailError
 */
export async function readEmail(project: Project, loadClient: LoadClient): Promise<string> {
	return (await requestUser(project, loadClient, '', {})).email ?? '';
}

interface AuthUser {
	email?: string;
	/** Waits for its confirmation. */
	new_email?: string;
}

async function requestUser(
	{ url, publishableKey }: Project,
	loadClient: LoadClient,
	query: string,
	init: RequestInit
): Promise<AuthUser> {
	try {
		const { data, error } = await (await loadClient()).auth.getSession();
		if (!data.session) throw error ?? new Error('Nobody is signed in.');
		const response = await fetch(`${url}/auth/v1/user${query}`, {
			...init,
			headers: {
				apikey: publishableKey,
				authorization: `Bearer ${data.session.access_token}`,
				'content-type': 'application/json'
			},
			signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)
		});
		const body: unknown = await response.json();
		if (!response.ok) throw new AddEmailError(problemOf(response.status, body));
		return body as AuthUser;
	} catch (cause) {
		throw cause instanceof AddEmailError ? cause : new AddEmailError('other', { cause });
	}
}

function problemOf(status: number, body: unknown): EmailProblem {
	if (status === 429) return 'tooMany';
	// An older Auth has its own number in `code`.
	const { error_code, code } = body as { error_code?: string; code?: string | number };
	return PROBLEMS[error_code ?? code ?? ''] ?? 'other';
}
