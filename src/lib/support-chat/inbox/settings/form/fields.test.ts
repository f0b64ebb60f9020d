import { expect, test } from 'vitest';
import {
	enter,
	isSame,
	MEGABYTE,
	read,
	unitsOf,
	type DurationField,
	type Field
} from './fields.ts';

const delay: DurationField = {
	name: 'adminAlertDelay',
	kind: 'duration',
	units: ['minutes', 'hours', 'days'],
	min: { amount: 0, unit: 'seconds' },
	max: { amount: 7, unit: 'days' },
	optional: { amount: 10, unit: 'minutes' }
};
const name: Field = { name: 'appName', kind: 'text', max: 60 };
const url: Field = { name: 'inboxUrl', kind: 'url', max: 2000, optional: true };
const sender: Field = { name: 'emailFrom', kind: 'sender', max: 320 };
const color: Field = { name: 'emailAccentColor', kind: 'color', max: 7 };
const logo: Field = { name: 'logoUrl', kind: 'https', max: 2000, optional: true };
const zone: Field = {
	...{ name: 'officeTimeZone', kind: 'custom' },
	isValid: (zone) => zone === 'UTC'
};
const closed: Field = { name: 'officeClosedDays', kind: 'custom' };
const burst: Field = { name: 'chatBurst', kind: 'count', min: 1, max: 100_000 };
const size: Field = {
	...{ name: 'attachmentMaxBytes', kind: 'count', min: 1, max: 50 },
	scale: MEGABYTE
};
const over = (amount: string, unit = 'minutes') => ({ on: true, amount, unit }) as never;

test.each([
	[name, '  Acme  ', { value: 'Acme' }],
	[name, ' ', { problem: 'required' }],
	[name, 'x'.repeat(61), { problem: 'tooLong' }],
	[name, '👍'.repeat(60), { value: '👍'.repeat(60) }],
	[url, '', { value: null }],
	[url, 'https://acme.example/', { value: 'https://acme.example' }],
	[url, 'https://acme.example/#/support', { value: 'https://acme.example/#/support' }],
	[url, 'acme.example', { problem: 'url' }],
	[url, 'javascript:alert(1)', { problem: 'url' }],
	[sender, 'Acme <a@acme.example>', { value: 'Acme <a@acme.example>' }],
	[sender, 'a@acme.example', { value: 'a@acme.example' }],
	[sender, 'Acme', { problem: 'sender' }],
	[size, '10', { value: 10 * 1024 * 1024 }],
	[size, '51', { problem: 'range' }],
	[size, '1.5', { problem: 'number' }],
	[color, '#0F766e', { value: '#0F766e' }],
	[color, 'red', { problem: 'color' }],
	[logo, ' https://acme.example/a b.png ', { problem: 'url' }],
	[logo, 'https://acme.example/logo.png/', { value: 'https://acme.example/logo.png/' }],
	[logo, 'http://acme.example/logo.png', { problem: 'url' }],
	[logo, ' ', { value: null }],
	[zone, 'UTC', { value: 'UTC' }],
	[zone, 'Mars', { problem: 'refused' }],
	[closed, [], { value: [] }],
	[burst, '1', { value: 1 }],
	[burst, '٢٠', { value: 20 }],
	[burst, '0', { problem: 'range' }],
	[burst, '1.5', { problem: 'number' }],
	[burst, '-1', { problem: 'number' }],
	[burst, '1e3', { problem: 'number' }],
	[delay, over('0'), { value: { amount: 0, unit: 'minutes' } }],
	[delay, over('1,5', 'hours'), { value: { amount: 1.5, unit: 'hours' } }],
	[delay, over('168', 'hours'), { value: { amount: 168, unit: 'hours' } }],
	[delay, over('8', 'days'), { problem: 'range' }],
	[delay, over(''), { problem: 'number' }],
	[delay, over('ten'), { problem: 'number' }],
	[delay, { ...Object(over('x')), on: false }, { value: null }]
] as [Field, never, unknown][])('%o of %j is %o', (field, entered, reading) =>
	expect(read(field, entered)).toEqual(reading)
);

test('what is entered for a value is read as that value', () => {
	for (const [field, value] of [
		[name, 'Acme'],
		[url, null],
		[burst, 7],
		[delay, { amount: 0.5, unit: 'hours' }],
		[delay, null],
		[{ name: 'assignOnReply', kind: 'switch' }, false],
		[closed, ['2026-12-25']],
		[{ name: 'officeHours', kind: 'custom' }, null]
	] as [Field, never][]) {
		expect(read(field, enter(field, value))).toEqual({ value });
	}
});

test('a delay that is off shows what it would be', () => {
	expect(enter(delay, null)).toEqual({ on: false, amount: '10', unit: 'minutes' });
});

test('the unit of a value is offered, whatever the field offers', () => {
	expect(unitsOf(delay, over('1', 'months'))).toEqual(['minutes', 'hours', 'days', 'months']);
});

test('values are compared by what they say', () => {
	expect(isSame({ amount: 1, unit: 'days' }, { amount: 1, unit: 'days' })).toBe(true);
	expect(isSame(null, { amount: 1, unit: 'days' })).toBe(false);
});

test('a size is entered in megabytes', () => {
	expect(enter(size, 10 * MEGABYTE)).toBe('10');
	expect(enter(size, 1_500_000)).toBe('1.43');
});
