import bcd, {
	type BrowserName,
	type Identifier,
	type SimpleSupportStatement
} from '@mdn/browser-compat-data/forLegacyNode';

// The oldest versions that the README names: the last two of Chrome and Edge, Safari 16.4, Firefox ESR 128.
const OLDEST: readonly [BrowserName, number][] = [
	['safari', 16.4],
	['safari_ios', 16.4],
	['firefox', 128],
	['chrome', lastButOne('chrome')],
	['edge', lastButOne('edge')]
];

/** The supported browsers that lack a feature by MDN's data; null if the data does not cover it. */
export function lackedBy(feature: Identifier | undefined): string[] | null {
	const support = feature?.__compat?.support;
	if (!support) return null;
	return OLDEST.filter(([browser, version]) => {
		const statements = [support[browser] ?? []].flat() as SimpleSupportStatement[];
		return !statements.some((statement) => has(statement, version));
	}).map(([browser]) => browser);
}

/** Support behind a flag or under another name does not count. */
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

/** "≤79" means 79 or earlier. */
function toNumber(version: string): number {
	return parseFloat(version.replace('≤', ''));
}
