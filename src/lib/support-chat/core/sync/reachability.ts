import { Listeners } from '../listeners.ts';

const listeners = new Listeners<[askedAt: number]>();

/**
 * Reports a response of the server, whatever its status: the network works, whatever the browser says.
 *
 * @param askedAt when the request was sent, by `performance.now()`: it proves nothing about later times
 */
export const noteAnswer = (askedAt: number): void => listeners.call(askedAt);

/** Calls `listener` after each response; returns the unsubscribe function. */
export const onAnswer = (listener: (askedAt: number) => void): (() => void) =>
	listeners.add(listener);
