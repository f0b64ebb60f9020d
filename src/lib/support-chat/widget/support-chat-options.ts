import { connectProblem, type ConnectOptions } from '../supabase/connect-options.ts';

export interface SupportChatOptions extends ConnectOptions {
	/** The signed-in user of the page. For another user start another chat. */
	user: { id: string; email?: string | null | undefined };
	/** As in HTML's `lang`; by default the browser's languages. */
	language?: string | undefined;
	/** The name of the support team, read each time it is shown. */
	title?: string | undefined;
	/** The text at the start of the chat, read each time it is shown. */
	welcome?: string | undefined;
	/** The window's side; by default the right one, the left one in languages from right to left. */
	side?: 'left' | 'right' | undefined;
	/** False for a page with a button of its own, which calls `open`. */
	launcher?: boolean | undefined;
	/** The element that the chat is appended to; by default the body. */
	target?: HTMLElement | undefined;
}

/** What is wrong with the options, in words; undefined if nothing is. */
export function optionsProblem(options: SupportChatOptions): string | undefined {
	const problem = connectProblem(options ?? ({} as SupportChatOptions));
	if (problem) return problem;
	const { user, side, target } = options;
	if (!user?.id) return '`user.id` is missing: start the chat for a signed-in user';
	if (side && side !== 'left' && side !== 'right') return '`side` is neither "left" nor "right"';
	if (target && !(target instanceof Element)) return '`target` is not an element';
	return undefined;
}
