import type { SenderType } from './message.ts';

/** A piece of a snippet; those with `match` are what was searched for. */
export interface SnippetPart {
	text: string;
	match: boolean;
}

/** A message that a search found. */
export interface MessageHit {
	chatId: string;
	userEmail: string;
	/** Whether its chat is in the archive. */
	archived: boolean;
	messageId: string;
	seq: number;
	senderType: SenderType;
	createdAt: Date;
	/** About 160 characters around the first match. */
	snippet: SnippetPart[];
}
