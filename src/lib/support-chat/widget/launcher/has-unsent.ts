import { outboxKeys } from '../../core/sending/outbox-keys.ts';

/** Whether an earlier page has left messages of this user's that are still to be sent. */
export function hasUnsent(userId: string): boolean {
	try {
		return Object.keys(localStorage).some((key) => key.startsWith(outboxKeys(userId)));
	} catch {
		// Forbidden storage keeps nothing.
		return false;
	}
}
