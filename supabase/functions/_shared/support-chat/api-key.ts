/**
 * A key of the project, from the JSON object of named keys that the platform passes to every function, or
 * the key of older projects.
 *
 * @param kind publishable: for what everybody may do; secret: for everything, so it must reach nobody else
 * @throws when there is neither
 */
export function readApiKey(
	kind: 'publishable' | 'secret',
	read: (name: string) => string | undefined
): string {
	const [named, older] = VARIABLES[kind];
	const keys = Object.entries(parse(read(named))).filter(
		([, key]) => typeof key === 'string' && key
	);
	const key = keys.find(([name]) => name === 'default') ?? keys[0];
	if (key) return key[1] as string;
	const olderKey = read(older);
	if (olderKey) return olderKey;
	throw new Error(`Neither ${named} nor ${older} holds a key.`);
}

const VARIABLES = {
	publishable: ['SUPABASE_PUBLISHABLE_KEYS', 'SUPABASE_ANON_KEY'],
	secret: ['SUPABASE_SECRET_KEYS', 'SUPABASE_SERVICE_ROLE_KEY']
} as const;

/**
 * The headers by which the platform's services know the key. A key of older projects is a JWT, which they
 * also expect as a token; they refuse any other key there.
 */
export function keyHeaders(key: string): Record<string, string> {
	return { apikey: key, ...(key.startsWith('sb_') ? {} : { authorization: `Bearer ${key}` }) };
}

function parse(json: string | undefined): object {
	try {
		return Object(JSON.parse(json ?? '{}'));
	} catch {
		return {};
	}
}
