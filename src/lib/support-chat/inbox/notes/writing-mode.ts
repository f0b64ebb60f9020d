/** What the field of an open chat is for: a reply to the user, or a note for the team. */
export type WritingMode = 'reply' | 'note';
