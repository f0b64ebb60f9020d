/** Which chats of a tab the inbox lists. */
export type ChatFilter = 'waiting' | 'mine' | 'unassigned' | 'all';

/** In the order in which the inbox shows them. */
export const CHAT_FILTERS: readonly ChatFilter[] = ['waiting', 'mine', 'unassigned', 'all'];

/** How many chats each filter lists, counted up to 100. */
export type FilterCounts = Record<Exclude<ChatFilter, 'all'>, number>;
