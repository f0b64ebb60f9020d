import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DraftText } from './core/sending/draft-text.ts';
import { OutboxStorage } from './core/sending/outbox-storage.ts';
import type { KeyValueStore } from './core/ports.ts';
import { draftFileKeys, draftKeys } from './core/sending/draft-keys.ts';
import { forget, isAnythingUnsent } from './forget.ts';

/** As the browser's: its keys are its properties. */
class Storage {
	getItem(key: string): string | null {
		return (this as unknown as Record<string, string>)[key] ?? null;
	}
	setItem(key: string, value: string): void {
		Object.assign(this, { [key]: value });
	}
	removeItem(key: string): void {
		delete (this as unknown as Record<string, string>)[key];
	}
}

let storage: Storage;
let tabStorage: Storage;
const store: KeyValueStore = {
	get: (key) => storage.getItem(key),
	set: (key, value) => storage.setItem(key, value),
	remove: (key) => storage.removeItem(key),
	keys: (prefix) => Object.keys(storage).filter((key) => key.startsWith(prefix))
};

beforeEach(() => {
	storage = new Storage();
	tabStorage = new Storage();
	vi.stubGlobal('localStorage', storage);
	vi.stubGlobal('sessionStorage', tabStorage);
});
afterEach(() => vi.unstubAllGlobals());

function write(userId: string): void {
	new DraftText(store, userId, 'chat').text = 'half a';
	const message = { id: 'm', content: 'Hi', createdAt: 1, failed: false };
	new OutboxStorage(store, userId, 'chat').save(message);
	storage.setItem(`support-chat:chat:${userId}`, 'chat');
	storage.setItem(`support-chat:told:widget:${userId}`, '1');
	sessionStorage.setItem(`support-chat:open:${userId}`, '1');
}

it('removes what one user has left, and nothing of others or of the app', () => {
	write('ada');
	write('grace');
	const kept = Object.keys(storage).filter((key) => key.includes('grace'));
	storage.setItem('support-chat:muted', '1');
	storage.setItem('theme', 'dark');
	forget('ada');
	expect(Object.keys(storage)).toEqual([...kept, 'theme']);
	expect(Object.keys(tabStorage)).toEqual(['support-chat:open:grace']);
});

it('reports whether something unsent would be lost', () => {
	expect(isAnythingUnsent('ada')).toBe(false);
	const draft = new DraftText(store, 'ada', 'chat');
	draft.text = 'half a';
	expect(isAnythingUnsent('ada')).toBe(true);
	expect(isAnythingUnsent('grace')).toBe(false);
	draft.text = '';
	expect(isAnythingUnsent('ada')).toBe(false);
	store.set(`${draftFileKeys(`${draftKeys('ada')}chat`)}1`, '');
	expect(isAnythingUnsent('ada')).toBe(true);
	forget('ada');
	expect(isAnythingUnsent('ada')).toBe(false);
});

it('works without storage', () => {
	vi.stubGlobal('localStorage', undefined);
	vi.stubGlobal('sessionStorage', undefined);
	expect(isAnythingUnsent('ada')).toBe(false);
	forget('ada');
});
