import type { Person } from '../stack/join-chat.ts';

/** A user with a chat and the number of pages that have it open. */
export interface LoadUser extends Person {
	pages: number;
}

/** A support admin with the inbox and one chat open. */
export interface LoadAdmin {
	userId: string;
	openChatId: string;
}

/** What one generator does. */
export interface GeneratorPlan {
	url: string;
	key: string;
	users: LoadUser[];
	admins: LoadAdmin[];
	/** Messages a second of this generator: from its users and its admins in turn. */
	perSecond: number;
	seconds: number;
}

/** A message of the table. */
export interface StoredMessage {
	id: string;
	chatId: string;
	seq: number;
	senderType: 'user' | 'admin';
}

/** What a generator is told. It answers `open` with `opened`, `send` with `sent` and `judge` with `judged`. */
export type Order =
	{ do: 'open'; plan: GeneratorPlan } | { do: 'send' } | { do: 'judge'; table: StoredMessage[] };

export type Answer =
	| { did: 'opened' }
	| { did: 'sent'; sent: number; failed: string[] }
	| { did: 'judged'; result: GeneratorResult };

/** Times are in milliseconds. */
export interface GeneratorResult {
	/** From the row's `created_at` until it is in the conversation of another page of its chat. */
	chatDeliveries: number[];
	/** From a user's row's `created_at` until its event is at an admin's inbox. */
	inboxDeliveries: number[];
	/** From the request of an insert to its answer. */
	answers: number[];
	/** Violations as text, of every receiver. */
	wrong: string[];
	/** Messages that pages have read from the table because no event had brought them. */
	refetched: number;
	/** CPU time of this generator while it sent. */
	cpuMs: number;
	/** How late its timers were, 99th percentile. */
	lateMs: number;
}
