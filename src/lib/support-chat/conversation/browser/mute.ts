import { readFlag, writeFlag } from './stored-flag.ts';

const KEY = 'support-chat:muted';

/** The person at this browser wants no sound. */
export const isMuted = (): boolean => readFlag(KEY);

export const setMuted = (muted: boolean): void => writeFlag(KEY, muted);
