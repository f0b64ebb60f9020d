import { expect, test } from 'vitest';
import { areaPath, readArea } from './inbox-area.ts';

test('an area is read from the path that was made for it', () => {
	const params = new URLSearchParams({ from: '2026-01-01' });
	expect(areaPath('chats')).toBe('/');
	expect(areaPath('reports', '', params)).toBe('/reports?from=2026-01-01');
	expect(readArea('/reports?from=2026-01-01')).toEqual({
		...{ area: 'reports', part: undefined, params }
	});
	expect(readArea(areaPath('settings', 'team'))).toMatchObject({ area: 'settings', part: 'team' });
	expect(readArea('/settings/')).toMatchObject({ area: 'settings', part: undefined });
});

test('every other path is one of the chats', () => {
	for (const path of ['/', '/chats', '/settingsx', '//settings', '/a/settings', '/%']) {
		expect(readArea(path)).toBeNull();
	}
});
