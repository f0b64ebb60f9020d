/** Consecutive checks without a user after which the next check ends the connection. */
const CHECKS = 11;

/**
 * Checks every `everyMs` whether the project has users, and calls `onIdle` one interval after the eleventh
 * check in a row without any, even if a user has come in that interval (supabase/realtime
 * lib/realtime/tenants/connect.ex).
 *
 * @returns a function that stops it
 */
export function watchForIdleness(
	everyMs: number,
	userCount: () => number,
	onIdle: () => void
): () => void {
	let empty = 0;
	const timer = setInterval(() => {
		if (empty === CHECKS) {
			clearInterval(timer);
			return onIdle();
		}
		empty = userCount() === 0 ? empty + 1 : 0;
	}, everyMs);
	return () => clearInterval(timer);
}
