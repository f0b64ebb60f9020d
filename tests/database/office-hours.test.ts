import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { DAYS, openMinutes, type Office, type OfficeHours } from '../fixtures/office-hours.ts';

const MINUTE = 60_000;
const WEEKDAYS = {
	mon: [
		['09:00', '12:00'],
		['13:00', '17:00']
	],
	fri: [['09:00', '17:00']]
};

function setHours(db: Database, { hours, zone, closedDays }: Partial<Office>): Promise<unknown> {
	return db.rows(
		`update public.support_settings set
			office_hours = $1, office_time_zone = $2, office_closed_days = $3`,
		[hours ? JSON.stringify(hours) : null, zone ?? 'UTC', closedDays ?? []]
	);
}

/** The office time between two times, in minutes. */
function minutes(db: Database, from: string, to: string): Promise<number | null> {
	return db.value(
		`select extract(epoch from support_private.support_office_time($1, $2))::float / 60`,
		[from, to]
	);
}

async function opensAt(db: Database, at: string): Promise<string | undefined> {
	const opens = await db.value<Date | null>('select support_private.support_office_opens_at($1)', [
		at
	]);
	return opens?.toISOString();
}

describe('office hours', () => {
	test.for([
		['{}'],
		['{"mon": []}'],
		['{"mon": [["00:00", "24:00"]], "sun": [["09:00", "12:00"], ["12:00", "12:01"]]}']
	])('may be %s', async ([hours], { db }) => {
		await db.rows('update public.support_settings set office_hours = $1', [hours]);
	});

	test.for([
		['null'],
		['[]'],
		['"mon"'],
		['{"Mon": []}'],
		['{"mon": null}'],
		['{"mon": {"from": "09:00"}}'],
		['{"mon": ["09:00", "17:00"]}'],
		['{"mon": [["09:00"]]}'],
		['{"mon": [["09:00", "17:00", "18:00"]]}'],
		['{"mon": [[9, 17]]}'],
		['{"mon": [["9:00", "17:00"]]}'],
		['{"mon": [["09:00", "17:60"]]}'],
		['{"mon": [["24:00", "24:00"]]}'],
		['{"mon": [["09:00", "24:01"]]}'],
		['{"mon": [["09:00\\n", "17:00"]]}'],
		['{"mon": [["17:00", "09:00"]]}'],
		['{"mon": [["09:00", "09:00"]]}'],
		['{"mon": [["13:00", "17:00"], ["09:00", "12:00"]]}'],
		['{"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}'],
		[JSON.stringify({ mon: Array.from({ length: 13 }, (_, hour) => [at(hour), at(hour + 1)]) })]
	])('may not be %s', async ([hours], { db }) => {
		const set = db.rows('update public.support_settings set office_hours = $1', [hours]);
		await expect(set).rejects.toMatchObject({ code: '23514' });
	});

	test.for(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
		'may be in the zone %s',
		async (zone, { db }) => {
			await setHours(db, { zone });
		}
	);

	test.for([
		'',
		'Berlin',
		'europe/berlin',
		'CEST',
		'FOO+5',
		'Europe/Berlin+3',
		'posix/Europe/Berlin'
	])('may not be in the zone %j', async (zone, { db }) => {
		await expect(setHours(db, { zone })).rejects.toMatchObject({ code: '23514' });
	});

	test.for([
		['{2026-12-25,2027-01-01}', true],
		['{infinity}', false],
		['{null}', false]
	] as const)('close on %s: %s', async ([days, allowed], { db }) => {
		const set = db.rows('update public.support_settings set office_closed_days = $1', [days]);
		if (allowed) await set;
		else await expect(set).rejects.toMatchObject({ code: '23514' });
	});

	test('close on 366 days at most', async ({ db }) => {
		const close = (days: number) =>
			db.rows(
				`update public.support_settings
				set office_closed_days = array(select '2027-01-01'::date + day from generate_series(1, $1::int) as day)`,
				[days]
			);
		await close(366);
		await expect(close(367)).rejects.toMatchObject({ code: '23514' });
	});
});

describe('the office time between two times', () => {
	const hours = WEEKDAYS as OfficeHours;

	test('is all of it without office hours', async ({ db }) => {
		expect(await minutes(db, '2026-11-28T00:00Z', '2026-11-29T00:00Z')).toBe(1440);
	});

	test('leaves out nights, breaks, closed days and other days', async ({ db }) => {
		await setHours(db, { hours, zone: 'Europe/Berlin', closedDays: ['2026-12-04'] });
		expect(await minutes(db, '2026-11-30T07:00Z', '2026-12-05T00:00Z')).toBe(420);
		expect(await minutes(db, '2026-11-30T10:59Z', '2026-11-30T12:01Z')).toBe(2);
		expect(await minutes(db, '2026-12-01T00:00Z', '2026-12-03T00:00Z')).toBe(0);
	});

	test('is 23 and 25 hours on the days when the clocks change', async ({ db }) => {
		await setHours(db, { hours: { sun: [['00:00', '24:00']] }, zone: 'Europe/Berlin' });
		expect(await minutes(db, '2026-03-28T00:00Z', '2026-03-31T00:00Z')).toBe(23 * 60);
		expect(await minutes(db, '2026-10-24T00:00Z', '2026-10-27T00:00Z')).toBe(25 * 60);
	});

	test('is nothing backwards, and null where it would cost too much', async ({ db }) => {
		await setHours(db, { hours });
		expect(await minutes(db, '2026-11-30T10:00Z', '2026-11-30T09:00Z')).toBe(0);
		expect(await minutes(db, '1900-01-01', '2026-01-01')).toBeNull();
		expect(await minutes(db, '-infinity', '2026-01-01')).toBeNull();
		expect(await minutes(db, '2026-01-01', 'infinity')).toBeNull();
	});
});

describe('support is open again', () => {
	const hours = WEEKDAYS as OfficeHours;

	test('at the end of the closed time', async ({ db }) => {
		await setHours(db, { hours, zone: 'Asia/Kolkata' });
		expect(await opensAt(db, '2026-11-29T12:00Z')).toBe('2026-11-30T03:30:00.000Z');
		expect(await opensAt(db, '2026-11-30T03:29:59Z')).toBe('2026-11-30T03:30:00.000Z');
		expect(await opensAt(db, '2026-11-30T06:30Z')).toBe('2026-11-30T07:30:00.000Z');
		expect(await opensAt(db, '2026-11-30T11:30Z')).toBe('2026-12-04T03:30:00.000Z');
	});

	test('never while it is open, without office hours and without an open day', async ({ db }) => {
		await setHours(db, {});
		expect(await opensAt(db, '2026-11-29T12:00Z')).toBeUndefined();
		await setHours(db, { hours });
		expect(await opensAt(db, '2026-11-30T09:00Z')).toBeUndefined();
		expect(await opensAt(db, 'infinity')).toBeUndefined();
		await setHours(db, { hours: { mon: [] } });
		expect(await opensAt(db, '2026-11-30T09:00Z')).toBeUndefined();
	});

	test('after the longest holidays', async ({ db }) => {
		const closedDays = Array.from({ length: 366 }, (_, day) =>
			new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10)
		);
		await setHours(db, { hours: { fri: [['09:00', '17:00']] }, closedDays });
		expect(await opensAt(db, '2026-12-26T00:00Z')).toBe('2028-01-07T09:00:00.000Z');
	});
});

const time = fc.integer({ min: 0, max: 96 }).map((quarter) => at(quarter / 4));
const day = fc
	.uniqueArray(time, { maxLength: 6 })
	.map((times) =>
		times
			.sort()
			.flatMap((from, index) =>
				index % 2 === 0 && times[index + 1] ? [[from, times[index + 1]]] : []
			)
	);
const office: fc.Arbitrary<Office> = fc.record({
	hours: fc.record(Object.fromEntries(DAYS.map((name) => [name, day])), {
		requiredKeys: []
	}) as fc.Arbitrary<OfficeHours>,
	zone: fc.constantFrom(
		'UTC',
		'Europe/Berlin',
		'America/New_York',
		'America/St_Johns',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
		'Africa/Casablanca',
		'America/Santiago',
		'Asia/Beirut'
	),
	closedDays: fc.array(
		fc
			.integer({ min: 0, max: 400 })
			.map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10)),
		{ maxLength: 5 }
	)
});
const span = fc
	.tuple(
		// From 2023 on, often close to a change of the clocks.
		fc.oneof(
			fc.integer({ min: 0, max: 1_000_000 }),
			fc.constantFrom(121_800, 423_900, 644_400, 136_700)
		),
		fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 1_000_000 }))
	)
	.map(([from, length]) => [27_873_120 + from, 27_873_120 + from + length] as const);

test('holds against a minute-by-minute count', { timeout: 120_000 }, async ({ db }) => {
	await fc.assert(
		fc.asyncProperty(office, span, async (office, [from, to]) => {
			await setHours(db, office);
			const open = openMinutes(office, from, to);
			const [start, end] = [from, to].map((minute) => new Date(minute * MINUTE).toISOString());
			expect(await minutes(db, start!, end!)).toBe(open.reduce((sum, minute) => sum + minute, 0));

			const next = openMinutes(office, from, from + 30 * 1440).indexOf(1);
			const isOpen = next === 0;
			if (next >= 0) {
				expect(await opensAt(db, start!)).toBe(
					isOpen ? undefined : new Date((from + next) * MINUTE).toISOString()
				);
			}
		}),
		{ numRuns: 150 }
	);
});

/** A time of a day as 09:30. */
function at(hours: number): string {
	const pad = (part: number) => String(part).padStart(2, '0');
	return `${pad(Math.floor(hours))}:${pad((hours % 1) * 60)}`;
}
