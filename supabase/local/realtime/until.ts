/** Checks `holds` at once and then every `everyMs`; true once it holds, false after `timeoutMs`. */
export async function until(
	holds: () => boolean,
	{ timeoutMs, everyMs }: { timeoutMs: number; everyMs: number }
): Promise<boolean> {
	const deadline = Date.now() + timeoutMs;
	while (!holds()) {
		if (Date.now() >= deadline) return false;
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
	return true;
}
