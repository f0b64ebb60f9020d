import { Listeners } from '../listeners.ts';

const listeners = new Listeners<[askedAt: number]>();

/**
 * The server has answered, whatever it said: the network is there, whatever the browser says.
 *
 * @param askedAt when it was asked, by `performance.now()`: what has happened since, it does not know
 */
export const noteAnswer = (askedAt: number): void => listeners.call(askedAt);

/** Calls `listener` after each answer; returns the undo. */
export const onAnswer = (listener: (askedAt: number) => void): (() => void) =>
	listeners.add(listener);
