/** Goes on in a task of its own, after what the user has typed meanwhile. */
export function nextTask(): Promise<void> {
	// Not in Safari.
	return window.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Goes on when what is mounted now has been painted; at once while the page is not looked at. */
export function painted(): Promise<void> {
	if (document.hidden) return Promise.resolve();
	return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
