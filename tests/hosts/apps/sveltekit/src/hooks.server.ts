import { createServerClient } from '@supabase/ssr';
import type { Handle } from '@sveltejs/kit';
import { project } from '$lib/project';

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.supabase = createServerClient(project.url, project.publishableKey, {
		cookies: {
			getAll: () => event.cookies.getAll(),
			setAll: (cookies) => {
				for (const { name, value, options } of cookies) {
					event.cookies.set(name, value, { ...options, path: '/' });
				}
			}
		}
	});
	const { data } = await event.locals.supabase.auth.getUser();
	event.locals.user = data.user;
	return resolve(event, {
		filterSerializedResponseHeaders: (name) => name === 'content-range'
	});
};
