/** The areas of the inbox, each with an entry in its bar. */
export const INBOX_AREAS = ['chats', 'reports', 'settings'] as const;

export type InboxArea = (typeof INBOX_AREAS)[number];

/** An area other than the chats, and what of it an address shows. */
export interface AreaLocation {
	area: Exclude<InboxArea, 'chats'>;
	/** A part of the area, such as a section of the settings; undefined for its beginning. */
	part: string | undefined;
	params: URLSearchParams;
}

/** Reads an area's path within an `InboxPlace`; null when it is one of the chats. */
export function readArea(path: string): AreaLocation | null {
	const { pathname, searchParams: params } = new URL(`http://inbox${path}`);
	const [, name, part] = pathname.split('/');
	if (name !== 'reports' && name !== 'settings') return null;
	return { area: name, part: part || undefined, params };
}

/** The path of an area, or of a part of it, within an `InboxPlace`. */
export function areaPath(area: InboxArea, part = '', params = new URLSearchParams()): string {
	const path = area === 'chats' ? '/' : `/${area}${part && `/${encodeURIComponent(part)}`}`;
	const query = params.toString();
	return path + (query && `?${query}`);
}
