import { expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { loadInboxLanguage } from '../../languages/catalogue.ts';
import { cardFace, faceKey, type FaceSource } from './card-face.ts';

const MINUTE = 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute));
const CHAT: ChatSummary = {
	...{ id: 'c', userId: 'u', userEmail: 'ada@example.com', guestName: null, userName: null },
	...{
		lastMessageAt: at(0),
		lastMessageMicros: 0,
		lastMessagePreview: 'Hello',
		lastMessageSender: 'user'
	},
	...{ lastMessageAdminId: null, lastMessageSenderName: null, messageCount: 3, unread: true },
	...{
		archived: false,
		waitingSince: null,
		waitingMicros: 0,
		assignedAdminId: null,
		blocked: false
	}
};
const { inbox: texts, timeFormat } = await loadInboxLanguage(['en-US']);

const faceOf = (more: Partial<ChatSummary> = {}, minute = 5, rest: Partial<FaceSource> = {}) =>
	cardFace(
		{ ...CHAT, ...more },
		{
			...{ now: at(minute), drafted: false, colleagues: '', texts, timeFormat },
			adminId: 'me',
			team: {
				find: (id) => (id === 'eve' ? { name: 'Eve' } : undefined),
				waitingWarningMs: MINUTE
			},
			mentions: { has: () => false },
			...rest
		}
	);

test('says how much was written, and how long ago', () => {
	expect(faceOf()).toMatchObject({
		count: '3 messages',
		age: '5 minutes ago',
		by: '',
		waiting: ''
	});
});

test('names who wrote the last message, unless the user did', () => {
	const byAdmin = { lastMessageSender: 'admin' as const };
	expect(faceOf({ ...byAdmin, lastMessageAdminId: 'me' }).by).toBe(texts.byYou);
	expect(faceOf({ ...byAdmin, lastMessageSenderName: 'Eve' }).by).toBe(texts.by('Eve'));
	expect(faceOf(byAdmin).by).toBe(texts.by(texts.support));
});

test('names whose chat it is, once the admins are known', () => {
	expect(faceOf().assigned).toBe('');
	expect(faceOf({ assignedAdminId: 'eve' })).toMatchObject({ assigned: 'Eve', assignedId: 'eve' });
	expect(faceOf({ assignedAdminId: 'bob' }).assigned).toBe(texts.support);
});

test('a user who waits is late after the time that the team has set', () => {
	expect(faceOf({ waitingSince: at(0) }, 0)).toMatchObject({ late: false });
	expect(faceOf({ waitingSince: at(0) }, 1)).toMatchObject({
		late: true,
		waiting: 'waiting 1 min'
	});
});

test('has one key as long as it shows the same', () => {
	const seconds = new Date(at(5).getTime() + 30_000);
	expect(faceKey(faceOf({}, 5, { now: seconds }))).toBe(faceKey(faceOf()));
	const others = [
		...[faceOf({}, 6), faceOf({ unread: false }), faceOf({ lastMessagePreview: 'Hello?' })],
		...[faceOf({}, 5, { drafted: true }), faceOf({}, 5, { colleagues: 'Eve is writing' })],
		...[faceOf({}, 5, { mentions: { has: () => true } }), faceOf({ blocked: true })]
	];
	expect(new Set([faceOf(), ...others].map(faceKey)).size).toBe(others.length + 1);
});
