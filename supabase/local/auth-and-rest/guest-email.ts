import type { Pool } from 'pg';
import { z } from 'zod';

/** An anonymous account that asks for an address. */
export interface Guest {
	id: string;
	email_change_sent_at: Date | null;
}

/** Status, code and message of an error of Auth. */
export type Refusal = [status: number, code: string, message: string];

/**
 * Why Auth does not take a guest's new address, in its order (supabase/auth, internal/api/{user,mail}.go);
 * undefined when it does.
 */
export async function refuseAddress(
	pool: Pool,
	guest: Guest,
	email: string,
	settings: { enable_confirmations: boolean; max_frequency: string }
): Promise<Refusal | undefined> {
	if (!z.email().safeParse(email).success) {
		return [400, 'validation_failed', 'Unable to validate email address: invalid format'];
	}
	const { rowCount } = await pool.query(
		'select from auth.users where email = lower($1) and not is_sso_user and id <> $2',
		[email, guest.id]
	);
	if (rowCount) {
		return [422, 'email_exists', 'A user with this email address has already been registered'];
	}
	const sentAt = guest.email_change_sent_at?.getTime();
	if (!settings.enable_confirmations || sentAt === undefined) return;
	const left = Math.ceil((sentAt - Date.now()) / 1000 + seconds(settings.max_frequency));
	if (left <= 0) return;
	const message = `For security purposes, you can only request this after ${left} seconds.`;
	return [429, 'over_email_send_rate_limit', message];
}

/** Without confirmations Auth takes the address of a guest, and of nobody else, as confirmed at once. */
export async function addEmailAtOnce(pool: Pool, guest: Guest, email: string): Promise<unknown> {
	const { rows } = await pool.query(
		`with account as (
			update auth.users
			set
				email = lower($2), email_confirmed_at = now(), is_anonymous = false,
				raw_app_meta_data = raw_app_meta_data || '{"provider": "email", "providers": ["email"]}',
				updated_at = now()
			where id = $1
			returning *
		), identity as (
			insert into auth.identities (id, user_id, provider_id, provider, identity_data)
			select
				gen_random_uuid(), id, id::text, 'email',
				jsonb_build_object('sub', id, 'email', email, 'email_verified', true)
			from account
			returning *
		)
		select
			account.id, aud, role, account.email, '' as phone, email_confirmed_at, account.last_sign_in_at,
			raw_app_meta_data as app_metadata, raw_user_meta_data as user_metadata,
			jsonb_build_array(to_jsonb(identity)) as identities,
			account.created_at, account.updated_at, is_anonymous
		from account, identity`,
		[guest.id, email]
	);
	return rows[0];
}

/** Seconds of a duration such as `1m30s`, as config.toml has it. */
function seconds(duration: string): number {
	const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
	return [...duration.matchAll(/([\d.]+)([hms])/g)].reduce(
		(sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
		0
	);
}
