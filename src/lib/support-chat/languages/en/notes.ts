import type { Reader } from '../reader.ts';

/** Texts of the inbox about internal notes. */
export const notes = ({ count }: Pick<Reader, 'count'>) => ({
	note: 'Note',
	/** What a colleague has written. */
	by: (name: string) => `Note by ${name}`,
	/** Before a note, for screen readers; null is the reader's own. */
	spoken: (name: string | null) =>
		`${name === null ? 'Your note' : `Note by ${name}`}. Only your team sees this.`,
	onlyTeam: 'Only your team sees this',
	/** Name of the switch at the field. */
	writeAs: 'Reply or note',
	/** Inside the empty field; its name; its button. */
	write: 'Write a note…',
	label: 'Note that only your team sees',
	add: 'Add note',
	delete: 'Delete note',
	deleteQuestion: 'Delete this note?',
	earlier: 'Show earlier notes',
	/** On a note, and on the card of its chat. */
	mentionsYou: 'Mentions you',
	/** Name of the list of whom one can mention, and how many it has. */
	colleagues: 'Colleagues',
	colleagueCount: (colleagues: number) =>
		count(colleagues, { one: '# colleague', other: '# colleagues' })
});

export type NoteTexts = ReturnType<typeof notes>;
