import type { SavedReply } from '../../core/saved-reply.ts';
import { fold } from '../../core/text/fold.ts';

interface Entry {
	reply: SavedReply;
	/** Folded, and its words alone, each after a space. */
	title: string;
	words: string;
	/** Folded when first needed, which takes longest. */
	content: string | null;
}

/** Searches saved replies by their titles and contents. */
export class ReplySearch {
	readonly #entries: Entry[];

	/** @param replies in the order in which equal matches are listed */
	constructor(replies: readonly SavedReply[]) {
		this.#entries = replies.map((reply) => {
			const title = fold(reply.title);
			return { reply, title, words: ` ${wordsOf(title)}`, content: null };
		});
	}

	/** The first `limit` replies that have all words of the query, the best match first; all without words. */
	find(query: string, limit: number): SavedReply[] {
		const whole = fold(query).trim();
		const words = whole.split(/\s+/).filter((word) => word !== '');
		const ranks: SavedReply[][] = Array.from({ length: 6 }, () => []);
		for (const entry of this.#entries) {
			const rank = words.length > 0 ? rankOf(entry, whole, words) : 0;
			if (rank === null) continue;
			ranks[rank]!.push(entry.reply);
			// Nothing later is better.
			if (rank === 0 && ranks[0]!.length === limit) break;
		}
		return ranks.flat().slice(0, limit);
	}
}

/** How well an entry matches, 0 best; null when a word is in neither its title nor its content. */
function rankOf(entry: Entry, whole: string, words: readonly string[]): number | null {
	const { title } = entry;
	if (title === whole) return 0;
	if (title.startsWith(whole)) return 1;
	if (words.every((word) => entry.words.includes(` ${word}`))) return 2;
	const others = words.filter((word) => !title.includes(word));
	if (others.length === 0) return 3;
	const content = (entry.content ??= fold(entry.reply.content));
	if (!others.every((word) => content.includes(word))) return null;
	return others.length < words.length ? 4 : 5;
}

/** The letters and digits of a text, with one space between words. */
function wordsOf(text: string): string {
	return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
