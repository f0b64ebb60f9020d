import type { Variable } from '../../core/reply-variable.ts';
import type { Reader } from '../reader.ts';

/** Texts about the replies that admins save for each other. */
export const savedReplies = ({ count, number }: Pick<Reader, 'count' | 'number'>) => ({
	name: 'Saved replies',
	/** What the settings say about them. */
	purpose: 'For all support admins. Type / at the start of a reply to use one.',
	/** How many are listed, for screen readers. */
	listed: (replies: number) => count(replies, { one: '# saved reply', other: '# saved replies' }),
	none: 'No saved replies yet',
	noneNote: 'Save what you often write, and don’t type it again.',
	noMatch: 'No saved reply matches',
	notLoaded: 'Couldn’t load the saved replies.',
	/** Below a list that was cut. */
	typeMore: 'Type more to find others.',
	manage: 'Manage saved replies',
	/** What the key / does, in the list of shortcuts. */
	shortcut: 'Insert a saved reply, at the start of a reply',
	search: 'Search saved replies',

	/** What a reply may leave open. */
	variables: {
		customer_name: 'User’s name',
		customer_email: 'User’s email',
		my_name: 'Your name'
	} satisfies Record<Variable, string>,
	/** Before the buttons that insert one. */
	insertVariable: 'Filled in when you use the reply:',
	/** `written` looks like a variable. */
	unknownVariable: (written: string) => `${written} isn’t known and stays as it is.`,
	/** Asked before a reply is sent in which `written` was not filled in. */
	gapQuestion: (written: string) => `${written} isn’t filled in. Send anyway?`,

	add: 'New reply',
	edit: (title: string) => `Edit ${title}`,
	delete: (title: string) => `Delete ${title}`,
	deleted: (title: string) => `${title} deleted`,
	titleField: 'Title',
	contentField: 'Text',
	save: 'Save',
	titleBlank: 'Enter a title.',
	titleTooLong: (limit: number) => `Titles can be up to ${number(limit)} characters.`,
	contentBlank: 'Enter a text.',
	contentTooLong: (limit: number) => `Texts can be up to ${number(limit)} characters.`,
	/** Another admin has saved or deleted the reply that is being edited. */
	changed: 'Another admin has changed this reply. It now says:',
	useTheirs: 'Use theirs',
	saveMine: 'Save mine',
	gone: 'Another admin has deleted this reply. Save to add it again.',
	/** It was not deleted, since another admin has changed it. */
	notDeleted: 'Another admin has just changed this reply. Read it before you delete it.'
});

export type SavedRepliesTexts = ReturnType<typeof savedReplies>;
