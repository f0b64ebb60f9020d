import { expect, test } from 'vitest';
import { isSpan, lengthOf, PRESETS, readSpan, spanParams } from './report-span.ts';

const TODAY = '2026-03-02';
const read = (query: string) => readSpan(new URLSearchParams(query), TODAY);

test.for([
	['', { preset: '30', from: '2026-02-01', to: TODAY }],
	['span=7', { preset: '7', from: '2026-02-24', to: TODAY }],
	['span=90', { preset: '90', from: '2025-12-03', to: TODAY }],
	['span=month', { preset: 'month', from: '2026-03-01', to: TODAY }],
	['span=last-month', { preset: 'last-month', from: '2026-02-01', to: '2026-02-28' }],
	['from=2024-02-29&to=2024-02-29', { preset: null, from: '2024-02-29', to: '2024-02-29' }],
	['from=2025-01-01&to=2026-01-01', { preset: null, from: '2025-01-01', to: '2026-01-01' }]
] as const)('"%s" names its days', ([query, span]) => {
	expect(read(query)).toEqual(span);
});

test.for([
	'span=8',
	'span=constructor',
	'from=2026-01-01',
	'from=2026-01-02&to=2026-01-01',
	'from=2025-01-01&to=2026-01-02',
	'from=2026-02-30&to=2026-03-01',
	'from=0001-01-01&to=0001-01-02',
	'from=9999-01-01&to=9999-01-02',
	'from=%3Cb%3E&to=2026-01-01'
])('"%s" names none that can be shown: 30 days', (query) => {
	expect(read(query).preset).toBe('30');
});

test('the last month of January is December of the year before', () => {
	const span = readSpan(new URLSearchParams('span=last-month'), '2026-01-31');
	expect(span).toMatchObject({ from: '2025-12-01', to: '2025-12-31' });
});

test('an address is read as it was written', () => {
	for (const preset of PRESETS) expect(read(String(spanParams(preset))).preset).toBe(preset);
	const days = { from: '2026-01-01', to: '2026-01-05' };
	expect(readSpan(spanParams(days), TODAY)).toEqual({ ...days, preset: null });
});

test('a day is a span of one, and a year of 366 days is not too long', () => {
	expect(lengthOf({ from: TODAY, to: TODAY })).toBe(1);
	expect(lengthOf({ from: '2024-01-01', to: '2024-12-31' })).toBe(366);
	expect(isSpan({ from: '2024-01-01', to: '2024-12-31' })).toBe(true);
	expect(isSpan({ from: '2024-01-01', to: '2025-01-01' })).toBe(false);
});
