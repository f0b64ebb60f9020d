import { expect, test } from 'vitest';
import { namesNoAction } from './action-name.ts';

function refuses(search: string, method = 'POST'): boolean {
	const url = new URL(`https://app.example/page${search}`);
	return namesNoAction(new Request(url, { method }), url);
}

test.each(['?/default', '?/constructor', '?/toString', '?/__proto__', '?a=b&/valueOf=c'])(
	'%s names no action',
	(search) => {
		expect(refuses(search)).toBe(true);
		expect(refuses(search, 'GET')).toBe(false);
	}
);

// Whether a page has such an action is up to SvelteKit.
test.each([
	'',
	'?/',
	'?/archive',
	'?/unknown',
	'?constructor',
	'?next=/default',
	'?/archive&/default'
])('%s may name an action', (search) => {
	expect(refuses(search)).toBe(false);
});
