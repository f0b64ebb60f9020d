import {
	otherSide,
	type Message,
	type SenderType
} from '../../../../src/lib/support-chat/core/message.ts';
import type {
	ChannelListener,
	ChatTransport
} from '../../../../src/lib/support-chat/core/ports.ts';
import { toMessage, type MessageRow } from '../../../../src/lib/support-chat/supabase/rows.ts';

const CHAT = '4f2d1c9e-7a53-4b0e-9d61-0c8a5e3b7f12';
const ADMIN = 'b2e1d4c5-2c3f-4d6e-9f80-213049586721';
const START = Date.UTC(2026, 0, 29, 9);
const WORDS = 'the parcel came late and the box was open, can you send me another one please'.split(
	' '
);

/**
 * A chat of any length without storage: each page is generated when it is read, as parsed JSON like a
 * response, so that the page holds only what it would hold in use.
 */
export class MadeTransport implements ChatTransport {
	#count: number;
	/** Every so many messages one has a picture; 0 for none. */
	readonly #pictureEvery: number;
	#listener: ChannelListener | null = null;

	constructor({ count, pictures }: { count: number; pictures: number }) {
		this.#count = count;
		this.#pictureEvery = pictures > 0 ? count / pictures : 0;
	}

	/** Delivers one more message from support. */
	arrive(): void {
		const [message] = this.#read(++this.#count, this.#count);
		this.#listener?.onMessage({ ...message!, senderType: 'admin', readAt: null });
	}

	async fetchAfter(seq: number, limit: number): Promise<Message[]> {
		return this.#read(seq + 1, Math.min(this.#count, seq + limit));
	}

	async fetchBefore(seq: number | null, limit: number): Promise<Message[]> {
		const last = (seq ?? this.#count + 1) - 1;
		return this.#read(Math.max(1, last - limit + 1), last);
	}

	async fetchReadMark(): Promise<null> {
		return null;
	}

	send(): Promise<Message> {
		return Promise.reject(new Error('This transport cannot send.'));
	}

	async markRead(): Promise<void> {}

	subscribe(listener: ChannelListener) {
		this.#listener = listener;
		listener.onStatus('joined');
		return { wake: () => {}, close: () => (this.#listener = null) };
	}

	#read(first: number, last: number): Message[] {
		const rows = Array.from({ length: last - first + 1 }, (_, index) => {
			const seq = first + index;
			const attachments = seq % this.#pictureEvery === 0 ? [picture(seq)] : [];
			return { ...row(seq), attachments };
		});
		return (JSON.parse(JSON.stringify(rows)) as MessageRow[]).map(toMessage);
	}
}

/** A read message of one to fifteen words; the sides alternate every three messages. */
function row(seq: number): MessageRow {
	const side: SenderType = seq % 6 < 3 ? 'user' : otherSide('user');
	const time = new Date(START + seq * 60_000).toISOString();
	return {
		id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
		chat_id: CHAT,
		seq,
		content: `${seq} ${WORDS.slice(0, 1 + ((seq * 7) % 15)).join(' ')}`,
		sender_type: side,
		admin_id: side === 'admin' ? ADMIN : null,
		sender_name: side === 'admin' ? 'Support' : null,
		read_at: time,
		created_at: time
	};
}

/** A screenshot, upright on every other message. */
function picture(seq: number) {
	const [width, height] = seq % 2 === 0 ? [1600, 1000] : [1000, 1600];
	const path = `${CHAT}/00000000-0000-4000-8000-${String(seq).padStart(12, '0')}/screen-${seq}.png`;
	const name = `Screenshot ${seq}.png`;
	return { path, name, mime_type: 'image/png', size_bytes: 180_000, width, height };
}
