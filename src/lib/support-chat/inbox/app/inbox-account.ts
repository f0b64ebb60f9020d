/** What the inbox shows of the account it is opened with. */
export interface InboxAccount {
	/** The account's name or e-mail address. */
	name?: string | undefined;
	/** Called by a button "Sign out", which is missing without it. */
	signOut?: (() => void | Promise<void>) | undefined;
}
