import { expect, test } from 'vitest';
import { toChatSummary, type ChatSummaryRow } from './rows.ts';

test.each([
	['2026-11-30T02:59:01.123456+00:00', 456],
	['2026-11-30T02:59:01.12345+00:00', 450],
	['2026-11-30T02:59:01.123+00:00', 0],
	['2026-11-30T02:59:01.12+00:00', 0],
	['2026-11-30T02:59:01+00:00', 0]
])('a chat keeps the microseconds of %s, which a Date loses', (time, micros) => {
	const row = { last_message_at: time, waiting_since: time } as ChatSummaryRow;
	expect(toChatSummary(row)).toMatchObject({
		lastMessageAt: new Date(time),
		lastMessageMicros: micros,
		waitingMicros: micros
	});
});
