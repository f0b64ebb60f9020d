import type { Duration } from '../../../core/duration.ts';
import type { SettingsTexts } from '../../../languages/en/settings.ts';
import type { Reader } from '../../../languages/reader.ts';
import { DEFAULT_COLOR, type Field, type Problem } from './fields.ts';

/** What is wrong with a field, in words that say what is right. */
export function problemText(
	field: Field,
	problem: Problem,
	texts: SettingsTexts,
	reader: Reader
): string {
	if (problem === 'tooLong') return texts.tooLong('max' in field ? Number(field.max) : 0);
	if (problem === 'color') return texts.colorLike(DEFAULT_COLOR);
	if (problem !== 'range') return texts.problem[problem];
	if (field.kind === 'count') {
		return texts.between(reader.number(field.min), reader.number(field.max));
	}
	if (field.kind !== 'duration') return texts.problem.refused;
	const least = durationText(field.min, reader);
	return field.max ? texts.between(least, durationText(field.max, reader)) : texts.atLeast(least);
}

/** "5 minutes" */
export function durationText({ amount, unit }: Duration, { locale }: Reader): string {
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: unit.slice(0, -1),
		unitDisplay: 'long',
		maximumFractionDigits: 6
	}).format(amount);
}
