import { loadInboxLanguage } from '$lib/support-chat/languages/catalogue.ts';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** The states need a document. */
export const ssr = false;

/** A group of states, in the language of `?lang=`, English by default. */
export const load: PageLoad = async ({ params, url }) => {
	// A constant in a build, which therefore has none of the gallery's modules.
	const gallery = import.meta.env.DEV ? await import('../gallery.ts') : undefined;
	const group = gallery?.GROUPS[params.group];
	if (!gallery || !group) error(404, 'The gallery has no such group.');
	const [{ default: States }, language] = await Promise.all([
		group.load(),
		loadInboxLanguage([url.searchParams.get('lang') ?? 'en-US'])
	]);
	return { Gallery: gallery.Gallery, States, title: group.title, language };
};
