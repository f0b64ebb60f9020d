import type { ChatError } from '../core/chat-error.ts';
import type { ConnectionState } from '../core/connection.ts';
import type { SendProblem } from '../core/conversation.ts';
import { MAX_CONTENT_LENGTH } from '../core/message.ts';

/** What the connection dot says. */
export const CONNECTION_WORDS: Record<ConnectionState, string> = {
	connecting: 'Connecting…',
	connected: 'Connected',
	reconnecting: 'Reconnecting…',
	offline: 'You are offline',
	refused: 'Not connected'
};

/** What became of a message that did not fail. */
export const DELIVERY_WORDS = {
	waiting: 'Waiting to send…',
	sending: 'Sending…',
	sent: 'Sent',
	seen: 'Seen'
};

/** A message that a rate limit holds back goes out by itself in so many seconds. */
export function rateLimitWords(seconds: number): string {
	return seconds > 0 ? `You write faster than can be taken. Sends in ${seconds} s` : 'Sending…';
}

/** Why a text was not taken for sending; nothing for a blank one, which needs no words. */
export function problemWords(problem: SendProblem | null): string {
	if (problem === 'too-long') {
		return `A message holds ${MAX_CONTENT_LENGTH.toLocaleString()} characters at most. Shorten it or send it in parts.`;
	}
	return problem === 'outbox-full' ? 'Too many messages are waiting to be sent.' : '';
}

/** Why a message was not delivered. */
export function failureWords(error: ChatError | null): string {
	if (error?.code === '23514') return `Not sent. ${error.message}`;
	if (error?.status === 413) return 'Not sent. The message is too long.';
	if (error?.status === 403) return 'Not sent. You may not write in this chat.';
	return 'Not sent.';
}

/** Whether somebody of the support is there. */
export function dutyWords(somebody: boolean): string {
	return somebody ? 'Support is online' : 'We reply here and by e-mail';
}

export function typingWords(name: string): string {
	return `${name} is typing…`;
}

/** Why there are no desktop notifications, or when they come. */
export const NOTICE_WORDS = {
	unsupported: 'This browser cannot show notifications from pages.',
	denied: 'Blocked. You can allow them in your browser’s settings for this site.',
	default: 'Your browser will ask first.',
	granted: 'Shown while this page is in the background.'
};
