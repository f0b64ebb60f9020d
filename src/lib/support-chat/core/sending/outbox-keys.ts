/** How the keys begin under which a user's unsent messages are stored. */
export const outboxKeys = (userId: string) => `support-chat:outbox:${userId}:`;
