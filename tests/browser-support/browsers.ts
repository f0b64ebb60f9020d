import bcd, {
	type BrowserName,
	type Identifier,
	type SimpleSupportStatement
} from '@mdn/browser-compat-data/forLegacyNode';

// What the README names: the last two of each engine, Safari 16.4 and Firefox ESR 128.
const OLDEST: readonly [BrowserName, number][] = [
	['safari', 16.4],
	['safari_ios', 16.4],
	['firefox', 128],
	['chrome', lastButOne('chrome')],
	['edge', lastButOne('edge')]
];

/** Which of the supported browsers lack what MDN's data say of a feature; null when they say nothing. */
export function lackedBy(feature: Identifier | undefined): string[] | null {
	const support = feature?.__compat?.support;
	if (!support) return null;
	return OLDEST.filter(([browser, version]) => {
		const statements = [support[browser] ?? []].flat() as SimpleSupportStatement[];
		return !statements.some((statement) => has(statement, version));
	}).map(([browser]) => browser);
}

/** Support behind a flag or under another name is none. */
function has(statement: SimpleSupportStatement, version: number): boolean {
	const { version_added, version_removed, flags, prefix, alternative_name } = statement;
	if (!version_added || flags || prefix || alternative_name) return false;
	if (version_removed && toNumber(version_removed) <= version) return false;
	return toNumber(version_added) <= version;
}

function lastButOne(browser: 'chrome' | 'edge'): number {
	const releases = Object.entries(bcd.browsers[browser].releases);
	const [current] = releases.find(([, { status }]) => status === 'current')!;
	return Number(current) - 1;
}

/** "≤79" means: at the latest. */
function toNumber(version: string): number {
	return parseFloat(version.replace('≤', ''));
}
