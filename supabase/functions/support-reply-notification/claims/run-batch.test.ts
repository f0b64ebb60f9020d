import { deepEqual, equal, ok } from 'node:assert/strict';
import { startTimes } from './times.ts';
import { EmailError } from '../sending/mail-service.ts';
import type { Outcome } from './notifications-api.ts';
import { notifyBatch, type BatchService } from './run-batch.ts';
import { stoppedClock } from '../../_shared/support-chat/testing.ts';
import { BATCH_ID, claims, fakes, REPLY, type Change } from '../testing.ts';

const ALL = claims(3);
const [FIRST, SECOND, THIRD] = ALL.map(({ id }) => id) as [string, string, string];
const accept: Change['sendBatch'] = (emails) => Promise.resolve(emails.map(() => undefined));

/** Runs a batch of three. */
async function run(change: Change, clock = stoppedClock()) {
	const fake = fakes({ sendBatch: accept, ...change });
	const { outbox, log } = fake.dependencies;
	const service = fake.service as BatchService;
	const endings = await notifyBatch(ALL, BATCH_ID, {
		...{ outbox, service, log },
		times: startTimes(clock)
	});
	const outcomes = Object.fromEntries(
		fake.recorded.map(({ claim, outcome }) => [claim.id, outcome])
	) as Record<string, Outcome>;
	return { ...fake, endings, outcomes };
}

/** The retry fields of a recorded failure that are set. */
function failure(outcome: Outcome | undefined) {
	ok(outcome?.status === 'failed');
	const { retry, retryAfter, alone } = outcome;
	return { retry, ...(retryAfter && { retryAfter }), ...(alone && { alone }) };
}

Deno.test('all e-mails go out in one call, under the batch’s id', async () => {
	const { batches, endings, outcomes, events } = await run({});
	deepEqual([batches.length, batches[0]?.batchId, batches[0]?.emails.length], [1, BATCH_ID, 3]);
	deepEqual(endings, ['sent', 'sent', 'sent']);
	deepEqual(Object.keys(outcomes).sort(), [FIRST, SECOND, THIRD]);
	deepEqual(events.slice(0, 4), ['prepare 000', 'prepare 001', 'prepare 002', 'send batch']);
});

Deno.test('a single remaining e-mail goes out as a batch too', async () => {
	const { batches, sent, endings } = await run({
		prepare: ({ id }) => Promise.resolve(id === SECOND ? REPLY : null)
	});
	deepEqual([batches[0]?.batchId, batches[0]?.emails.length, sent.length], [BATCH_ID, 1, 0]);
	deepEqual(endings, ['skipped', 'sent', 'skipped']);
});

Deno.test('without e-mails nothing is sent or recorded', async () => {
	const { batches, endings, recorded } = await run({ prepare: () => Promise.resolve(null) });
	deepEqual([batches, endings, recorded], [[], ['skipped', 'skipped', 'skipped'], []]);
});

Deno.test(
	'a notification that another request may have prepared leaves the batch before the call',
	async () => {
		const prepare: Change['prepare'] = ({ id }) => Promise.resolve(id === FIRST ? null : REPLY);
		const { events, endings, outcomes } = await run({ prepare });
		ok(events.indexOf('record 000') < events.indexOf('send batch'));
		deepEqual(failure(outcomes[FIRST]), { retry: true, alone: true });
		deepEqual(endings, ['skipped', 'sent', 'sent']);
		const record: Change['record'] = ({ id }) =>
			id === FIRST ? Promise.reject(new Error('gone')) : Promise.resolve();
		const heldBack = await run({ prepare, record });
		deepEqual([heldBack.batches, heldBack.endings[0]], [[], 'unknown']);
	}
);

Deno.test('an unsafe address fails alone, and the others go out', async () => {
	const { batches, endings, outcomes } = await run({
		prepare: ({ id }) => Promise.resolve(id === FIRST ? { ...REPLY, to: 'a b@example.com' } : REPLY)
	});
	equal(batches[0]?.emails.length, 2);
	deepEqual(endings, ['failed', 'sent', 'sent']);
	deepEqual(failure(outcomes[FIRST]), { retry: false });
});

Deno.test(
	'a notification that could not be prepared leaves the batch before the call',
	async () => {
		const { events, outcomes } = await run({
			prepare: ({ id }) =>
				id === THIRD ? Promise.reject(new Error('not answered')) : Promise.resolve(REPLY)
		});
		ok(events.indexOf('record 002') < events.indexOf('send batch'));
		deepEqual(failure(outcomes[THIRD]), { retry: true, alone: true });
	}
);

Deno.test('nothing is sent when the database cannot record that a member left', async () => {
	const { batches, endings, outcomes } = await run({
		prepare: ({ id }) =>
			id === THIRD ? Promise.reject(new Error('not answered')) : Promise.resolve(REPLY),
		record: ({ id }) => (id === THIRD ? Promise.reject(new Error('gone')) : Promise.resolve())
	});
	deepEqual(batches, []);
	deepEqual(endings, ['postponed', 'postponed', 'unknown']);
	deepEqual(failure(outcomes[FIRST]), { retry: true });
});

Deno.test(
	'a notification not prepared in time leaves the batch and keeps its attempt',
	async () => {
		const clock = stoppedClock();
		const all = claims(11);
		const fake = fakes({
			sendBatch: accept,
			prepare: () => {
				clock.time = 3_000;
				return Promise.resolve(REPLY);
			}
		});
		const { outbox, log } = fake.dependencies;
		const run = { outbox, log, service: fake.service as BatchService, times: startTimes(clock) };
		const endings = await notifyBatch(all, BATCH_ID, run);
		deepEqual([endings[0], endings[10]], ['sent', 'postponed']);
		ok(!fake.events.includes('prepare 010'));
		deepEqual(failure(fake.recorded[0]?.outcome), { retry: true, retryAfter: 1, alone: true });
	}
);

Deno.test('a batch that is late as a whole stays together', async () => {
	const clock = stoppedClock();
	const { batches, outcomes } = await run(
		{
			prepare: ({ id }) => {
				if (id === THIRD) clock.time = 7_000;
				return Promise.resolve(REPLY);
			}
		},
		clock
	);
	deepEqual(batches, []);
	for (const id of [FIRST, SECOND, THIRD]) {
		deepEqual(failure(outcomes[id]), { retry: true, retryAfter: 1 });
	}
});

Deno.test('an e-mail refused within a batch fails for good, the others do not', async () => {
	const no = new EmailError('validation_error (in a batch): no', { retry: false });
	const { endings, outcomes } = await run({
		sendBatch: () => Promise.resolve([undefined, no, undefined])
	});
	deepEqual(endings, ['sent', 'failed', 'sent']);
	deepEqual(failure(outcomes[SECOND]), { retry: false });
});

Deno.test('a failed call fails each e-mail with the service’s retry options', async () => {
	for (const [options, wanted] of [
		[{ retry: true }, { retry: true }],
		[{ retry: false }, { retry: false }],
		[
			{ retry: true, retryAfter: 3600 },
			{ retry: true, retryAfter: 3600 }
		],
		[
			{ retry: true, alone: true },
			{ retry: true, alone: true }
		]
	] as const) {
		const { outcomes } = await run({
			sendBatch: () => Promise.reject(new EmailError('no', options))
		});
		for (const id of [FIRST, SECOND, THIRD]) deepEqual(failure(outcomes[id]), wanted);
	}
});
