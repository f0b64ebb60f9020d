const UNITS: [string, number][] = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
];

/** How much time has passed, in its largest unit: "4 hr"; "1 min" within the first minutes. */
export function elapsed(ms: number, locale: string): string {
	const [unit, length] = UNITS.find(([, length]) => ms >= length) ?? UNITS.at(-1)!;
	const value = Math.max(1, Math.floor(ms / length));
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
