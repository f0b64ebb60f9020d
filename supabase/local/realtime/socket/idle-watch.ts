/** Eleven looks without a user end the connection at the look after them. */
const LOOKS = 11;

/**
 * Looks every `everyMs` whether anybody uses the project, and calls `onIdle` when there was nobody
 * at eleven looks in a row, one pause after the eleventh, also if somebody has come in that pause
 * (supabase/realtime lib/realtime/tenants/connect.ex).
 *
 * @returns what ends it
 */
export function watchForIdleness(
	everyMs: number,
	userCount: () => number,
	onIdle: () => void
): () => void {
	let empty = 0;
	const timer = setInterval(() => {
		if (empty === LOOKS) {
			clearInterval(timer);
			return onIdle();
		}
		empty = userCount() === 0 ? empty + 1 : 0;
	}, everyMs);
	return () => clearInterval(timer);
}
