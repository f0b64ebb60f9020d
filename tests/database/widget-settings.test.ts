import { expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';

/** What a new user's widget is told. */
async function widgetSettings(db: Database): Promise<Record<string, unknown>> {
	const user = await db.createUser();
	return db.as(user, () => db.value('select public.support_widget_settings()'));
}

test('the widget is told nothing that is not set', async ({ db }) => {
	expect(Object.keys(await widgetSettings(db))).toEqual([]);
});

test('the widget is told what the owner has set, and when support is open again', async ({
	db
}) => {
	await db.rows(
		`update public.support_settings set
			widget_color = '#0f766e', logo_url = 'https://acme.example/logo.png', welcome_text = 'Hello!',
			office_hours = jsonb_build_object(
				to_char(now() at time zone 'UTC' + interval '2 days', 'dy'), '[["09:00", "17:00"]]'::jsonb
			)`
	);
	const opensAt = await db.value<Date>(
		`select (date_trunc('day', now() at time zone 'UTC') + interval '2 days 9 hours') at time zone 'UTC'`
	);
	const settings = await widgetSettings(db);
	expect(settings).toMatchObject({
		color: '#0f766e',
		logo_url: 'https://acme.example/logo.png',
		welcome_text: 'Hello!'
	});
	expect(new Date(settings.opens_at as string)).toEqual(opensAt);
	expect(settings).not.toHaveProperty('closes_at');
});

test('the widget is told when messages have no files', async ({ db }) => {
	await db.rows('update public.support_settings set attachments_per_message = 0');
	expect(await widgetSettings(db)).toEqual({ files: false });
});

test('the widget is told until when support is open', async ({ db }) => {
	await db.rows(
		`update public.support_settings set office_hours = (
			select jsonb_object_agg(day, '[["00:00", "24:00"]]'::jsonb)
			from unnest(array[
				to_char(now() at time zone 'UTC' - interval '1 day', 'dy'), to_char(now() at time zone 'UTC', 'dy')
			]) as day
		)`
	);
	const settings = await widgetSettings(db);
	const midnight = await db.value<Date>(
		`select (date_trunc('day', now() at time zone 'UTC') + interval '1 day') at time zone 'UTC'`
	);
	expect(new Date(settings.closes_at as string)).toEqual(midnight);
	expect(settings).not.toHaveProperty('opens_at');
});

test('the widget is told how soon users get a reply', async ({ db }) => {
	await db.rows(
		`create or replace function public.support_reply_time() returns integer
		language sql stable set search_path = '' as 'select 90'`
	);
	expect(await widgetSettings(db)).toEqual({ reply_seconds: 90 });
});
