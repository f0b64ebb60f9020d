import { loadInboxLanguage } from '$lib/support-chat/languages/catalogue';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => ({
	...data,
	language: await loadInboxLanguage(data.languages)
});
