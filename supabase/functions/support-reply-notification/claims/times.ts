import { Deadline, type Clock } from '../../_shared/support-chat/deadline.ts';

/** The deadlines of one request: for preparing e-mails, for sending them and for the response. */
export interface Times {
	prepare: Deadline;
	send: Deadline;
	answer: Deadline;
}

/** Time limit for preparing one e-mail, or all of a batch. */
export const PREPARE_MS = 3_000;

/** Starts the deadlines. The database waits 10 seconds for a response; sent e-mails must be recorded by then. */
export function startTimes(clock: Clock): Times {
	return {
		prepare: new Deadline(clock, PREPARE_MS),
		send: new Deadline(clock, 7_000),
		answer: new Deadline(clock, 9_000)
	};
}
