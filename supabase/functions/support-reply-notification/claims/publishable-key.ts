/**
 * The project's publishable key, from the JSON object of named keys that the platform passes to every
 * function, or the anon key of older projects.
 *
 * @throws when there is neither
 */
export function readPublishableKey(json: string | undefined, anonKey: string | undefined): string {
	const keys = Object.entries(parse(json)).filter(([, key]) => typeof key === 'string' && key);
	const key = keys.find(([name]) => name === 'default') ?? keys[0];
	if (key) return key[1] as string;
	if (anonKey) return anonKey;
	throw new Error('Neither SUPABASE_PUBLISHABLE_KEYS nor SUPABASE_ANON_KEY holds a key.');
}

function parse(json: string | undefined): object {
	try {
		return Object(JSON.parse(json ?? '{}'));
	} catch {
		return {};
	}
}
