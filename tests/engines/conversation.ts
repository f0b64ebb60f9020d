import { expect } from 'vitest';
import { Visitor } from './visitor.ts';

/** Somebody who has messages before them, in the widget or in the inbox. */
export class Conversation extends Visitor {
	/** The texts of all messages, in the order of the screen. */
	texts(): Promise<string[]> {
		return this.read('[data-testid=message] .text', (found) =>
			found.map((text) => text.textContent)
		);
	}

	/** What became of one's own last message, and with it of all before it: they are sent in order. */
	delivery(): Promise<string | undefined> {
		return this.read('[data-own=true]', (found) => found.at(-1)?.dataset.delivery);
	}

	connection(): Promise<string | undefined> {
		return this.read('[data-testid=connection]', ([dot]) => dot?.dataset.state);
	}

	/** Opens the widget's panel, if it is not open; whoever opens it writes. */
	async open(): Promise<void> {
		await expect.poll(() => this.#isOpen(), { message: 'the panel opens' }).toBe(true);
		await expect.poll(() => this.connection()).toBe('connected');
		await this.click('textarea');
	}

	/** A page that is loaded anew may open it by itself, and so close it with a click that came too late. */
	async #isOpen(): Promise<boolean> {
		const state = await this.read('[data-testid=chat-button]', ([button]) => [
			button?.ariaExpanded,
			button?.ariaBusy
		]);
		if (state[0] === 'true') return true;
		if (state[0] === 'false' && state[1] === 'false') await this.click('[data-testid=chat-button]');
		return false;
	}

	/** Writes a text and sends it with Enter. */
	async send(text: string): Promise<void> {
		await this.type(text);
		await this.page.press(['Enter']);
	}
}
