import { error, type ServerLoadEvent } from '@sveltejs/kit';

export const load = ({ locals }: ServerLoadEvent) => {
	if (!locals.user) error(401);
	return { project: locals.project, userId: locals.user.id };
};
