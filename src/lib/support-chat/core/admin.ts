/** A support admin, who answers chats. */
export interface Admin {
	/** Public id, the only one that users see. */
	id: string;
	/** Id of their account. */
	userId: string;
	name: string;
}
