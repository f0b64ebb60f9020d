import {
	Timeline,
	type TimelineInput,
	type TimelineItem,
	type TimelineOptions
} from '../../conversation/list/timeline.ts';
import { placeNotes, type NoteEntry } from './place-notes.ts';

/**
 * A timeline with a chat's notes among its messages.
 *
 * @param source what the timeline shows a part of
 */
export function notesTimeline(
	entries: () => readonly NoteEntry[],
	source: () => { readonly hasOlder: boolean }
): typeof Timeline {
	return class extends Timeline {
		readonly #format: TimelineOptions['format'];

		constructor(options: TimelineOptions) {
			super(options);
			this.#format = options.format;
		}

		override layOut(input: TimelineInput): TimelineItem[] {
			const { messages, range = [0, messages.length], hasNewer } = input;
			const ends = {
				atStart: range[0] === 0 && !source().hasOlder,
				atEnd: range[1] === messages.length && !hasNewer
			};
			const dayKey = (date: Date) => this.#format.dayKey(date);
			return placeNotes(super.layOut(input), entries(), ends, dayKey);
		}
	};
}
