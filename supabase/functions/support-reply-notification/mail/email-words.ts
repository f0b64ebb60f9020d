import type { MailLanguage } from './mail-language.ts';
import type { QuotedMessage } from './quoted-message.ts';

/** Consecutive messages of one author. */
export interface Turn {
	author: string;
	/** Below the author's name; empty for none. */
	note: string;
	/** Where the author's name leads; empty for nowhere. */
	url: string;
	messages: QuotedMessage[];
}

/** The texts and links shared by both parts of an e-mail. Plain text, not escaped. */
export interface Words {
	/** HTML's `lang` and `dir`. */
	lang: string;
	dir: MailLanguage['dir'];
	subject: string;
	sender: string;
	heading: string;
	/** What mail lists show below the subject. */
	preview: string;
	turns: Turn[];
	/** How many messages or chats are not shown; empty when all are. */
	more: string;
	button: string;
	buttonUrl: string;
	reason: string;
	unsubscribe: string;
	unsubscribeUrl: string;
	/** Between a name and a message, or a label and its link. */
	colon: string;
}

/** A link below one of the settings' addresses. The URL parser encodes what would end an attribute or a header. */
export function linkTo(address: string, path: string): string {
	return new URL(address.replace(/\/+$/, '') + path).href;
}
