/** Resolves in a new task, after pending user input. */
export function nextTask(): Promise<void> {
	// Not in Safari.
	return window.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Maximum wait for an idle or drawing browser. */
const PATIENCE_MS = 300;

/** Resolves when the browser is idle, after it has painted; at once while the page is hidden. */
export function idle(): Promise<void> {
	if (document.hidden) return Promise.resolve();
	return new Promise((resolve) => {
		// Not in older versions of Safari.
		if ('requestIdleCallback' in window)
			requestIdleCallback(() => resolve(), { timeout: PATIENCE_MS });
		else void painted().then(resolve);
	});
}

/** Resolves in a task after the next frame is painted; at once while the page is hidden. */
export function painted(): Promise<void> {
	if (document.hidden) return Promise.resolve();
	return new Promise((resolve) => {
		// The second task: what is typed at once is handled in the first.
		requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)));
		// A page's frame that is scrolled out of sight is not hidden, and draws nothing.
		setTimeout(resolve, PATIENCE_MS);
	});
}
