import type { Random } from './random.ts';

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

/** `at` (from the start of the wave) and `ms` (duration) are in milliseconds. */
export type Event =
	| { at: number; do: 'send'; on: ClientName }
	| { at: number; do: 'fault'; on: ClientName; kind: Kind; ms: number };

/** Duration of a wave of faults; then all faults end. */
export const WAVE_MS = 30_000;
const SENDS_PER_CLIENT = 12;
/** Faults start before this time, so that most end within the wave. */
const FAULTS_UNTIL_MS = WAVE_MS * 0.85;

/** Every kind of fault once, in random order and on random clients, while all three send. */
export function planWave(random: Random): Event[] {
	const events: Event[] = [];
	for (const on of CLIENTS) {
		for (let i = 0; i < SENDS_PER_CLIENT; i++) {
			events.push({ at: random.between(0, WAVE_MS), do: 'send', on });
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
		events.push({ at, do: 'fault', kind, on, ms: random.between(2_000, 6_000) });
		// A fault needs traffic to affect.
		events.push({ at: at + 200, do: 'send', on: random.pick(CLIENTS) });
		if (kind.startsWith('inserts')) events.push({ at: at + 100, do: 'send', on });
	}
	return events.sort((a, b) => a.at - b.at);
}
