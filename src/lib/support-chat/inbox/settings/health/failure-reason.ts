import type { SettingsTexts } from '../../../languages/en/settings.ts';

export type FailureReason = keyof SettingsTexts['health']['reason'];

/** By what the edge function or pg_net reports (support_reply_notifications.last_error). */
const REASONS: [RegExp, FailureReason][] = [
	[/^The function /, 'function'],
	[/^Neither SMTP_URL|^SMTP_URL must be/, 'unset'],
	[/email_from|`from`|from address|domain is not verified|sender/i, 'sender'],
	[/not safe to send|`to`|recipient|mailbox|user unknown|no such user/i, 'recipient'],
	[/\b429\b|rate|quota|too many|throttl|^No time was left/i, 'busy']
];

/** Why an e-mail was not sent, of the kinds that there are words for. */
export function failureReason(lastError: string): FailureReason {
	return REASONS.find(([pattern]) => pattern.test(lastError))?.[1] ?? 'other';
}
