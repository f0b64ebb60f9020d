import { Listeners } from './listeners.ts';

const listeners = new Listeners<[]>();

/** The server has answered, whatever it said: the network is there, whatever the browser says. */
export const noteAnswer = (): void => listeners.call();

/** Calls `listener` after each answer; returns the undo. */
export const onAnswer = (listener: () => void): (() => void) => listeners.add(listener);
