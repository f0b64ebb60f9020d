import type { PageServerLoad } from './$types';
import { project } from '$lib/project';

export const load: PageServerLoad = ({ locals: { user } }) => ({
	project,
	user: user && { id: user.id, email: user.email ?? '' }
});
