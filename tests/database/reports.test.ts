import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { testSeed } from '../fixtures/seed.ts';
import { randomFrom } from './random.ts';
import { refusal } from './refusal.ts';
import {
	figuresOf,
	repliesOf,
	rounded,
	writeHistory,
	type Figures,
	type Writer
} from './report-history.ts';

interface Report {
	from_day: string;
	to_day: string;
	time_zone: string;
	since: string;
	waiting_now: number;
	totals: Figures;
	previous: Figures & { from_day: string; to_day: string };
	days: (Figures & { day: string })[];
	admins: {
		admin_id: string | null;
		name: string | null;
		is_removed: boolean;
		replies: number;
		previous_replies: number;
	}[];
}

const report = (db: Database, caller: Caller, from: string, to: string, zone = 'UTC') =>
	db.as(caller, () =>
		db.value<Report>('select public.support_report($1, $2, $3)', [from, to, zone])
	);

const write = (
	db: Database,
	chatId: string,
	at: string,
	sender: 'user' | 'admin',
	adminUserId: string | null = null
) =>
	db.rows(
		`insert into public.support_messages (chat_id, content, sender_type, sender_id, created_at)
		values ($1, 'Hello', $2, $3, $4)`,
		[chatId, sender, adminUserId, at]
	);

async function writerOf(db: Database, admin: Caller): Promise<Writer> {
	const adminId = await db.value<string>(
		'select id from public.support_admins where user_id = $1',
		[admin.id]
	);
	return { userId: admin.id, adminId };
}

const dayAfter = (day: string, days: number) =>
	new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

// In years of which no other test writes. Their figures begin and end with the clock's change of some zone.
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

describe('each figure is the same as counted message by message', () => {
	test.for(Array.from({ length: 8 }, (_, each) => testSeed(2026) + each))(
		'seed %i',
		async (seed, { db }) => {
			const random = randomFrom(seed);
			const admin = await db.createAdmin();
			const removed = await db.createAdmin();
			const writers = [
				await writerOf(db, admin),
				await writerOf(db, removed),
				{ userId: null, adminId: null }
			];
			const zone = random.pick(ZONES);
			const start = `200${random.below(8) + 1}-${random.pick(['03-20', '10-01', '12-25'])}`;
			const days = 1 + random.below(21);
			const span: [Date, Date] = [new Date(dayAfter(start, -30)), new Date(dayAfter(start, 30))];
			const history = await writeHistory(db, random, writers, span);
			await db.rows('delete from public.support_admins where user_id = $1', [removed.id]);
			// All, some, or none of the counts.
			await db.rows('select support_private.sum_support_report_counts($1)', [
				random.pick([1000, 10, 0])
			]);

			const end = dayAfter(start, days - 1);
			const shown = await report(db, admin, start, end, zone);

			// By another clock than that of Postgres.
			const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
			const within = (from: string, to: string) => (at: Date) => {
				const day = format.format(at);
				return from <= day && day <= to;
			};
			const expected = (from: string, to: string) => rounded(figuresOf(history, within(from, to)));
			const before = [dayAfter(start, -days), dayAfter(start, -1)] as const;
			expect(shown).toMatchObject({ from_day: start, to_day: end, time_zone: zone });
			expect(shown.totals).toEqual(expected(start, end));
			expect(shown.previous).toEqual({
				...expected(...before),
				from_day: before[0],
				to_day: before[1]
			});
			expect(shown.days).toEqual(
				Array.from({ length: days }, (_, each) => {
					const day = dayAfter(start, each);
					return { ...expected(day, day), day };
				})
			);
			const replies = (key: 'replies' | 'previous_replies') =>
				Object.fromEntries(
					shown.admins
						.filter((each) => each[key] > 0)
						.map((each) => [each.admin_id ?? 'nobody', each[key]])
				);
			expect(replies('replies')).toEqual(repliesOf(history, within(start, end)));
			expect(replies('previous_replies')).toEqual(repliesOf(history, within(...before)));
			for (const each of shown.admins) {
				expect(each.is_removed).toBe(
					each.admin_id === writers[1]!.adminId || each.admin_id === null
				);
				expect(each.name).toBe(each.admin_id === null ? null : 'Support');
			}
		}
	);
});

describe('a day', () => {
	test('has 23 or 25 hours where the clocks change', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		// 2003-03-30 in Berlin is from 23:00 UTC to 22:00 UTC, 2003-10-26 from 22:00 UTC to 23:00 UTC.
		for (const at of [
			'2003-03-29T22:59:59Z',
			'2003-03-29T23:00Z',
			'2003-03-30T21:59:59Z',
			'2003-03-30T22:00Z',
			'2003-10-25T22:00Z',
			'2003-10-26T22:59:59Z'
		]) {
			await write(db, chatId, at, 'admin', admin.id);
		}
		const replies = async (day: string) =>
			(await report(db, admin, day, day, 'Europe/Berlin')).totals.replies;
		expect(await replies('2003-03-29')).toBe(1);
		expect(await replies('2003-03-30')).toBe(2);
		expect(await replies('2003-03-31')).toBe(1);
		expect(await replies('2003-10-26')).toBe(2);
	});
});

describe('the numbers', () => {
	test('stay when a chat is erased', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await write(db, chatId, '2002-05-05T10:00Z', 'user');
		await write(db, chatId, '2002-05-05T10:10Z', 'admin', admin.id);
		const before = await report(db, admin, '2002-05-05', '2002-05-05');
		expect(before.totals).toEqual({
			new_chats: 1,
			answered_chats: 1,
			replies: 1,
			first_replies: 1,
			median_seconds: 600,
			p90_seconds: 600
		});
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await report(db, admin, '2002-05-05', '2002-05-05')).toEqual(before);
	});

	test('hold no user and no chat', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await write(db, chatId, '2002-05-05T10:00Z', 'user');
		const rows = await db.rows(
			"select * from support_private.support_report_counts where slot = '2002-05-05T10:00Z'"
		);
		expect(rows).toHaveLength(1);
		for (const part of [user.id, user.email, chatId]) {
			expect(JSON.stringify(rows)).not.toContain(part);
		}
	});

	test('of waits are times within the office hours of then', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.rows(
			`update public.support_settings set office_time_zone = 'Europe/Berlin',
				office_hours = '{"mon": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}'`
		);
		// From Friday 16:00 in Berlin to Monday 10:00.
		await write(db, chatId, '2002-05-03T14:00Z', 'user');
		await write(db, chatId, '2002-05-06T08:00Z', 'admin', admin.id);
		const { totals } = await report(db, admin, '2002-05-06', '2002-05-06', 'Europe/Berlin');
		expect(totals.median_seconds).toBe(2 * 3600);
		await db.rows('update public.support_settings set office_hours = null');
		const later = await report(db, admin, '2002-05-06', '2002-05-06', 'Europe/Berlin');
		expect(later.totals).toEqual(totals);
	});

	test('of thousands of imported replies at one time are all counted', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		for (let statement = 0; statement < 3; statement++) {
			await db.rows(
				`insert into public.support_messages (chat_id, content, sender_type, created_at)
				select $1, 'Imported', (array['user', 'admin'])[1 + number % 2]::public.support_sender_type,
					'2002-06-01T10:00Z'
				from generate_series(0, 1199) as number order by number`,
				[chatId]
			);
		}
		const { totals } = await report(db, admin, '2002-06-01', '2002-06-01');
		expect(totals).toMatchObject({ new_chats: 1, replies: 1800, first_replies: 1800 });
	});

	test('of an insert that is skipped or rolled back are not counted', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const sql = `insert into public.support_messages (id, chat_id, content, created_at)
			values ($1, $2, 'Hello', '2002-07-01T10:00Z') on conflict do nothing`;
		for (let attempt = 0; attempt < 2; attempt++) await db.rows(sql, [chatId, chatId]);
		expect((await report(db, admin, '2002-07-01', '2002-07-01')).totals.new_chats).toBe(1);
	});

	test('of now are those of messages that people send', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const today = new Date().toISOString().slice(0, 10);
		const of = async () => {
			const { totals, waiting_now } = await report(
				db,
				admin,
				dayAfter(today, -1),
				dayAfter(today, 1)
			);
			return { new_chats: totals.new_chats, replies: totals.replies, waiting_now };
		};
		const before = await of();
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await db.send(user, chatId);
		expect(await of()).toEqual({
			...before,
			new_chats: before.new_chats + 1,
			waiting_now: before.waiting_now + 1
		});
		await db.send(admin, chatId);
		expect(await of()).toEqual({
			...before,
			new_chats: before.new_chats + 1,
			replies: before.replies + 1
		});
	});
});

describe('support_report refuses', () => {
	test('anybody but an admin', async ({ db }) => {
		const user = await db.createUser();
		await expect(report(db, user, '2002-01-01', '2002-01-02')).rejects.toMatchObject(
			refusal('42501', 'not_admin')
		);
	});

	test.for([
		['2002-01-02', '2002-01-01', 'UTC', 'bad_span'],
		[null, '2002-01-01', 'UTC', 'bad_span'],
		['2002-01-01', null, 'UTC', 'bad_span'],
		['-infinity', 'infinity', 'UTC', 'bad_span'],
		['2002-01-01', 'infinity', 'UTC', 'bad_span'],
		['5874897-12-31', '5874897-12-31', 'UTC', 'bad_span'],
		['2002-01-01', '2003-01-02', 'UTC', 'span_too_long'],
		['2002-01-01', '2002-01-01', 'Middle/Earth', 'unknown_time_zone'],
		['2002-01-01', '2002-01-01', '', 'unknown_time_zone'],
		['2002-01-01', '2002-01-01', null, 'unknown_time_zone']
	])('%s to %s in %s: %s', async ([from, to, zone, reason], { db }) => {
		const admin = await db.createAdmin();
		await expect(
			db.as(admin, () => db.rows('select public.support_report($1, $2, $3)', [from, to, zone]))
		).rejects.toMatchObject(refusal('22023', reason!));
	});

	test('no span of 366 days', async ({ db }) => {
		const admin = await db.createAdmin();
		const { days } = await report(db, admin, '2004-01-01', '2004-12-31', 'Asia/Kathmandu');
		expect(days).toHaveLength(366);
	});
});
