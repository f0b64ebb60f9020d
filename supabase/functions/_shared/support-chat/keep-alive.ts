/** Defined by the platform's runtime only. */
declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void } | undefined;

/** Keeps the worker alive for `work` after the response. */
export function keepAlive(work: Promise<unknown>): void {
	if (typeof EdgeRuntime !== 'undefined') EdgeRuntime.waitUntil(work);
}
