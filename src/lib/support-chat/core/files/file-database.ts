/**
 * Name of the browser's database with the files of a user's unsent messages. Each user has one, which is
 * removed as a whole when they sign out.
 */
export const fileDatabase = (userId: string) => `support-chat:files:${userId}`;
