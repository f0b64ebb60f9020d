import { contentProblem } from '../../core/message.ts';
import type { BubbleItem } from './timeline.ts';

/** Why a message was not delivered. */
export type NotSent = 'blank' | 'too-long' | 'forbidden' | 'blocked' | 'refused' | 'other';

/**
 * Decided by the error's code, since the database's messages are English. Its check (23514) equals
 * ours, so a text that passes here and fails there was refused by a rule of the app's own.
 */
export function notSentBecause({ error, content }: Pick<BubbleItem, 'error' | 'content'>): NotSent {
	if (error?.code === '23514') return contentProblem(content) ?? 'refused';
	if (error?.status === 413) return 'too-long';
	if (error?.code === 'blocked') return 'blocked';
	return error?.status === 403 ? 'forbidden' : 'other';
}
