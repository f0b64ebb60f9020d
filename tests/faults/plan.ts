import type { Random } from './random.ts';

/** Whose screens are watched: one user on two devices, and an admin. */
export const CLIENTS = ['laptop', 'phone', 'admin'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** What goes wrong. Each kind must have happened, or a run has proven nothing. */
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
	'somebody else signs in after sending',
	'joins refused though allowed',
	'replication lost',
	'live events over the limit',
	'Realtime restarts',
	'Postgres restarts'
] as const;
export type Kind = (typeof KINDS)[number];

/** `at` and `ms` are milliseconds, `at` from the start of the wave. */
export type Event =
	| { at: number; do: 'send'; on: ClientName }
	| { at: number; do: 'fault'; on: ClientName; kind: Kind; ms: number };

/** How long a wave of faults lasts; then all is healed. */
export const WAVE_MS = 30_000;
const SENDS_PER_CLIENT = 12;
/** Faults begin in the first part, so that most end by themselves. */
const FAULTS_UNTIL_MS = WAVE_MS * 0.85;

/** Every kind of fault once, in an order and on clients of chance, while all three talk. */
export function planWave(random: Random): Event[] {
	const events: Event[] = [];
	for (const on of CLIENTS) {
		for (let i = 0; i < SENDS_PER_CLIENT; i++) {
			events.push({ at: random.between(0, WAVE_MS), do: 'send', on });
		}
	}
	const pause = FAULTS_UNTIL_MS / KINDS.length;
	// Where a connection is dead there are no frames to lose.
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
		// Something has to be under way, or there is nothing that can go wrong.
		events.push({ at: at + 200, do: 'send', on: random.pick(CLIENTS) });
		if (kind.startsWith('inserts')) events.push({ at: at + 100, do: 'send', on });
	}
	return events.sort((a, b) => a.at - b.at);
}
