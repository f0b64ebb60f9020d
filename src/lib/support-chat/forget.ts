import { fileDatabase } from './core/files/file-database.ts';
import { draftKeys } from './core/sending/draft-keys.ts';
import { outboxKeys } from './core/sending/outbox-keys.ts';

type BrowserStorage = 'localStorage' | 'sessionStorage';

const ALL = 'support-chat:';

/**
 * Removes everything that the chat stores about a user in this browser: drafts, unsent messages
 * with their files, and settings. Call it when they sign out on a shared computer.
 */
export function forget(userId: string): void {
	for (const storage of ['localStorage', 'sessionStorage'] as const) forgetIn(storage, userId);
	try {
		// Completes by itself, also when the page is left.
		indexedDB.deleteDatabase(fileDatabase(userId));
	} catch {
		// Storage is forbidden and holds nothing.
	}
}

function forgetIn(storage: BrowserStorage, userId: string): void {
	for (const key of keys(storage)) {
		const name = key.slice(ALL.length);
		// Settings are per browser: their names have no second part.
		if (name.includes(userId) || !name.includes(':')) globalThis[storage].removeItem(key);
	}
}

/** Whether `forget` would remove a draft or an unsent message. */
export function isAnythingUnsent(userId: string): boolean {
	return keys('localStorage').some(
		(key) => key.startsWith(outboxKeys(userId)) || key.startsWith(draftKeys(userId))
	);
}

function keys(storage: BrowserStorage): string[] {
	try {
		return Object.keys(globalThis[storage]).filter((key) => key.startsWith(ALL));
	} catch {
		// Storage is forbidden and holds nothing.
		return [];
	}
}
