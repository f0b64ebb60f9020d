import { expect, test } from 'vitest';
import type { DeskListener, DeskPlace } from './activity-ports.ts';
import { AWAY_AFTER_MS } from './page-presence.ts';
import { DeskPresence, WRITING_ENDS_MS } from './desk-presence.ts';
import { Listeners } from '../listeners.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

/** Long enough for every change to be published. */
const PASSED_ON_MS = 13_000;

class FakeConversation {
	readonly chatId: string;
	draft: string;
	readonly changes = new Listeners();
	subscribe = (listener: () => void) => this.changes.add(listener);

	constructor(chatId: string, draft = '') {
		this.chatId = chatId;
		this.draft = draft;
	}

	type(draft: string): void {
		this.draft = draft;
		this.changes.call();
	}
}

function setup() {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	const log: string[] = [];
	let listener: DeskListener | undefined;
	const transport = {
		join(given: DeskListener) {
			listener = given;
			return {
				wake: () => log.push('wake'),
				close: () => log.push('close'),
				show: (place: DeskPlace | null) => log.push(inWords(place))
			};
		}
	};
	const desk = new DeskPresence({ transport: () => transport, clock, environment });
	return { clock, environment, log, desk, listener: () => listener! };
}

function inWords(place: DeskPlace | null): string {
	if (!place) return 'away';
	return place.typing ? `writes in ${place.chatId}` : `looks at ${place.chatId}`;
}

test('publishes opening a chat, writing a reply, sending it and leaving the chat', async () => {
	const { clock, log, desk } = setup();
	desk.start();
	const chat = new FakeConversation('a');
	const leave = desk.enter(chat);
	await clock.pass(PASSED_ON_MS);
	chat.type('Hel');
	chat.type('Hello');
	await clock.pass(PASSED_ON_MS);
	chat.type('');
	await clock.pass(PASSED_ON_MS);
	leave();
	await clock.pass(PASSED_ON_MS);
	expect(log).toEqual(['looks at a', 'writes in a', 'looks at a', 'looks at null']);
});

test('publishes a chat opened before the start', async () => {
	const { clock, log, desk } = setup();
	desk.enter(new FakeConversation('a'));
	desk.start();
	await clock.pass(PASSED_ON_MS);
	expect(log).toEqual(['looks at a']);
});

test('a long pause ends writing, and typing on resumes it', async () => {
	const { clock, log, desk } = setup();
	desk.start();
	const chat = new FakeConversation('a');
	desk.enter(chat);
	await clock.pass(PASSED_ON_MS);
	chat.type('Hel');
	await clock.pass(WRITING_ENDS_MS - 1_000);
	chat.type('Hello');
	await clock.pass(WRITING_ENDS_MS - 1_000);
	expect(log).toEqual(['looks at a', 'writes in a']);
	await clock.pass(2_000);
	expect(log.at(-1)).toBe('looks at a');
});

test('neither an earlier draft nor white space nor other changes are writing', async () => {
	const { clock, log, desk } = setup();
	desk.start();
	const chat = new FakeConversation('a', 'from yesterday');
	desk.enter(chat);
	chat.changes.call();
	chat.type('  ');
	await clock.pass(PASSED_ON_MS);
	expect(log).toEqual(['looks at a']);
});

test('leaving a chat after the next one was entered publishes nothing', async () => {
	const { clock, log, desk } = setup();
	desk.start();
	const first = new FakeConversation('a');
	const leaveFirst = desk.enter(first);
	const second = new FakeConversation('b');
	desk.enter(second);
	second.type('Hello');
	first.type('too late');
	leaveFirst();
	first.type('later still');
	await clock.pass(PASSED_ON_MS);
	expect(log).toEqual(['writes in b']);
});

test('an admin who is away for long has no place until they are back', async () => {
	const { clock, environment, log, desk } = setup();
	desk.start();
	desk.enter(new FakeConversation('a'));
	await clock.pass(PASSED_ON_MS);
	environment.set({ visible: false });
	await clock.pass(AWAY_AFTER_MS + PASSED_ON_MS);
	expect(log).toEqual(['looks at a', 'away']);
	environment.set({ visible: true });
	await clock.pass(PASSED_ON_MS);
	expect(log).toEqual(['looks at a', 'away', 'wake', 'looks at a']);
});

test('tracks the other admins until the channel is lost', () => {
	const { desk, listener } = setup();
	let changes = 0;
	desk.subscribe(() => changes++);
	desk.start();
	const colleague = { adminId: 'night', chatId: 'a', typing: true };
	listener().onAdmins([colleague]);
	expect(desk.admins).toEqual([colleague]);
	listener().onStatus('lost');
	expect(desk.admins).toEqual([]);
	listener().onStatus('joining');
	expect(changes).toBe(2);
});

test('leaving closes the channel and publishes nothing more', async () => {
	const { clock, environment, log, desk, listener } = setup();
	const leave = desk.start();
	listener().onAdmins([{ adminId: 'night', chatId: null, typing: false }]);
	const chat = new FakeConversation('a');
	desk.enter(chat);
	leave();
	chat.type('Hello');
	environment.set({ visible: true });
	await clock.pass(300_000);
	expect(log).toEqual(['close']);
	expect(desk.admins).toEqual([]);
});
