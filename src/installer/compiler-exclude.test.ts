import { describe, expect, test } from 'vitest';
import { withoutFunctions } from './compiler-exclude.ts';

const json = (text: string | undefined) => JSON.parse(text ?? 'null') as unknown;

describe('edge functions in the compiler’s settings of the app', () => {
	test('are added to what it excludes, with comments and indentation as they are', () => {
		const start = '{\n\t// Ours\n\t"include": ["next-env.d.ts", "**/*.ts"],\n\t"exclude": [';
		expect(withoutFunctions(`${start}"node_modules"]\n}\n`)).toBe(
			`${start}\n\t\t"node_modules",\n\t\t"supabase/functions"\n\t]\n}\n`
		);
	});

	test.for([
		['without lists', '{}', { exclude: ['node_modules', 'supabase/functions'] }],
		[
			'with everything included, in Windows line endings',
			'{\r\n  "include": ["**/*"]\r\n}\r\n',
			{ include: ['**/*'], exclude: ['node_modules', 'supabase/functions'] }
		],
		['with an empty list', '{"exclude": []}', { exclude: ['supabase/functions'] }]
	] as const)('are excluded %s', ([, text, wanted]) => {
		const after = withoutFunctions(text);
		expect(json(after)).toEqual(wanted);
		expect(after?.includes('\r\n')).toBe(text.includes('\r\n'));
		expect(withoutFunctions(after)).toBeUndefined();
	});

	test.for([
		['there is none', undefined],
		['it compiles some folders', '{"include": ["src"]}'],
		['it only refers to others', '{"files": [], "references": [{"path": "./tsconfig.app.json"}]}'],
		['another one says what it compiles', '{"extends": "./.svelte-kit/tsconfig.json"}'],
		['supabase/ is excluded', '{"exclude": ["supabase"]}'],
		['it is not valid', '{"include": ']
	] as const)('need no change where %s', ([, text]) => {
		expect(withoutFunctions(text)).toBeUndefined();
	});
});
