/** Key prefix of a user's stored drafts. */
export const draftKeys = (userId: string) => `support-chat:draft:${userId}:`;
