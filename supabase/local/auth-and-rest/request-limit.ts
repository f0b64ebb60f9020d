/**
 * A limit per IP address as Auth has it: a bucket of an hour's requests that refills evenly
 * (supabase/auth, internal/api/apilimiter).
 *
 * @param perHour size of the bucket and its refill in an hour
 * @param now milliseconds since 1970
 * @returns takes a request of an address, or returns false when the bucket is empty
 */
export function createRequestLimit(
	perHour: number,
	now: () => number = Date.now
): (address: string | null) => boolean {
	const buckets = new Map<string, { tokens: number; at: number }>();
	return (address) => {
		const key = address ?? '';
		const at = now();
		const bucket = buckets.get(key) ?? { tokens: perHour, at };
		const refilled = bucket.tokens + ((at - bucket.at) / 3_600_000) * perHour;
		const tokens = Math.min(perHour, refilled);
		if (tokens < 1) return false;
		buckets.set(key, { tokens: tokens - 1, at });
		return true;
	};
}
