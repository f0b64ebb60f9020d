import type { FileKind } from './chosen-file.ts';
import type { Random } from './random.ts';
import { isOfRequest } from './request-faults.ts';

/** The clients: one user on two devices, and an admin. */
export const CLIENTS = ['laptop', 'phone', 'admin'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** Kinds of faults. A run is valid only if each of them occurred. */
export const KINDS = [
	'connections cut',
	'connections stalled',
	'sockets half-open',
	'inserts answered 500 after commit',
	'inserts never answered after commit',
	'inserts refused with 500',
	'uploads refused with 500',
	'uploads refused with 403',
	'uploads answered 500 after they were stored',
	'uploads cut off after they were stored',
	'uploads sent twice',
	'files removed before their message',
	'frames lost',
	'frames doubled',
	'pages reloaded after sending',
	'another user signs in after sending',
	'joins refused though allowed',
	'replication lost',
	'live events over the limit',
	'Realtime restarts',
	'Postgres restarts'
] as const;
export type Kind = (typeof KINDS)[number];

/** What to write: a text, files, or both. */
export interface Draft {
	files: FileKind[];
	hasText: boolean;
}

/** `at` (from the start of the wave) and `ms` (duration) are in milliseconds. */
export type Event =
	| { at: number; do: 'send'; on: ClientName; draft: Draft }
	| { at: number; do: 'fault'; on: ClientName; kind: Kind; ms: number; draft: Draft };

/** Duration of a wave of faults; then all faults end. */
export const WAVE_MS = 30_000;
const SENDS_PER_CLIENT = 12;
const SHARE_WITH_FILES = 0.25;
/** Faults start before this time, so that most end within the wave. */
const FAULTS_UNTIL_MS = WAVE_MS * 0.85;

/** Every kind of fault once, in random order and on random clients, while all three send. */
export function planWave(random: Random): Event[] {
	const events: Event[] = [];
	for (const on of CLIENTS) {
		for (let i = 0; i < SENDS_PER_CLIENT; i++) {
			events.push({ at: random.between(0, WAVE_MS), do: 'send', on, draft: draft(random) });
		}
	}
	const pause = FAULTS_UNTIL_MS / KINDS.length;
	// A dead connection has no frames to lose.
	const [unlucky, lossy, doubling] = random.shuffle(CLIENTS);
	const chosen: Partial<Record<Kind, ClientName>> = {
		'connections cut': unlucky!,
		'sockets half-open': unlucky!,
		'frames lost': lossy!,
		'frames doubled': doubling!
	};
	for (const [index, kind] of random.shuffle(KINDS).entries()) {
		const at = pause * (index + random.next());
		const on = chosen[kind] ?? random.pick(CLIENTS);
		const ms = random.between(2_000, 6_000);
		events.push({ at, do: 'fault', kind, on, ms, draft: draft(random) });
		// A fault needs traffic to affect.
		events.push({ at: at + 200, do: 'send', on: random.pick(CLIENTS), draft: draft(random) });
		if (isOfRequest(kind)) {
			const needsFiles = !kind.startsWith('inserts');
			events.push({ at: at + 100, do: 'send', on, draft: draft(random, needsFiles) });
		}
	}
	return events.sort((a, b) => a.at - b.at);
}

function draft(random: Random, hasFiles: boolean = random.next() < SHARE_WITH_FILES): Draft {
	if (!hasFiles) return { files: [], hasText: true };
	// Pictures are shown first, so that names are in the same order everywhere.
	const files = random.pick<FileKind[]>([['picture'], ['text'], ['picture', 'text']]);
	return { files, hasText: random.next() < 0.6 };
}
