import { beforeEach, expect, test, vi } from 'vitest';
import { ChatError } from '../../../core/chat-error.ts';
import type { Settings, SettingsRead } from '../../../core/settings.ts';
import type { Field } from './fields.ts';
import { SettingsForm } from './settings-form.svelte.ts';

const FIELDS: Field[] = [
	{ name: 'appName', kind: 'text', max: 60 },
	{ name: 'appUrl', kind: 'url', max: 2000 },
	{
		...{ name: 'officeTimeZone', kind: 'custom', refusal: 'unknown_time_zone' },
		isValid: (zone) => zone !== ''
	},
	{ name: 'officeHours', kind: 'custom' },
	{ name: 'officeClosedDays', kind: 'custom' }
];

const START = {
	appName: 'Acme',
	appUrl: 'https://acme.example',
	chatBurst: 5,
	officeHours: null,
	officeTimeZone: 'UTC',
	officeClosedDays: []
} as unknown as Settings;

/** The row in the database, and somebody else who changes it. */
class FakeRow {
	values = START;
	changes = 0;

	readonly read = async (): Promise<SettingsRead> => ({
		values: this.values,
		version: `v${this.changes}`
	});

	readonly save = vi.fn(async (changes: Partial<Settings>, version: string) => {
		if (version !== `v${this.changes}`) return null;
		this.change(changes);
		return this.read();
	});

	change(changes: Partial<Settings>): void {
		this.values = { ...this.values, ...changes };
		this.changes++;
	}
}

let row: FakeRow;
let form: SettingsForm;

beforeEach(async () => {
	row = new FakeRow();
	form = new SettingsForm(FIELDS, await row.read(), {
		settings: row.read,
		saveSettings: row.save
	});
});

test('saves what was changed, and nothing else', async () => {
	expect(form.isChanged).toBe(false);
	form.change('appName', ' Acme Ltd ');
	expect(form.isChanged).toBe(true);
	await form.save();
	expect(row.save).toHaveBeenCalledWith({ appName: 'Acme Ltd' }, 'v0');
	expect(form.state).toBe('saved');
	expect(form.isChanged).toBe(false);
	expect(form.entered('appName')).toBe('Acme Ltd');
});

test('discards', () => {
	form.change('appName', 'Other');
	form.discard();
	expect(form.entered('appName')).toBe('Acme');
	expect(form.isChanged).toBe(false);
});

test('saves nothing while something is wrong, and says what', async () => {
	form.change('appName', '');
	form.change('appUrl', 'acme');
	await form.save();
	expect(row.save).not.toHaveBeenCalled();
	expect(form.state).toBe('invalid');
	expect(form.problems).toEqual({ appName: 'required', appUrl: 'url' });
	form.change('appName', 'Acme');
	expect(form.problems).toEqual({ appUrl: 'url' });
});

test('says at its field what the database refuses', async () => {
	row.save.mockRejectedValueOnce(
		new ChatError('no', {
			code: '23514',
			status: 400,
			cause: {
				message:
					'new row for relation "support_settings" violates check constraint "support_settings_app_url_form"'
			}
		})
	);
	form.change('appUrl', 'https://x.example');
	await form.save();
	expect(form.problems).toEqual({ appUrl: 'refused' });
	expect(form.entered('appUrl')).toBe('https://x.example');
});

test('saves a value with controls of its own as it was entered', async () => {
	const hours = { mon: [['09:00', '17:00'] as const] };
	form.change('officeHours', hours);
	expect(form.isChanged).toBe(true);
	form.change('officeHours', null);
	expect(form.isChanged).toBe(false);
	form.change('officeHours', hours);
	form.change('officeClosedDays', ['2026-12-25']);
	await form.save();
	expect(row.save).toHaveBeenCalledWith(
		{ officeHours: hours, officeClosedDays: ['2026-12-25'] },
		'v0'
	);
	expect([form.state, form.isChanged]).toEqual(['saved', false]);
	expect(form.entered('officeHours')).toEqual(hours);
});

test('does not save such a value while it is not valid', async () => {
	form.change('officeTimeZone', '');
	await form.save();
	expect(row.save).not.toHaveBeenCalled();
	expect(form.problems).toEqual({ officeTimeZone: 'refused' });
});

test('does not overwrite such a value of somebody else unasked', async () => {
	row.change({ officeClosedDays: ['2026-12-24'] });
	form.change('officeClosedDays', ['2026-12-25']);
	await form.save();
	expect([form.state, form.theirs]).toEqual(['conflict', ['officeClosedDays']]);
	form.discard();
	expect(form.entered('officeClosedDays')).toEqual(['2026-12-24']);
});

test('says at its field what the database refuses for a reason of its own', async () => {
	row.save.mockRejectedValueOnce(
		new ChatError('no', {
			code: '23514',
			status: 400,
			cause: {
				message: 'There is no time zone "Mars".',
				details: '{"reason": "unknown_time_zone"}'
			}
		})
	);
	form.change('officeTimeZone', 'Mars');
	await form.save();
	expect([form.state, form.problems]).toEqual(['invalid', { officeTimeZone: 'refused' }]);
});

test('keeps what was entered when the connection is lost, and saves it later', async () => {
	row.save.mockRejectedValueOnce(new ChatError('no', { code: 'network' }));
	form.change('appName', 'Other');
	await form.save();
	expect(form.state).toBe('failed');
	expect(form.entered('appName')).toBe('Other');
	await form.save();
	expect(form.state).toBe('saved');
	expect(row.values.appName).toBe('Other');
});

test('saves beside a change of another form', async () => {
	row.change({ chatBurst: 9 });
	form.change('appName', 'Other');
	await form.save();
	expect(form.state).toBe('saved');
	expect(row.values).toMatchObject({ appName: 'Other', chatBurst: 9 });
});

test('does not overwrite what somebody else has changed meanwhile before it is asked again', async () => {
	row.change({ appName: 'Theirs' });
	form.change('appName', 'Mine');
	await form.save();
	expect(form.state).toBe('conflict');
	expect(form.theirs).toEqual(['appName']);
	expect(row.values.appName).toBe('Theirs');
	expect(form.entered('appName')).toBe('Mine');
	await form.save();
	expect(form.state).toBe('saved');
	expect(row.values.appName).toBe('Mine');
});

test('shows their value of a field that was not touched', async () => {
	row.change({ appUrl: 'https://theirs.example' });
	form.change('appName', 'Mine');
	await form.save();
	expect(form.state).toBe('conflict');
	expect(form.entered('appUrl')).toBe('https://theirs.example');
	form.discard();
	expect(form.entered('appName')).toBe('Acme');
});

test('says so to who is no owner any more, whose update changes nothing', async () => {
	row.save.mockResolvedValueOnce(null);
	form.change('appName', 'Mine');
	await form.save();
	expect(form.state).toBe('forbidden');
	expect(form.isChanged).toBe(true);
});

test('saves once when asked twice', async () => {
	form.change('appName', 'Mine');
	await Promise.all([form.save(), form.save()]);
	expect(row.save).toHaveBeenCalledTimes(1);
});

test('keeps what is typed while it saves', async () => {
	form.change('appName', 'Mine');
	const saving = form.save();
	form.change('appName', 'Mine too');
	await saving;
	expect(form.entered('appName')).toBe('Mine too');
	expect(form.isChanged).toBe(true);
	expect(row.values.appName).toBe('Mine');
	await form.save();
	expect(row.values.appName).toBe('Mine too');
});
