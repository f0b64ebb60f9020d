/** Never resolved: gives the URL parser an origin that no path can name. */
const PROBE_ORIGIN = 'http://return-path.invalid';
const MAX_LENGTH = 2048;
const MAX_DECODINGS = 4;
const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff]/;

/**
 * Where to go after sign-in: the requested path, normalised, if it provably stays on this site, else
 * `fallback`. `requested` is untrusted.
 *
 * Encoded slashes and backslashes are refused in the path, which a proxy may decode, and allowed in
 * the query, which nothing follows.
 */
export function safeReturnPath(requested: string | null | undefined, fallback = '/'): string {
	if (!requested || requested.length > MAX_LENGTH || !requested.startsWith('/')) return fallback;
	if (requested.includes('\\') || CONTROL_OR_SPACE.test(requested)) return fallback;

	const url = URL.parse(requested, PROBE_ORIGIN);
	if (!url || url.origin !== PROBE_ORIGIN || url.username || url.password) return fallback;
	if (!staysAPath(url.pathname) || !staysAPath(pathOf(requested))) return fallback;

	return url.pathname + url.search + url.hash;
}

/** The path as written: `URL.pathname` has `/./` and `/../` already resolved. */
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
