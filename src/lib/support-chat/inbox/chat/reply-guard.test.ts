import { expect, test } from 'vitest';
import type { Message } from '../../core/message.ts';
import { ReplyGuard } from './reply-guard.ts';

const from = (adminId: string | null, seq: number) =>
	({ seq, adminId, senderType: adminId ? 'admin' : 'user' }) as Message;

function begun(lastSeq: number): ReplyGuard {
	const guard = new ReplyGuard('ada');
	guard.track({ draft: 'Hello', loaded: true, lastSeq });
	return guard;
}

test('a colleague’s reply since the draft was begun is found once', () => {
	const guard = begun(2);
	const messages = [from('grace', 2), from('grace', 3), from(null, 4)];
	guard.track({ draft: 'Hello you', loaded: true, lastSeq: 4 });
	expect(guard.takeAnswer(messages)?.seq).toBe(3);
	expect(guard.takeAnswer(messages)).toBeNull();
	expect(guard.takeAnswer([...messages, from('grace', 5)])?.seq).toBe(5);
});

test('one’s own replies, from other tabs, and the user’s messages do not count', () => {
	expect(begun(2).takeAnswer([from('ada', 3), from(null, 4)])).toBeNull();
});

test('what was there before the draft was begun does not count', () => {
	expect(begun(3).takeAnswer([from('grace', 3)])).toBeNull();
	const guard = begun(2);
	guard.track({ draft: ' ', loaded: true, lastSeq: 3 });
	expect(guard.takeAnswer([from('grace', 3)])).toBeNull();
	guard.track({ draft: 'Again', loaded: true, lastSeq: 3 });
	expect(guard.takeAnswer([from('grace', 3)])).toBeNull();
});

test('a draft from before counts from when the messages are loaded', () => {
	const guard = new ReplyGuard('ada');
	guard.track({ draft: 'Kept', loaded: false, lastSeq: 0 });
	expect(guard.takeAnswer([from('grace', 1)])).toBeNull();
	guard.track({ draft: 'Kept', loaded: true, lastSeq: 1 });
	expect(guard.takeAnswer([from('grace', 1), from('grace', 2)])?.seq).toBe(2);
});
