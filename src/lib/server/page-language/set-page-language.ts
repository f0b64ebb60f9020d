import type { Handle } from '@sveltejs/kit';
import { readAcceptLanguage } from '../../support-chat/languages/accept-language.ts';
import { pageLanguageOf } from '../../page-language.ts';
import { loadPageLanguage } from './page-language.ts';

/** Sets `locals.language` from Accept-Language, and the page's `lang` and `dir`. */
export const setPageLanguage: Handle = async ({ event, resolve }) => {
	const wanted = readAcceptLanguage(event.request.headers.get('accept-language'));
	event.locals.language = await loadPageLanguage(wanted);
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			const { failed = false, language } = event.locals;
			const { tag, dir } = pageLanguageOf({ routeId: event.route.id, failed, visitor: language });
			return html.replace('lang="%lang%" dir="%dir%"', `lang="${tag}" dir="${dir}"`);
		}
	});
	response.headers.append('vary', 'accept-language');
	return response;
};
