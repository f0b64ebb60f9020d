import { Presence as PhoenixPresence, type Channel } from '@supabase/phoenix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Presence } from './presence.ts';

type Handler = (payload: never) => void;

/** A channel of which the test plays the server. */
class FakeChannel {
	readonly handlers = new Map<string, Handler>();
	/** Counts the joins. */
	joins = 1;
	failed: () => void = () => {};

	on(event: string, handler: Handler): number {
		this.handlers.set(event, handler);
		return 0;
	}

	onError(failed: () => void): number {
		this.failed = failed;
		return 0;
	}

	joinRef(): string {
		return `${this.joins}`;
	}
}

const entry = fc.record({ phx_ref: fc.constantFrom('1', '2', '3', '4'), at: fc.nat(9) });
const entries = fc.dictionary(
	fc.constantFrom('a', 'b', '__proto__', 'constructor'),
	fc.record({
		metas: fc.uniqueArray(entry, { minLength: 1, maxLength: 3, selector: (e) => e.phx_ref })
	})
);
const step = fc.oneof(
	fc.record({ kind: fc.constant('presence_state' as const), payload: entries }),
	fc.record({
		kind: fc.constant('presence_diff' as const),
		payload: fc.record({ joins: entries, leaves: entries })
	}),
	fc.record({ kind: fc.constant('rejoin' as const), payload: fc.constant({}) })
);

const sorted = (state: object) =>
	Object.entries(state)
		.map(([key, list]) => [key, (list as { phx_ref: string }[]).map((e) => e.phx_ref).sort()])
		.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

test('the same are present as by Phoenix’s own class, in any order of events', () => {
	fc.assert(
		fc.property(fc.array(step), (steps) => {
			const [ours, theirs] = [new FakeChannel(), new FakeChannel()];
			let changes = 0;
			const presence = new Presence(ours as unknown as Channel, () => changes++);
			const phoenix = new PhoenixPresence(theirs as unknown as Channel);
			let syncs = 0;
			phoenix.onSync(() => syncs++);
			for (const { kind, payload } of steps) {
				if (kind === 'rejoin') {
					ours.failed();
					theirs.joins++;
				} else {
					for (const channel of [ours, theirs]) {
						channel.handlers.get(kind)!(structuredClone(payload) as never);
					}
				}
				const state = Object.entries(phoenix.state).map(([key, { metas }]) => [key, metas]);
				expect(sorted(presence.state)).toEqual(sorted(Object.fromEntries(state as [])));
				expect(changes).toBe(syncs);
			}
		})
	);
});

test('an entry that changes is the last of its key', () => {
	const channel = new FakeChannel();
	const presence = new Presence(channel as unknown as Channel, () => {});
	channel.handlers.get('presence_state')!({ a: { metas: [{ phx_ref: '1', on: false }] } } as never);
	channel.handlers.get('presence_diff')!({
		joins: { a: { metas: [{ phx_ref: '2', on: true }] } },
		leaves: { a: { metas: [{ phx_ref: '1', on: false }] } }
	} as never);
	expect(presence.state).toEqual({ a: [{ phx_ref: '2', on: true }] });
});
