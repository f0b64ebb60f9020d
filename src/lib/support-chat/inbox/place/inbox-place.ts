/**
 * Where the inbox is in the page's address: reads and changes the part of it that is the inbox's. A path
 * is relative to the inbox: `/` is the list, `/<chat id>` a chat, each with an optional query.
 */
export interface InboxPlace {
	/** The present path with its query, for example `/?tab=archived`. */
	readonly current: string;
	/** The address of a path, for links. */
	href(path: string): string;
	/** Goes to an address from `href`. `replace`: instead of the present history entry. */
	navigate(href: string, replace: boolean): void;
	/** Calls `listener` after each change of `current`; returns the unsubscribe function. */
	subscribe(listener: () => void): () => void;
}

/** What the parts of the inbox need to link and to navigate. */
export type InboxLinks = Pick<InboxPlace, 'href' | 'navigate'>;

/** Returns `href` for an inbox whose list is at `base`, a path like `/admin` or `/`. */
export function hrefBelow(base: string): InboxPlace['href'] {
	const root = withoutEnd(base);
	return (path) => {
		const [pathname] = path.split('?', 1) as [string];
		return (root + pathname).replace(/(.)\/$/, '$1') + path.slice(pathname.length);
	};
}

/** The path of an address below `base`; null when the address is not below it. */
export function pathBelow(base: string, { pathname, search }: URL | Location): string | null {
	const root = withoutEnd(base);
	if (pathname !== root && !pathname.startsWith(`${root}/`)) return null;
	return `${pathname.slice(root.length) || '/'}${search}`;
}

function withoutEnd(base: string): string {
	return base.replace(/\/+$/, '');
}
