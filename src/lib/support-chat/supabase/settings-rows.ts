import { parseInterval, toInterval, type Duration } from '../core/duration.ts';
import { tidyHours, type OfficeHours } from '../core/office-hours.ts';
import {
	AUDIT_ACTIONS,
	type AdminRole,
	type AuditAction,
	type AuditChange,
	type AuditEntry,
	type FailedEmail,
	type FoundPerson,
	type SettingName,
	type Settings
} from '../core/settings.ts';
import { sanitizeDisplayText } from '../core/text/sanitize-display-text.ts';
import type { Database, Tables } from './database.types.ts';

type Functions = Database['public']['Functions'];
type SettingsRow = Tables<'support_settings'>;

/** The column of each setting. */
export const SETTING_COLUMNS = {
	appName: 'app_name',
	appUrl: 'app_url',
	inboxUrl: 'inbox_url',
	emailFrom: 'email_from',
	emailAccentColor: 'email_accent_color',
	replyEmailDelay: 'reply_email_delay',
	emailArchivedReplies: 'email_archived_replies',
	adminAlertDelay: 'admin_alert_delay',
	waitingWarning: 'waiting_warning',
	assignOnReply: 'assign_on_reply',
	userMessageBurst: 'user_message_burst',
	userMessageInterval: 'user_message_interval',
	guestMessageBurst: 'guest_message_burst',
	guestMessageInterval: 'guest_message_interval',
	adminMessageBurst: 'admin_message_burst',
	adminMessageInterval: 'admin_message_interval',
	chatBurst: 'chat_burst',
	chatInterval: 'chat_interval',
	attachmentsPerMessage: 'attachments_per_message',
	attachmentMaxBytes: 'attachment_max_bytes',
	archivedChatRetention: 'archived_chat_retention',
	emptyGuestRetention: 'empty_guest_retention',
	officeHours: 'office_hours',
	officeTimeZone: 'office_time_zone',
	officeClosedDays: 'office_closed_days',
	widgetColor: 'widget_color',
	logoUrl: 'logo_url',
	welcomeText: 'welcome_text'
} as const satisfies Record<SettingName, keyof SettingsRow>;

const NAMES = Object.keys(SETTING_COLUMNS) as SettingName[];

const DURATIONS: readonly SettingName[] = [
	'replyEmailDelay',
	'adminAlertDelay',
	'waitingWarning',
	'userMessageInterval',
	'guestMessageInterval',
	'adminMessageInterval',
	'chatInterval',
	'archivedChatRetention',
	'emptyGuestRetention'
];

/** Settings from the columns that were asked for; null for those that are unset or unknown to the database. */
export function toSettings(row: Partial<SettingsRow>): Settings {
	const values = NAMES.map((name) => [name, toValue(name, row[SETTING_COLUMNS[name]])]);
	return Object.fromEntries(values) as Settings;
}

function toValue(name: SettingName, value: unknown): unknown {
	if (value === null || value === undefined) return null;
	// Postgres has an order of its own for the keys of jsonb.
	if (name === 'officeHours') return tidyHours(value as OfficeHours);
	return DURATIONS.includes(name) ? parseInterval(value as string) : value;
}

/** Changed settings as columns to update. */
export function toSettingColumns(changes: Partial<Settings>): Partial<SettingsRow> {
	const columns = Object.entries(changes).map(([name, value]) => [
		SETTING_COLUMNS[name as SettingName],
		DURATIONS.includes(name as SettingName) && value !== null
			? toInterval(value as Duration)
			: value
	]);
	return Object.fromEntries(columns) as Partial<SettingsRow>;
}

/** A value of a column, as it stands in the log, as a duration; null where it is none. */
export function durationOfColumn(column: string, value: string): Duration | null {
	const setting = settingOfColumn(column);
	if (!setting || !DURATIONS.includes(setting)) return null;
	try {
		return parseInterval(value);
	} catch {
		return null;
	}
}

/** The setting that a column keeps, if owners change it. */
export function settingOfColumn(column: string): SettingName | undefined {
	return NAMES.find((name) => SETTING_COLUMNS[name] === column);
}

/** What was recorded of an e-mail that no try has sent. Address and error are fit to be shown. */
export function toFailedEmail(
	row: Functions['support_failed_emails']['Returns'][number]
): FailedEmail {
	// The generated types miss which columns are nullable.
	const { chat_id, recipient, last_error, refusal } = row as unknown as Record<
		string,
		string | null
	>;
	return {
		id: row.id,
		kind: row.kind === 'alert' ? 'alert' : 'reply',
		chatId: chat_id ?? null,
		recipient: sanitizeDisplayText(recipient ?? ''),
		failedAt: new Date(row.failed_at),
		attempts: row.attempts,
		lastError: sanitizeDisplayText(last_error ?? ''),
		mayBeSent: refusal === 'may_be_sent'
	};
}

/** Somebody with an account, a chat or both. Their address and names are null where there is none. */
export function toFoundPerson(row: Functions['find_support_user']['Returns'][number]): FoundPerson {
	const { chat_id, user_email, user_name, guest_name } = row as unknown as Record<
		string,
		string | null
	>;
	return {
		userId: row.user_id,
		chatId: chat_id ?? null,
		email: user_email || null,
		name: user_name ? sanitizeDisplayText(user_name) : null,
		guestName: guest_name ?? null,
		messageCount: row.message_count,
		hasAccount: row.has_account
	};
}

/** A role that this version does not know has the rights of an admin at the most. */
export function toRole(role: string): AdminRole {
	return role === 'owner' ? 'owner' : 'admin';
}

type AuditRow = Tables<'support_audit_log'>;

/** An entry of the log; null for an action of a newer database. */
export function toAuditEntry(row: AuditRow): AuditEntry | null {
	const action = AUDIT_ACTIONS.find((known): known is AuditAction => known === row.action);
	if (!action) return null;
	const details = (row.details ?? {}) as Record<string, unknown>;
	const subject = details.display_name ?? details.user_id ?? details.notification_id;
	return {
		id: row.id,
		action,
		adminName: row.admin_name && sanitizeDisplayText(row.admin_name),
		at: new Date(row.created_at),
		subject: typeof subject === 'string' ? sanitizeDisplayText(subject) : null,
		changes: toChanges(details.changes)
	};
}

function toChanges(changes: unknown): AuditChange[] {
	if (typeof changes !== 'object' || changes === null) return [];
	return Object.entries(changes as Record<string, { old: unknown; new: unknown }>).map(
		([name, change]) => ({ name, old: shown(change?.old), new: shown(change?.new) })
	);
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return '';
	return sanitizeDisplayText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
