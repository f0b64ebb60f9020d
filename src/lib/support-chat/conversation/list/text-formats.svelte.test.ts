import { afterEach, expect, test, vi } from 'vitest';
import { TextFormats, type TextFormatsModule } from './text-formats.svelte.ts';

const MODULE = {
	default: () => {},
	unformatted: (text: string) => text.replaceAll('*', '')
} as unknown as TextFormatsModule;

afterEach(() => void vi.useRealTimers());

test('nothing is loaded for plain texts', () => {
	const load = vi.fn(async () => MODULE);
	const formats = new TextFormats(load);
	expect(formats.prepare(['Hi', 'a@a.example'])).toBeUndefined();
	expect(formats.unformatted('Hi\u0007')).toBe('Hi␇');
	expect(load).not.toHaveBeenCalled();
});

test('what a text with marks needs is loaded once, before it is shown', async () => {
	const load = vi.fn(async () => MODULE);
	const formats = new TextFormats(load);
	expect(formats.componentFor('*a*')).toBeUndefined();
	await Promise.all([formats.prepare(['Hi', '*a*']), formats.prepare(['https://a.example'])]);
	expect(load).toHaveBeenCalledTimes(1);
	expect(formats.componentFor('*a*')).toBe(MODULE.default);
	expect(formats.componentFor('a')).toBeUndefined();
	expect(formats.unformatted('*a*')).toBe('a');
	expect(formats.prepare(['*a*'])).toBeUndefined();
});

test('what could not be loaded is loaded for the next such text', async () => {
	const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(MODULE);
	const formats = new TextFormats(load);
	await formats.prepare(['*a*']);
	expect(formats.componentFor('*a*')).toBeUndefined();
	await formats.prepare(['*b*']);
	expect(formats.componentFor('*a*')).toBe(MODULE.default);
});

test('texts do not wait for long', async () => {
	vi.useFakeTimers();
	const formats = new TextFormats(() => new Promise(() => {}));
	const waiting = formats.prepare(['*a*']);
	await vi.advanceTimersByTimeAsync(3_000);
	await waiting;
	expect(formats.unformatted('*a*')).toBe('*a*');
});
