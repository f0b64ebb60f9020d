import { browserClock } from '../../conversation/browser/browser-ports.ts';
import { idle } from '../../conversation/browser/next-task.ts';
import type { InboxContext } from '../inbox-context.ts';
import { untilLoaded } from '../live/load-once.ts';
import type { LoadedNetwork } from './create-inbox.ts';

/**
 * Starts the live parts of the inbox once the page is on screen and their code is loaded; returns a function that
 * stops them.
 */
export function startInbox(inbox: InboxContext, load: () => Promise<LoadedNetwork>): () => void {
	const stopping = new AbortController();
	const { signal } = stopping;
	const start = async () => {
		await idle();
		const loaded = await untilLoaded(load, { clock: browserClock, signal });
		if (!loaded) return;
		const stop = loaded.runInbox(inbox, loaded.network);
		signal.addEventListener('abort', stop, { once: true });
	};
	void start();
	return () => stopping.abort();
}
