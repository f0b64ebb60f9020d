import { expect, test } from 'vitest';
import { normaliseReply, replyProblems } from './saved-reply.ts';

test('a title is one line, and a content keeps its lines', () => {
	expect(
		normaliseReply({ title: ' Late\n\tparcel\u0007 ', content: '\r\nSorry,\r\nAda  ' })
	).toEqual({
		title: 'Late parcel',
		content: 'Sorry,\nAda'
	});
});

test.each([
	['Hours', 'We open at 9.', null, null],
	['', '', 'blank', 'blank'],
	['\u200b', ' \u3000', 'blank', 'blank'],
	['👋'.repeat(80), '👋'.repeat(4000), null, null],
	['a'.repeat(81), 'a'.repeat(4001), 'too-long', 'too-long']
])('finds what the database refuses: %s', (title, content, titleProblem, contentProblem) => {
	expect(replyProblems({ title, content })).toEqual({
		title: titleProblem,
		content: contentProblem
	});
});
