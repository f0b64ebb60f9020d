/** What opens a list of suggestions while one types. */
export interface Trigger {
	/** The characters that open it, each one UTF-16 unit: input methods type a full-width variant. */
	characters: string;
	/** Whether only as the text's first character, or as the first of any word. */
	place: 'start' | 'word';
}

/** A trigger before the caret, and what is typed after it. */
export interface TriggerMatch {
	query: string;
	/** Range of the trigger and the query in the text. */
	from: number;
	to: number;
}

/** The trigger whose line the caret is on, with what stands between the two; null if there is none. */
export function readTrigger(text: string, caret: number, trigger: Trigger): TriggerMatch | null {
	const before = text.slice(0, caret);
	const from = trigger.place === 'start' ? 0 : lastTrigger(before, trigger);
	if (from < 0 || from >= caret || !isTrigger(before, from, trigger)) return null;
	const query = before.slice(from + 1);
	// A line break ends it, and so does a space: "/ " and "@ " are no query.
	if (query.includes('\n') || /^\s/.test(query)) return null;
	return { query, from, to: caret };
}

/** Whether the text has a trigger at this index. */
export function isTrigger(text: string, index: number, { characters }: Trigger): boolean {
	return index < text.length && characters.includes(text[index]!);
}

/** Index of the last trigger that begins a word; -1 if none does. */
function lastTrigger(text: string, trigger: Trigger): number {
	for (let index = text.length - 1; index >= 0; index--) {
		if (text[index] === '\n') return -1;
		const begins = index === 0 || /\s/.test(text[index - 1]!);
		if (begins && isTrigger(text, index, trigger)) return index;
	}
	return -1;
}
