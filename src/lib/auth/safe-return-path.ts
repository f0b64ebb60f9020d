/** Never resolved by anyone: it only gives the URL parser an origin that a path cannot name. */
const PROBE_ORIGIN = 'http://return-path.invalid';
const MAX_LENGTH = 2048;
const MAX_DECODINGS = 4;
const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff]/;

/**
 * Where to go after sign-in: the path that was asked for, if it surely stays on this site,
 * else `fallback`. It takes whatever a link may carry and answers with a normalised path.
 *
 * Encoded slashes and backslashes are refused in the path and allowed in the query, because
 * a proxy may decode the first and nobody follows the second.
 */
export function safeReturnPath(asked: string | null | undefined, fallback = '/'): string {
	if (!asked || asked.length > MAX_LENGTH || !asked.startsWith('/')) return fallback;
	if (asked.includes('\\') || CONTROL_OR_SPACE.test(asked)) return fallback;

	const url = URL.parse(asked, PROBE_ORIGIN);
	if (!url || url.origin !== PROBE_ORIGIN || url.username || url.password) return fallback;
	if (!staysAPath(url.pathname) || !staysAPath(pathOf(asked))) return fallback;

	return url.pathname + url.search + url.hash;
}

/** The path as it was written: the parser has already folded `/./` and `/../` in its own. */
function pathOf(address: string): string {
	return address.split(/[?#]/, 1)[0] ?? '';
}

function staysAPath(path: string): boolean {
	let seen = path;
	for (let round = 0; round < MAX_DECODINGS; round++) {
		if (seen.includes('//') || seen.includes('\\') || CONTROL_OR_SPACE.test(seen)) return false;
		const decoded = decode(seen);
		if (decoded === undefined) return false;
		if (decoded === seen) return true;
		seen = decoded;
	}
	return false;
}

function decode(path: string): string | undefined {
	try {
		return decodeURIComponent(path);
	} catch {
		return undefined;
	}
}
