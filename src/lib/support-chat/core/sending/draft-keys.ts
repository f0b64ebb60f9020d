/** Key prefix of a user's stored drafts. */
export const draftKeys = (userId: string) => `support-chat:draft:${userId}:`;

/** Key prefix of the notes about files that were chosen for a draft, given its own key. */
export const draftFileKeys = (draftKey: string) => `${draftKey}:files:`;
