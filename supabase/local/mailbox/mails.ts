/** The received e-mails, in memory, newest first. */
import { randomUUID } from 'node:crypto';

/** An e-mail as submitted. */
export interface NewMail {
	from?: string;
	to: string | string[];
	subject: string;
	html?: string;
	text?: string;
	cc?: string[];
	bcc?: string[];
	replyTo?: string[];
	/** Additional headers, such as List-Unsubscribe. */
	headers?: Record<string, string>;
	/** File names; their contents are not kept. */
	attachments?: string[];
	/** Shown only: every e-mail is delivered at once. */
	scheduledAt?: string;
}

/** An e-mail in the mailbox. */
export interface Mail extends NewMail {
	readonly id: string;
	readonly createdAt: Date;
	from: string;
	to: string[];
}

/** Sender of e-mails without one. */
const LOCAL_SENDER = 'Local Supabase <no-reply@localhost>';

/** Grows until it is cleared: nothing expires. */
export class Mails {
	#mails: Mail[] = [];

	add(mail: NewMail): Mail {
		const stored = {
			from: LOCAL_SENDER,
			...mail,
			to: [mail.to].flat(),
			id: randomUUID(),
			createdAt: new Date()
		};
		this.#mails.unshift(stored);
		return stored;
	}

	/** Newest first. */
	list(): readonly Mail[] {
		return this.#mails;
	}

	find(id: string): Mail | undefined {
		return this.#mails.find((mail) => mail.id === id);
	}

	clear(): void {
		this.#mails = [];
	}
}
