import type { ChatSummary } from '../../core/chat-summary.ts';

/** How long a chat's user has waited for a reply, in ms; null when they do not. */
export function waitingMs({ waitingSince }: Pick<ChatSummary, 'waitingSince'>, now: Date) {
	return waitingSince && Math.max(0, now.getTime() - waitingSince.getTime());
}
