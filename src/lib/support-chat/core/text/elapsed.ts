const UNITS: [string, number][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** By locale and unit: one takes a millisecond to create, and a list shows one for each chat. */
const formats = new Map<string, Intl.NumberFormat>();

/** How much time has passed, in its largest unit: "4 hr"; "1 min" within the first minutes. */
export function elapsed(ms: number, locale: string): string {
	const [unit, length] = UNITS.find(([, length]) => ms >= length) ?? UNITS.at(-1)!;
	const value = Math.max(1, Math.floor(ms / length));
	const key = `${locale} ${unit}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
		formats.set(key, format);
	}
	return format.format(value);
}
