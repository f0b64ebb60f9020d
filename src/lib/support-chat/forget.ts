import { draftKeys } from './core/sending/draft-text.ts';
import { outboxKeys } from './core/sending/outbox-keys.ts';

type BrowserStorage = 'localStorage' | 'sessionStorage';

const ALL = 'support-chat:';

/**
 * Takes everything that the chat keeps of a user out of this browser: drafts, messages that are not sent
 * yet, and settings. To be called when they sign out, on a computer that others may use.
 */
export function forget(userId: string): void {
	for (const storage of ['localStorage', 'sessionStorage'] as const) forgetIn(storage, userId);
}

function forgetIn(storage: BrowserStorage, userId: string): void {
	for (const key of keys(storage)) {
		const name = key.slice(ALL.length);
		// Settings are the browser's, and their names have no further part.
		if (name.includes(userId) || !name.includes(':')) globalThis[storage].removeItem(key);
	}
}

/** Whether `forget` would take something away that the user has written and not sent. */
export function isAnythingUnsent(userId: string): boolean {
	return keys('localStorage').some(
		(key) => key.startsWith(outboxKeys(userId)) || key.startsWith(draftKeys(userId))
	);
}

function keys(storage: BrowserStorage): string[] {
	try {
		return Object.keys(globalThis[storage]).filter((key) => key.startsWith(ALL));
	} catch {
		// Forbidden storage keeps nothing.
		return [];
	}
}
