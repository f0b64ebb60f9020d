import { expect, test, vi } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { Report, ReportQuery } from '../../core/report.ts';
import { ReportRequest } from './report-request.svelte.ts';

const DAYS = { from: '2026-01-01', to: '2026-01-02', timeZone: 'Europe/Berlin' };
const reportOf = ({ from, timeZone }: ReportQuery) => ({ from, timeZone }) as Report;

test('the report of the span that was asked for last is shown, whichever comes last', async () => {
	const slow = Promise.withResolvers<Report>();
	const report = vi.fn(async (query: ReportQuery) => reportOf(query));
	report.mockReturnValueOnce(slow.promise);
	const request = new ReportRequest(() => ({ report }));
	const first = request.load({ ...DAYS, from: '2025-01-01' });
	expect(request.isLoading).toBe(true);
	await request.load(DAYS);
	slow.resolve(reportOf({ ...DAYS, from: '2025-01-01' }));
	await first;
	expect(request.report!.from).toBe('2026-01-01');
	expect([request.isLoading, request.failed]).toEqual([false, false]);
	expect(report.mock.calls[0]![0].signal!.aborted).toBe(true);
});

test('a failure keeps the report that is shown, and can be tried again', async () => {
	const report = vi.fn(async (query: ReportQuery) => reportOf(query));
	const request = new ReportRequest(() => ({ report }));
	await request.load(DAYS);
	report.mockRejectedValueOnce(new ChatError('no network', { code: 'network' }));
	await request.load({ ...DAYS, from: '2025-01-01' });
	expect([request.failed, request.report!.from]).toEqual([true, '2026-01-01']);
	await request.load({ ...DAYS, from: '2025-01-01' });
	expect([request.failed, request.report!.from]).toEqual([false, '2025-01-01']);
});

test('days are those of UTC where the database does not know the time zone', async () => {
	const refused = new ChatError('no such zone', { code: '22023', status: 400 });
	const report = vi.fn(async (query: ReportQuery) => {
		if (query.timeZone !== 'UTC') throw refused;
		return reportOf(query);
	});
	const request = new ReportRequest(() => ({ report }));
	await request.load(DAYS);
	expect([request.failed, request.report!.timeZone]).toEqual([false, 'UTC']);
	report.mockRejectedValue(refused);
	await request.load({ ...DAYS, timeZone: 'UTC' });
	expect(request.failed).toBe(true);
});
