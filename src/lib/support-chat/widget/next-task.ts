/** Goes on in a task of its own, after what the user has typed meanwhile. */
export function nextTask(): Promise<void> {
	// Not in Safari.
	return window.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** How long a browser that has no rest is waited for. */
const PATIENCE_MS = 300;

/**
 * Goes on when the browser rests: what was mounted is painted, and so is what was typed into it. At once while
 * the page is not looked at.
 */
export function idle(): Promise<void> {
	if (document.hidden) return Promise.resolve();
	return new Promise((resolve) => {
		// Not in older Safaris.
		if ('requestIdleCallback' in window)
			requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS });
		else requestAnimationFrame(() => setTimeout(resolve));
	});
}
