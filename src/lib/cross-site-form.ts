/** Content types that another site's page can send with this site's cookies and without a CORS preflight. */
const FORM_TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'text/plain',
	'application/x-sveltekit-formdata'
];
const MUTATING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const UNSUBSCRIBE_ROUTE = '/unsubscribe';

/**
 * Whether a request may be a form sent by another site. Replaces SvelteKit's own check, which is off
 * (svelte.config.js) because it has no exceptions per route. Stricter in one point: a body without a
 * content type, which a browser can send too, counts as a form.
 */
export function isCrossSiteForm(request: Request, url: URL): boolean {
	const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
	const isForm = !type || FORM_TYPES.includes(type);
	return (
		isForm && MUTATING.includes(request.method) && request.headers.get('origin') !== url.origin
	);
}

/**
 * Whether a request is a mail program's one-click unsubscribe (RFC 8058), the only accepted form without
 * this site's origin. Browsers send an origin with every POST, so one without comes from no browser and
 * carries no cookies; the token in its address is its only authorisation.
 */
export async function isOneClickUnsubscribe(
	request: Request,
	routeId: string | null
): Promise<boolean> {
	if (routeId !== UNSUBSCRIBE_ROUTE || request.method !== 'POST') return false;
	if (request.headers.has('origin') || request.headers.has('cookie')) return false;
	const form = await request
		.clone()
		.formData()
		.catch(() => undefined);
	return form !== undefined && isOneClick(form);
}

/** Whether a form is the one-click form of RFC 8058. */
export function isOneClick(form: FormData): boolean {
	return form.get('List-Unsubscribe') === 'One-Click';
}
