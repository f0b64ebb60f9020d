import { Listeners } from '../../core/listeners.ts';
import type { Mention, Note } from '../../core/notes/note.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';

export interface MentionsPorts {
	/** Public id of the signed-in admin. */
	adminId: string;
	port: () => Pick<InboxPort, 'mentions' | 'markMentionsSeen'>;
}

/** The notes that mention the signed-in admin, who has not seen them. */
export class Mentions implements InboxView {
	readonly #ports: MentionsPorts;
	readonly #arrivals = new Listeners<[Mention]>();
	/** Chats by the id of the note. */
	#unseen: ReadonlyMap<string, string> = $state.raw(new Map());
	#chats: ReadonlySet<string> = $derived(new Set(this.#unseen.values()));
	/** Notes that were reported, or were there at the first read; null before it. */
	#known: Set<string> | null = null;
	/** Incremented by each event: a read that began before it is stale. */
	#changes = 0;

	constructor(ports: MentionsPorts) {
		this.#ports = ports;
	}

	/** Whether a note of this chat mentions the admin, who has not seen it. */
	has(chatId: string): boolean {
		return this.#chats.has(chatId);
	}

	/** Calls `listener` once with each mention that comes after the first read. */
	onArrival(listener: (mention: Mention) => void): () => void {
		return this.#arrivals.add(listener);
	}

	onNote(note: Note): void {
		if (!note.mentions.includes(this.#ports.adminId)) return;
		this.#changes++;
		this.#unseen = new Map([...this.#unseen, [note.id, note.chatId]]);
		this.#report(note);
	}

	onNoteDeleted(id: string): void {
		this.#keep((noteId) => noteId !== id);
	}

	onMentionsSeen(adminId: string, seenId: string): void {
		if (adminId === this.#ports.adminId) this.#keep((_, chatId) => chatId !== seenId);
	}

	/** The admin sees this chat's notes. */
	async see(chatId: string): Promise<void> {
		if (!this.has(chatId)) return;
		this.onMentionsSeen(this.#ports.adminId, chatId);
		await this.#ports.port().markMentionsSeen(chatId);
	}

	async refresh(): Promise<void> {
		let changes: number;
		let mentions: Mention[];
		do {
			changes = this.#changes;
			mentions = await this.#ports.port().mentions();
		} while (changes !== this.#changes);
		this.#unseen = new Map(mentions.map(({ id, chatId }) => [id, chatId]));
		this.#known ??= new Set(this.#unseen.keys());
		for (const mention of mentions) this.#report(mention);
	}

	#keep(isKept: (noteId: string, chatId: string) => boolean): void {
		this.#changes++;
		this.#unseen = new Map([...this.#unseen].filter((entry) => isKept(...entry)));
	}

	#report(mention: Mention): void {
		if (this.#known?.has(mention.id)) return;
		this.#known?.add(mention.id);
		this.#arrivals.call(mention);
	}
}
