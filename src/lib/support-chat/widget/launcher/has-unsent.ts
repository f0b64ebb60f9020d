import { outboxKeys } from '../../core/sending/outbox-keys.ts';

/** Whether an earlier page has left unsent messages of this user. */
export function hasUnsent(userId: string): boolean {
	try {
		return Object.keys(localStorage).some((key) => key.startsWith(outboxKeys(userId)));
	} catch {
		// Storage is forbidden and holds nothing.
		return false;
	}
}
