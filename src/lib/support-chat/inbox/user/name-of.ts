import type { ChatUser } from '../../core/chat-summary.ts';
import type { InboxTexts } from '../../languages/en/inbox.ts';

/** What admins call a user: their name if they have one, or else `addressOf`. */
export function nameOf(user: ChatUser, texts: Pick<InboxTexts, 'guest'>): string {
	return user.userName || addressOf(user, texts);
}

/** By what admins know a user: their address, or "Guest 7F3K"; '' after the account was deleted. */
export function addressOf(
	{ userEmail, guestName }: Omit<ChatUser, 'userName'>,
	texts: Pick<InboxTexts, 'guest'>
): string {
	return userEmail || (guestName ? texts.guest(guestName) : '');
}

/**
 * A query for people as the database has it, which knows guests by the English word only: "Gast 7F3K"
 * becomes "guest 7F3K", and gasthaus@example.com stays.
 */
export function peopleQuery(query: string, texts: Pick<InboxTexts, 'guest'>): string {
	const word = texts.guest('').trim();
	const [first = '', ...others] = query.split(' ');
	const isWord = first.toLocaleLowerCase() === word.toLocaleLowerCase();
	return isWord ? ['guest', ...others].join(' ') : query;
}
