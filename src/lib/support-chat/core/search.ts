import type { ChatUser } from './chat-summary.ts';
import type { SenderType } from './message.ts';

/** A piece of a snippet; `match` marks a searched word. */
export interface SnippetPart {
	text: string;
	match: boolean;
}

/** A message found by a search. */
export interface MessageHit extends ChatUser {
	chatId: string;
	/** Whether its chat is in the archive. */
	archived: boolean;
	messageId: string;
	seq: number;
	senderType: SenderType;
	createdAt: Date;
	/** About 160 characters around the first match. */
	snippet: SnippetPart[];
}
