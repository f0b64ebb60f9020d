import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'src', 'routes');

/** A form action or endpoint of the app. */
export interface FormTarget {
	route: string;
	/** `?/<name>` for a named action, else empty. */
	query: string;
}

/** Part of the routes of pages that exist in development only. */
const DEVELOPMENT = '=development]';

/** The routes of the app's pages, such as `/admin/[chat]`, read from the source so that none is missed. */
export function pageRoutes(): string[] {
	return files(/^\+page\.svelte$/)
		.map(routeOf)
		.filter((route) => !route.includes(DEVELOPMENT));
}

/** All form actions and endpoints of the app, read from the source too. */
export function formTargets(): FormTarget[] {
	return files(/^\+(page\.server|server)\.ts$/).flatMap((file) => {
		const text = readFileSync(file, 'utf8');
		const route = routeOf(file);
		if (/export const (POST|PUT|PATCH|DELETE|fallback)\b/.test(text)) return [{ route, query: '' }];
		const [, actions] = /export const actions[^{]*\{\n(.*?)\n\};/s.exec(text) ?? [];
		return [...(actions ?? '').matchAll(/^\t(\w+):/gm)].map(([, name]) => ({
			route,
			query: name === 'default' ? '' : `?/${name}`
		}));
	});
}

function files(name: RegExp): string[] {
	return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && name.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name));
}

function routeOf(file: string): string {
	const folder = relative(FOLDER, join(file, '..')).replaceAll('\\', '/');
	const parts = folder.split('/').filter((part) => part !== '' && !part.startsWith('('));
	return `/${parts.join('/')}`;
}

const NO_CHAT = '00000000-0000-4000-8000-000000000000';

/** Paths of all pages, with an unknown chat id and without what is optional. */
export function pageAddresses(): string[] {
	return pageRoutes().map((route) => route.replace('[chat]', NO_CHAT).replace('/[[part]]', ''));
}

/** Paths of all forms, with an unknown chat id. */
export function formAddresses(): string[] {
	return formTargets().map(({ route, query }) => route.replace('[chat]', NO_CHAT) + query);
}
