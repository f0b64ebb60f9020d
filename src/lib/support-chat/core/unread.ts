import type { Message, SenderType } from './message.ts';

/** How many messages of the other side the reader on `side` has not read. */
export function countUnread(messages: readonly Message[], side: SenderType): number {
	let count = 0;
	for (const message of messages) {
		if (message.senderType !== side && message.readAt === null) count++;
	}
	return count;
}

/** A count as a badge shows it: '' for none, '9+' above nine. */
export function badgeText(count: number): string {
	if (count <= 0) return '';
	return count > 9 ? '9+' : String(count);
}
