import type { ChatError } from '../chat-error.ts';

/** Why a message with files has failed, as far as it is about the files. */
export type FileFailure = 'too-large' | 'wrong-type' | 'too-many' | 'storage-full' | 'files-lost';

/** By the code of a `ChatError`: of Storage, of the database (supabase/ERRORS.md), and of the outbox. */
const FAILURES = new Map<string, FileFailure>(
	Object.entries({
		too_large: 'too-large',
		attachment_too_large: 'too-large',
		wrong_type: 'wrong-type',
		attachment_type: 'wrong-type',
		too_many_attachments: 'too-many',
		storage_full: 'storage-full',
		files_lost: 'files-lost',
		attachment_missing: 'files-lost'
	})
);

/** What was wrong with a failed message's files; null when the failure has another reason. */
export function fileFailure(error: Pick<ChatError, 'code'> | null): FileFailure | null {
	return FAILURES.get(error?.code ?? '') ?? null;
}
