import { retryDelay } from '../../core/sync/retry-delay.ts';
import { onReasonToLook, requestChat, type FoundChat, type ReadChatOptions } from './read-chat.ts';

export interface ChatLookupOptions extends ReadChatOptions {
	/** The user's token, renewed when it is the `refused` one; null while nobody is signed in. */
	token(refused?: string): Promise<string | null>;
	/** Called when it is found; once, unless it rejects. */
	onFound(found: FoundChat): Promise<unknown>;
}

/**
 * Looks for the user's chat until there is one: a small request at the start, and again when the page is
 * shown. What follows the chat is loaded for those who have one. Returns a function that stops it.
 */
export function lookForChat(options: ChatLookupOptions): () => void {
	const stop = new AbortController();
	const { signal } = stop;
	let timer: ReturnType<typeof setTimeout>;
	let looking = false;
	let failures = 0;
	/** The token that the server has refused last. */
	let refused: string | undefined;

	const look = () => void lookOnce();
	const lookOnce = async () => {
		if (looking || signal.aborted) return;
		looking = true;
		clearTimeout(timer);
		try {
			const accessToken = await options.token(refused);
			if (accessToken && !signal.aborted) {
				const response = await requestChat(options, accessToken);
				if (response.status === 401) refused = accessToken;
				const [chat] = response.ok ? await response.json() : fail();
				if (chat && !signal.aborted) {
					await options.onFound({ chat, response, accessToken });
					stop.abort();
				}
				failures = 0;
			}
		} catch {
			if (!signal.aborted) timer = setTimeout(look, retryDelay(failures++));
		}
		looking = false;
	};

	signal.addEventListener('abort', () => clearTimeout(timer));
	onReasonToLook(look, signal);
	look();
	return () => stop.abort();
}

function fail(): never {
	throw new Error();
}
