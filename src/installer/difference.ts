/** The lines that go, marked with -, and those that come, marked with +; what is the same around is left out. */
export function difference(before: string, after: string): string {
	const [old, now] = [before, after].map((text) => text.split(/\r?\n/)) as [string[], string[]];
	const shorter = Math.min(old.length, now.length);
	let start = 0;
	while (start < shorter && old[start] === now[start]) start++;
	let end = 0;
	while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
	return [
		...old.slice(start, old.length - end).map((line) => `  - ${line}`),
		...now.slice(start, now.length - end).map((line) => `  + ${line}`)
	].join('\n');
}
