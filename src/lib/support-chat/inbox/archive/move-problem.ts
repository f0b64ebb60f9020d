import { ChatError } from '../../core/chat-error.ts';

/** Why a chat was not archived or restored; 'unseen': the user has written a message nobody has seen. */
export type MoveProblem = 'forbidden' | 'unseen' | 'failed';

/** Code that `archive_support_chat` raises when the user has written since. */
const RAISED = 'P0001';

/** What went wrong, of what the call was rejected with. What is no refusal may be tried again. */
export function problemOf(error: unknown): MoveProblem {
	if (!(error instanceof ChatError) || error.kind !== 'refused') return 'failed';
	return error.code === RAISED ? 'unseen' : 'forbidden';
}
