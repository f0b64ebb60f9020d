import { expect, test } from 'vitest';
import { toSettingColumns, toSettings } from './settings-rows.ts';

test('office hours are in the order of the week, whatever the order in the database', () => {
	const day = [['09:00', '17:00']] as const;
	const { officeHours } = toSettings({ office_hours: { fri: day, mon: day, sun: [] } as never });
	expect(Object.keys(officeHours!)).toEqual(['mon', 'fri']);
	expect(toSettings({ office_hours: null }).officeHours).toBeNull();
});

test('changes are columns, intervals as Postgres reads them', () => {
	expect(
		toSettingColumns({
			replyEmailDelay: { amount: 5, unit: 'minutes' },
			officeHours: null,
			officeClosedDays: ['2026-12-25'],
			widgetColor: '#0f766e'
		})
	).toEqual({
		reply_email_delay: '5 minutes',
		office_hours: null,
		office_closed_days: ['2026-12-25'],
		widget_color: '#0f766e'
	});
});
