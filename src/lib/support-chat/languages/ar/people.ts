import { isolate } from '../direction-marks.ts';
import type { Reader } from '../reader.ts';

/** "Ada, Grace and two others", where `more` are not named. */
export function people(
	{ count, list }: Pick<Reader, 'count' | 'list'>,
	names: readonly string[],
	more: number
): string {
	const others = count(more, {
		one: 'شخص آخر',
		two: 'شخصان آخران',
		few: '# أشخاص آخرين',
		many: '# شخصًا آخر',
		other: '# شخص آخر'
	});
	return list(more > 0 ? [...names.map(isolate), others] : names.map(isolate));
}
