import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { tag, dir, texts } = locals.language;
	return {
		project: locals.project,
		user: locals.user,
		pageLanguage: { tag, dir },
		errors: texts.errors
	};
};
