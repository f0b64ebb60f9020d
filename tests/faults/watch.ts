import { storedOf, type Bubble } from './bubble.ts';
import type { Client } from './client.ts';

const PAUSE_MS = 200;

/** Records what one screen shows until `stop`. */
export class Watch {
	/** Texts of stored messages in screen order, one list per change. */
	readonly orders: string[][] = [];
	/** Texts that were on screen twice at once. */
	readonly doubled = new Set<string>();
	/** Texts that were shown as failed: a manual retry may put them out of order. */
	readonly failed = new Set<string>();
	#stopped = false;
	readonly #done: Promise<void>;

	constructor(client: Client) {
		this.#done = this.#watch(client);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		await this.#done;
	}

	async #watch(client: Client): Promise<void> {
		let last = '';
		while (!this.#stopped) {
			const bubbles = await client.bubbles();
			const now = JSON.stringify(bubbles);
			if (now !== last) this.#look(bubbles);
			last = now;
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}

	#look(bubbles: Bubble[]): void {
		const seen = new Set<string>();
		for (const { text, delivery } of bubbles) {
			if (seen.has(text)) this.doubled.add(text);
			seen.add(text);
			if (delivery === 'failed') this.failed.add(text);
		}
		this.orders.push(storedOf(bubbles).map(({ text }) => text));
	}
}
