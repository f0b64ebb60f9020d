import type { ChatSummary } from '../../core/chat-summary.ts';

/** Who waits for this long, in ms, stands out until the setting is known. */
export const WAITING_WARNING_MS = 3_600_000;

/** How long a chat's user has waited for a reply, in ms; null when they do not. */
export function waitingMs({ waitingSince }: Pick<ChatSummary, 'waitingSince'>, now: Date) {
	return waitingSince && Math.max(0, now.getTime() - waitingSince.getTime());
}
