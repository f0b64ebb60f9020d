/**
 * Whether a POST asks for a form action by a name that none can have. SvelteKit looks the name up in the
 * object of a page's actions, where `?/constructor` finds what every object has, and throws at
 * `?/default`: both would be answered as errors of ours.
 */
export function namesNoAction({ method }: Request, { searchParams }: URL): boolean {
	if (method !== 'POST') return false;
	const asked = [...searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1);
	return asked !== undefined && (asked === 'default' || asked in Object.prototype);
}
