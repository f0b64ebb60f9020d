import type { TimeFormat } from '../core/text/time.ts';
import type { ChatTexts } from './en/chat.ts';
import type { InboxTexts } from './en/inbox.ts';
import type { Direction, Language } from './language.ts';
import { Reader, type Part } from './reader.ts';
import { zonedTime } from './zoned-time.ts';

/** The texts of a chat in one language, and the languages its reader prefers (BCP 47, best first). */
export interface ChatWords {
	tag: Language;
	wanted: readonly string[];
	chat: Part<ChatTexts>;
}

/** Texts, dates and numbers for the components of an open chat. */
export class ChatLanguage {
	readonly tag: Language;
	readonly dir: Direction;
	readonly texts: ChatTexts;
	readonly number: (value: number) => string;
	/** For texts that are loaded apart from these. */
	readonly reader: Reader;
	#timeFormat: TimeFormat | undefined;

	constructor({ tag, wanted, chat }: ChatWords) {
		this.reader = new Reader(tag, wanted);
		this.tag = tag;
		this.dir = this.reader.direction;
		this.texts = chat(this.reader);
		this.number = this.reader.number;
	}

	/** Created on first use, because that is slow. */
	get timeFormat(): TimeFormat {
		return (this.#timeFormat ??= zonedTime(this.reader.locale));
	}
}

/** A `ChatLanguage` with the texts of the inbox. */
export class InboxLanguage extends ChatLanguage {
	readonly inbox: InboxTexts;

	constructor({ inbox, ...words }: ChatWords & { inbox: Part<InboxTexts> }) {
		super(words);
		this.inbox = inbox(this.reader);
	}
}
