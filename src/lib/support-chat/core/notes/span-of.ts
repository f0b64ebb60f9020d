import type { Message } from '../message.ts';
import type { TimeSpan } from './note-ports.ts';

/** Messages that are shown, up to the newest or in a window far from it. */
export interface ShownMessages {
	readonly messages: readonly Message[];
	readonly loaded: boolean;
	readonly hasOlder: boolean;
	readonly hasNewer?: boolean;
}

/** The time that shown messages span, open at the conversation's ends; null until they are loaded. */
export function spanOf({ messages, loaded, hasOlder, hasNewer }: ShownMessages): TimeSpan | null {
	if (!loaded) return null;
	const [first, last] = [messages[0], messages.at(-1)];
	return {
		from: hasOlder && first ? first.createdAt.getTime() : -Infinity,
		to: hasNewer && last ? last.createdAt.getTime() : Infinity
	};
}
