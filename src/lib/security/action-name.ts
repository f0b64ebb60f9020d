/**
 * Whether a POST names a form action that cannot exist. SvelteKit looks the name up in the page's actions
 * object, where `?/constructor` finds an inherited property, and throws for `?/default`: both would become
 * a 500.
 */
export function namesNoAction({ method }: Request, { searchParams }: URL): boolean {
	if (method !== 'POST') return false;
	const action = [...searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1);
	return action !== undefined && (action === 'default' || action in Object.prototype);
}
