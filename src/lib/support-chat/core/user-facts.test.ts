import { expect, test } from 'vitest';
import { toUserFacts } from './user-facts.ts';

test('facts are in the order of their labels: texts, numbers, and yes or no', () => {
	expect(toUserFacts({ trial: false, plan: 'Pro', name: 'Ada', since: 2026 })).toEqual([
		{ label: 'plan', value: 'Pro' },
		{ label: 'since', value: '2026' },
		{ label: 'trial', value: false }
	]);
});

test('an https address is a link, and nothing else is', () => {
	expect(toUserFacts({ account: 'https://app.example/users/1' })).toEqual([
		{
			label: 'account',
			value: 'https://app.example/users/1',
			href: 'https://app.example/users/1'
		}
	]);
	for (const value of [
		'javascript:alert(1)',
		'http://app.example',
		'https://',
		'https://app.example\njavascript:alert(1)',
		'https://app.example@evil.example/',
		'//app.example',
		'see https://app.example'
	]) {
		expect(toUserFacts({ account: value })[0]?.href).toBeUndefined();
	}
});

test('anything that is not understood is left out', () => {
	for (const facts of [null, undefined, 'text', 5, ['Ada']]) expect(toUserFacts(facts)).toEqual([]);
	expect(toUserFacts({ a: null, b: {}, c: ['x'], d: ' ' })).toEqual([]);
});

test('a fact cannot turn the text around it, and is not endless', () => {
	const [fact] = toUserFacts({ '\u202elabel': `\u202e${'x'.repeat(1000)}` });
	expect(fact?.label).toBe('\ufffdlabel');
	expect(fact?.value).toMatch(/^\ufffdx{299}…$/);
	const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`n${index}`, index]));
	expect(toUserFacts(many)).toHaveLength(50);
});
