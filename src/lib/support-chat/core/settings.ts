import type { Duration } from './duration.ts';
import type { AppearanceSettings, OfficeSettings } from './office-hours.ts';

/** What owners change of the support chat's settings; null where a setting is off or the default. */
export interface Settings extends OfficeSettings, AppearanceSettings {
	appName: string;
	/** Without a slash at its end, as `inboxUrl`. */
	appUrl: string;
	inboxUrl: string | null;
	/** `address` or `Name <address>`. */
	emailFrom: string;
	/** `#rrggbb`. */
	emailAccentColor: string;
	replyEmailDelay: Duration;
	emailArchivedReplies: boolean;
	adminAlertDelay: Duration | null;
	waitingWarning: Duration;
	assignOnReply: boolean;
	/** Messages in a burst, and after it one per interval. */
	userMessageBurst: number;
	userMessageInterval: Duration;
	guestMessageBurst: number;
	guestMessageInterval: Duration;
	adminMessageBurst: number;
	adminMessageInterval: Duration;
	/** Chats that one user creates. */
	chatBurst: number;
	chatInterval: Duration;
	/** Files of one message; 0 for none. */
	attachmentsPerMessage: number;
	attachmentMaxBytes: number;
	/** Null keeps archived chats, and chats of guests who wrote nothing, without a limit. */
	archivedChatRetention: Duration | null;
	emptyGuestRetention: Duration | null;
}

export type SettingName = keyof Settings;

/** The settings as read, and which version of them. */
export interface SettingsRead {
	values: Settings;
	/** Changes with every change of any setting. */
	version: string;
}

export type AdminRole = 'owner' | 'admin';

/** An admin as owners see them. */
export interface TeamMember {
	/** Public id. */
	id: string;
	userId: string;
	name: string;
	role: AdminRole;
	emailAlerts: boolean;
}

/** An e-mail that was given up. */
export interface FailedEmail {
	id: string;
	/** To a user about replies, or to an admin about users who wait. */
	kind: 'reply' | 'alert';
	chatId: string | null;
	recipient: string;
	failedAt: Date;
	attempts: number;
	/** As the service reported it. */
	lastError: string;
	/** It cannot be tried again, because it may have been sent. */
	mayBeSent: boolean;
}

/** Somebody whose data can be exported and erased. */
export interface FoundPerson {
	userId: string;
	chatId: string | null;
	email: string | null;
	name: string | null;
	guestName: string | null;
	messageCount: number;
	hasAccount: boolean;
}

export const AUDIT_ACTIONS = [
	'settings_changed',
	'admin_added',
	'admin_changed',
	'admin_removed',
	'data_exported',
	'data_erased',
	'email_retried'
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The value of a setting or an admin's attribute before and after. */
export interface AuditChange {
	/** The column in the database. */
	name: string;
	old: string;
	new: string;
}

/** An entry of the log of changes. */
export interface AuditEntry {
	id: string;
	action: AuditAction;
	/** Null when the project itself did it. */
	adminName: string | null;
	at: Date;
	/** The admin, account or e-mail that it was done to. */
	subject: string | null;
	changes: AuditChange[];
}
