import type pg from 'pg';
import { afterAll, beforeAll, expect, test as base } from 'vitest';
import { Database, type Caller } from '../fixtures/database.ts';
import { connected, install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import { testSeed } from '../fixtures/seed.ts';
import { randomFrom } from './random.ts';
import type { Figures } from './report-history.ts';

// The sums by hour and day that a report reads instead of the counts, in a database of their own.

const FROM = '2004-02-20';
const TO = '2004-03-20';
// Its days begin a quarter of an hour before a full hour.
const ZONE = 'Asia/Kathmandu';
const ZONE_OFFSET_MS = (5 * 60 + 45) * 60_000;
const DAY_MS = 86_400_000;
const SLOT_MS = 900_000;

/** What a class of waits is off at most, above 63 seconds. */
const ACCURACY = 0.016;

interface Report {
	totals: Figures;
	previous: Figures;
	days: (Figures & { day: string })[];
	admins: { admin_id: string; name: string; replies: number; previous_replies: number }[];
}

interface Count {
	slot: Date;
	replies: number;
	waits: number[];
}

interface World {
	client: pg.Client;
	admin: Caller;
	counts: Count[];
	url: string;
}

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
}, 120_000);
afterAll(() => postgres?.stop());

const test = base.extend<{ world: World }>({
	world: async ({}, use) => {
		const urls = await postgres.create();
		await install(urls);
		await connected(urls.url, async (client) => {
			const admin = await new Database(client).createAdmin();
			const counts = makeCounts();
			await client.query(
				`insert into support_private.support_report_counts (slot, admin_id, replies, reply_seconds, new_chats)
				select
					(value ->> 'slot')::timestamptz, admin.id, (value ->> 'replies')::integer,
					array(select jsonb_array_elements_text(value -> 'waits')::integer), 1
				from jsonb_array_elements($1::jsonb) as value
				cross join public.support_admins as admin`,
				[JSON.stringify(counts)]
			);
			await use({ client, admin, counts, url: urls.url });
		});
	}
});

/** Counts of two months around the span, with more waits than are read one by one. */
function makeCounts(): Count[] {
	const random = randomFrom(testSeed(18));
	const start = Date.parse('2004-01-15');
	return Array.from({ length: 4000 }, () => ({
		slot: new Date(start + random.below(70 * 96) * SLOT_MS),
		replies: 1 + random.below(5),
		// From seconds to days, and as many of each magnitude.
		waits: Array.from({ length: random.below(6) }, () => Math.floor(Math.exp(random.next() * 13)))
	}));
}

async function report({ client, admin }: World): Promise<Report> {
	await client.query('begin');
	const db = new Database(client);
	const shown = await db.as(admin, () =>
		db.value<Report>('select public.support_report($1, $2, $3)', [FROM, TO, ZONE])
	);
	await client.query('rollback');
	return shown;
}

async function sum(client: pg.Client, batch = 50_000): Promise<number> {
	const sql = 'select support_private.sum_support_report_counts($1) as added';
	return (await client.query<{ added: number }>(sql, [batch])).rows[0]!.added;
}

const startOf = (day: string) => Date.parse(day) - ZONE_OFFSET_MS;

/** Expects the figures of the counts between two moments. */
function expectFigures(shown: Figures, counts: Count[], from: number, to: number) {
	const counted = counts.filter(({ slot }) => slot.getTime() >= from && slot.getTime() < to);
	const waits = counted.flatMap((count) => count.waits).sort((a, b) => a - b);
	expect(shown).toMatchObject({
		new_chats: counted.length,
		replies: counted.reduce((all, { replies }) => all + replies, 0),
		first_replies: waits.length
	});
	for (const [share, seconds] of [
		[0.5, shown.median_seconds],
		[0.9, shown.p90_seconds]
	] as const) {
		const place = (waits.length - 1) * share;
		const [low, high] = [waits[Math.floor(place)]!, waits[Math.ceil(place)]!];
		expect(seconds).toBeGreaterThanOrEqual(low * (1 - ACCURACY) - 0.5);
		expect(seconds).toBeLessThanOrEqual(high * (1 + ACCURACY) + 0.5);
	}
}

test('many waits are accurate to 1.6 %, and the same whatever is summed up', async ({ world }) => {
	const before = await report(world);
	expect(before.totals.first_replies).toBeGreaterThan(3000);
	expectFigures(before.totals, world.counts, startOf(FROM), startOf(TO) + DAY_MS);
	expectFigures(before.previous, world.counts, startOf(FROM) - 30 * DAY_MS, startOf(FROM));
	expect(before.days).toHaveLength(30);
	for (const day of before.days) {
		expectFigures(day, world.counts, startOf(day.day), startOf(day.day) + DAY_MS);
	}
	expect(before.admins).toMatchObject([
		{ replies: before.totals.replies, previous_replies: before.previous.replies }
	]);

	expect(await sum(world.client, 2500)).toBe(2500);
	expect(await report(world)).toEqual(before);
	expect(await sum(world.client)).toBe(world.counts.length - 2500);
	expect(await report(world)).toEqual(before);
	expect(await sum(world.client)).toBe(0);
}, 60_000);

test('what is written later at a time that is summed up is counted, too', async ({ world }) => {
	await sum(world.client);
	const before = await report(world);
	// One in which the admin has replied already.
	const slot = world.counts.find((count) =>
		count.slot.toISOString().startsWith('2004-03-01')
	)!.slot;
	const db = new Database(world.client);
	await world.client.query('begin');
	const chat = await db.openChat(await db.createUser());
	await world.client.query('commit');
	await world.client.query(
		`insert into public.support_messages (chat_id, content, sender_type, sender_id, created_at)
		select $1, 'Hello', kind.sender, kind.id, $2::timestamptz + kind.after
		from (
			values
				('user'::public.support_sender_type, null::uuid, interval '0'),
				('admin', $3::uuid, interval '10 minutes')
		) as kind (sender, id, after)`,
		[chat, slot, world.admin.id]
	);
	for (const _ of [0, 1]) {
		const { totals } = await report(world);
		expect(totals).toMatchObject({
			new_chats: before.totals.new_chats + 1,
			answered_chats: before.totals.answered_chats + 1,
			replies: before.totals.replies + 1,
			first_replies: before.totals.first_replies + 1
		});
		await sum(world.client);
	}
}, 60_000);

test('two runs at once add each count once', async ({ world }) => {
	const before = await report(world);
	await connected(world.url, async (other) => {
		await world.client.query('begin');
		await sum(world.client, 1500);
		const rest = sum(other);
		await world.client.query('commit');
		expect(await rest).toBe(world.counts.length - 1500);
	});
	expect(await report(world)).toEqual(before);
}, 60_000);

test('a class of waits is exact below 64 seconds and within 1.6 % above', async ({ world }) => {
	const { rows } = await world.client.query<{ seconds: number; shown: number }>(
		`select seconds, (support_private.support_wait_quantiles(
			support_private.support_wait_histogram(seconds, 3), '{0.9}'
		))[1] as shown
		from (
			select generate_series(0, 300) as seconds
			union select ((2::bigint ^ (each / 4.0))::bigint - 1)::integer from generate_series(24, 124) as each
		) as waits`
	);
	expect(rows.length).toBeGreaterThan(350);
	for (const { seconds, shown } of rows) {
		expect(Math.abs(shown - seconds), `${seconds}`).toBeLessThanOrEqual(
			seconds < 64 ? 0 : ACCURACY * seconds
		);
	}
});
