import type { RequestEvent } from '@sveltejs/kit';
import page from '../../error.html?raw';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * The response to an error that a hook throws. SvelteKit would build the same one, but outside all hooks
 * and so without the headers that they add.
 */
export function errorResponse(
	{ isDataRequest, locals, request }: Pick<RequestEvent, 'isDataRequest' | 'locals' | 'request'>,
	{ status, message }: { status: number; message: string }
): Response {
	const accepted = request.headers.get('accept') ?? 'text/html';
	if (isDataRequest || !/text\/html|\*\/\*/.test(accepted)) {
		return Response.json({ message }, { status });
	}
	const text = message.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
	const { tag, dir, texts } = locals.language;
	const html = page
		.replace('lang="en"', `lang="${tag}" dir="${dir}"`)
		.replace('>Reload<', () => `>${texts.errors.reload}<`)
		.replaceAll('%sveltekit.status%', String(status))
		.replaceAll('%sveltekit.error.message%', () => text);
	return new Response(html, {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
	});
}
