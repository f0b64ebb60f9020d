import { draftKeys } from './core/draft-text.ts';
import { outboxKeys } from './core/outbox-keys.ts';

const ALL = 'support-chat:';

/**
 * Takes everything that the chat keeps of a user out of this browser: drafts, messages that are not sent
 * yet, and settings. To be called when they sign out, on a computer that others may use.
 */
export function forget(userId: string): void {
	for (const key of keys()) {
		const name = key.slice(ALL.length);
		// Settings are the browser's, and their names have no further part.
		if (name.includes(userId) || !name.includes(':')) localStorage.removeItem(key);
	}
}

/** Whether `forget` would take something away that the user has written and not sent. */
export function isAnythingUnsent(userId: string): boolean {
	return keys().some(
		(key) => key.startsWith(outboxKeys(userId)) || key.startsWith(draftKeys(userId))
	);
}

function keys(): string[] {
	try {
		return Object.keys(localStorage).filter((key) => key.startsWith(ALL));
	} catch {
		// Forbidden storage keeps nothing.
		return [];
	}
}
