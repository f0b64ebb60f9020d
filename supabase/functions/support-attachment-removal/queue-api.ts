import { z } from 'zod';
import { recordInDatabase, type CallDatabase } from '../_shared/support-chat/database.ts';
import type { Claim } from './request-body.ts';

const paths = z.array(z.string().min(1)).nullable();

/** The database's side of the removal. */
export interface Queue {
	/**
	 * The paths of a batch, or null when the claim permits nothing (any more). The database returns them once.
	 *
	 * @throws when the database fails or its response is malformed
	 */
	prepare(claim: Claim, signal: AbortSignal): Promise<string[] | null>;
	/**
	 * Reports that the attempt has ended. The database itself looks which files are gone.
	 *
	 * @param error undefined if there was none
	 * @throws when the database fails three times
	 */
	record(claim: Claim, error: string | undefined): Promise<void>;
}

/** The queue over the functions prepare_support_file_removal and record_support_file_removal. */
export function openQueue(call: CallDatabase): Queue {
	return {
		prepare: async (claim, signal) => {
			const found = paths.safeParse(await call('prepare_support_file_removal', claim, signal));
			if (!found.success) throw new Error('prepare_support_file_removal was not understood.');
			return found.data;
		},
		record: (claim, error) =>
			recordInDatabase(call, 'record_support_file_removal', {
				...claim,
				...(error === undefined ? {} : { error })
			})
	};
}
