import { expect, test } from 'vitest';
import { loadSettingsTexts } from '../../../languages/settings-texts.ts';
import { Reader } from '../../../languages/reader.ts';
import { valueText } from './value-text.ts';

const reader = new Reader('en', ['en-GB']);
const texts = await loadSettingsTexts(reader);

test.each([
	['app_name', 'Acme', 'Acme'],
	['logo_url', '', ''],
	['role', 'owner', 'Owner'],
	['reply_email_delay', '00:05:00', '5 minutes'],
	['attachment_max_bytes', '10485760', '10 megabytes'],
	['attachment_max_bytes', '1500000', '1.43 megabytes'],
	['office_hours', '', ''],
	['office_hours', '{}', 'Never open'],
	[
		'office_hours',
		'{"fri":[["09:00","24:00"]],"mon":[["09:00","12:00"],["13:00","17:00"]],"sat":[]}',
		'Mon 09:00–12:00, 13:00–17:00 · Fri 09:00–24:00'
	],
	['office_closed_days', '[]', ''],
	['office_closed_days', '["2026-12-25","2027-01-01"]', '25 Dec 2026 · 1 Jan 2027']
])('the value of %s, %j, is shown as %j', (column, value, text) => {
	expect(valueText(column, value, texts, reader)).toBe(text);
});
