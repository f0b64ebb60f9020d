import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { tag, dir, texts } = locals.language;
	return { project: locals.project, user: locals.user, tongue: { tag, dir }, errors: texts.errors };
};
