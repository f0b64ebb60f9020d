/** Has the browser save a value as a file of JSON. */
export function downloadJson(value: unknown, name: string): void {
	const blob = new Blob([JSON.stringify(value, null, '\t')], { type: 'application/json' });
	const url = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has begun to read it by the next task.
	setTimeout(() => URL.revokeObjectURL(url), 0);
}
