import { ChatError } from '../../core/chat-error.ts';

/** Why a chat was not archived or restored; 'unseen': the user has written what nobody here has seen. */
export type MoveProblem = 'forbidden' | 'unseen' | 'failed';

/** What `archive_support_chat` answers when the user has written since. */
const RAISED = 'P0001';

export function problemOf(error: unknown): MoveProblem {
	if (!(error instanceof ChatError) || error.kind !== 'refused') return 'failed';
	return error.code === RAISED ? 'unseen' : 'forbidden';
}
