/** In place of a chat's id in the keys of stored drafts and unsent texts: those of its notes, not of its messages. */
export const notesKey = (chatId: string): string => `note:${chatId}`;
