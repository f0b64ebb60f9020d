// Malformed headers other than cookies. They are sent as Latin-1, so no character is above U+00FF.

export type RawHeader = readonly [name: string, value: string];

const LONG = 'x'.repeat(6000);

/** Malformed values by header. */
const HEADER_VALUES: Record<string, readonly string[]> = {
	accept: [
		'',
		'*',
		'*/*;q=',
		';;;',
		','.repeat(4000),
		'text/html;q=-1, application/json;q=9',
		LONG
	],
	'accept-language': [
		'',
		'*',
		'en;q=NaN',
		'__proto__',
		'constructor, toString;q=0.9',
		'en-'.repeat(1500),
		'de_DE.UTF-8@euro',
		'\u00e9\u00ff\u0080',
		`en${' '.repeat(4000)}`,
		'x-klingon-\u00bd;q=1e999'
	],
	'accept-encoding': ['', 'identity;q=0', 'gzip, br, zstd', LONG],
	origin: ['', 'null', 'https://', '*', 'file://', 'http://localhost, http://localhost', LONG],
	referer: ['', 'x', 'javascript:alert(1)', '//', 'http://[', LONG],
	'x-forwarded-host': ['', 'evil.example', 'a b', '[::1', 'evil.example, other.example'],
	'x-forwarded-proto': ['', 'https', 'javascript', 'http:', 'https,http'],
	'x-forwarded-port': ['', '-1', 'x', '99999'],
	'x-forwarded-for': ['', 'x', '127.0.0.1, ::1', ','.repeat(2000)],
	forwarded: ['for=x;host=evil.example;proto=javascript', ';;;'],
	'x-http-method-override': ['DELETE', 'TRACE', 'x'],
	'x-original-url': ['/admin', '//evil.example'],
	'x-rewrite-url': ['/admin'],
	'x-sveltekit-action': ['true', ''],
	'x-sveltekit-pathname': ['/admin', '\\\\evil.example', '%zz'],
	'x-sveltekit-search': ['?a', '%zz'],
	'x-sveltekit-error': ['true'],
	range: ['bytes=0-', 'bytes=-1', 'bytes=9-1', 'bytes=x', 'x', `bytes=${'0-1,'.repeat(500)}`],
	'if-none-match': ['*', 'W/', '"', LONG],
	'if-modified-since': ['', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT'],
	expect: ['x', '100-continue'],
	upgrade: ['websocket', 'h2c'],
	te: ['trailers'],
	authorization: ['', 'Bearer', 'Bearer x', 'Basic eDp4', LONG],
	apikey: ['x'],
	'user-agent': ['', LONG, '\u00ff'],
	purpose: ['prefetch'],
	dnt: ['\u00bd'],
	['__proto__']: ['x'],
	['constructor']: ['x']
};

/** All malformed headers. */
export const HOSTILE_HEADERS: readonly RawHeader[] = Object.entries(HEADER_VALUES).flatMap(
	([name, values]) => values.map((value): RawHeader => [name, value])
);
