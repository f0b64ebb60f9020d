/** What an admin has written about a chat for the other admins. */
export interface Note {
	id: string;
	chatId: string;
	/** Public id of its author; null for a note that was imported without one. */
	adminId: string | null;
	/** The author's display name when it was written. */
	adminName: string | null;
	content: string;
	/** Public ids of the admins that it mentions. */
	mentions: readonly string[];
	createdAt: Date;
}

/** A note that mentions the signed-in admin, who has not seen it yet. */
export type Mention = Pick<Note, 'id' | 'chatId' | 'adminName' | 'content' | 'createdAt'>;
