import { expect, test } from 'vitest';
import { namesNoAction } from './action-name.ts';

function asks(search: string, method = 'POST'): boolean {
	const url = new URL(`https://app.example/page${search}`);
	return namesNoAction(new Request(url, { method }), url);
}

test.each(['?/default', '?/constructor', '?/toString', '?/__proto__', '?a=b&/valueOf=c'])(
	'%s names no action',
	(search) => {
		expect(asks(search)).toBe(true);
		expect(asks(search, 'GET')).toBe(false);
	}
);

// Whether a page has such an action is SvelteKit's to say.
test.each([
	'',
	'?/',
	'?/archive',
	'?/unknown',
	'?constructor',
	'?next=/default',
	'?/archive&/default'
])('%s may be one', (search) => {
	expect(asks(search)).toBe(false);
});
