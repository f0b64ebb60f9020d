// Shared by the tests of this folder only.

import { systemClock } from '../_shared/support-chat/deadline.ts';
import type { Dependencies } from './handler.ts';
import type { Claim } from './request-body.ts';
import type { RemoveFiles } from './storage-api.ts';

export const CLAIM: Claim = {
	batch_id: '5b7c4f8e-0d1f-4a52-9a51-3a3a3a3a3a3a',
	claim: 'c1'.repeat(32)
};

/** `count` distinct paths. */
export function paths(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `chat/message/${index}.png`);
}

export type Change = Partial<Pick<Dependencies, 'clock' | 'removeFiles'>> &
	Partial<Dependencies['queue']>;

/** Dependencies that record their calls in order; the batch has two files. */
export function fakes(change: Change = {}) {
	const removed: string[] = [];
	const recorded: { claim: Claim; error: string | undefined }[] = [];
	const lines: string[] = [];
	const kept: Promise<unknown>[] = [];
	const dependencies: Dependencies = {
		queue: {
			prepare: change.prepare ?? (() => Promise.resolve(paths(2))),
			record: async (claim, error) => {
				await change.record?.(claim, error);
				recorded.push({ claim, error });
			}
		},
		removeFiles: async (part, signal) => {
			await change.removeFiles?.(part, signal);
			removed.push(...part);
		},
		clock: change.clock ?? systemClock,
		keepAlive: (work) => void kept.push(work),
		log: (line) => void lines.push(line)
	};
	return { dependencies, removed, recorded, lines, kept };
}

/** A bucket that refuses every request with one of `refused` in it, and records the requests. */
export function bucket(refused: readonly string[], refuse: () => Error) {
	const requests: (readonly string[])[] = [];
	const gone = new Set<string>();
	const removeFiles: RemoveFiles = (part) => {
		requests.push(part);
		if (part.some((path) => refused.includes(path))) return Promise.reject(refuse());
		for (const path of part) gone.add(path);
		return Promise.resolve();
	};
	return { removeFiles, requests, gone };
}
