/** What a page of another site can make a browser send, with this site's cookies and unasked. */
const FORM_TYPES = [
	'application/x-www-form-urlencoded',
	'multipart/form-data',
	'text/plain',
	'application/x-sveltekit-formdata'
];
const MUTATING = ['POST', 'PUT', 'PATCH', 'DELETE'];
const UNSUBSCRIBE_ROUTE = '/unsubscribe';

/**
 * Whether a request may be a form that another site has sent: SvelteKit's own check, which is switched
 * off (svelte.config.js) because it knows no exceptions. Stricter in one point: a body without a type,
 * which a browser can send too, counts as a form.
 */
export function isCrossSiteForm(request: Request, url: URL): boolean {
	const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
	const isForm = !type || FORM_TYPES.includes(type);
	return (
		isForm && MUTATING.includes(request.method) && request.headers.get('origin') !== url.origin
	);
}

/**
 * Whether a mail program asks to unsubscribe with one click (RFC 8058), which is the one form from
 * elsewhere that is answered. Browsers name the origin of every POST, so one that names none comes
 * from no browser, and nobody's cookies with it; the token in its address is all the right it has.
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
	return form !== undefined && asksForOneClick(form);
}

/** Whether a form is the one that RFC 8058 describes. */
export function asksForOneClick(form: FormData): boolean {
	return form.get('List-Unsubscribe') === 'One-Click';
}
