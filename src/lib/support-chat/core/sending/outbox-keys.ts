/** Key prefix of a user's stored unsent messages. */
export const outboxKeys = (userId: string) => `support-chat:outbox:${userId}:`;
