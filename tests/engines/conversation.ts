import { expect } from 'vitest';
import { Visitor } from './visitor.ts';

/** A visitor with a conversation on screen, in the widget or the inbox. */
export class Conversation extends Visitor {
	/** The texts of all messages in screen order. */
	texts(): Promise<string[]> {
		return this.read('[data-testid=message] .text', (found) =>
			found.map((text) => text.textContent)
		);
	}

	/** Delivery state of the visitor's own last message; earlier ones are sent before it. */
	delivery(): Promise<string | undefined> {
		return this.read('[data-own=true]', (found) => found.at(-1)?.dataset.delivery);
	}

	connection(): Promise<string | undefined> {
		return this.read('[data-testid=connection]', ([dot]) => dot?.dataset.state);
	}

	/** Opens the widget's panel if it is closed, and focuses the composer. */
	async open(): Promise<void> {
		await expect.poll(() => this.#isOpen(), { message: 'the panel opens' }).toBe(true);
		await expect.poll(() => this.connection()).toBe('connected');
		await this.click('textarea');
	}

	/** Clicks only a closed, idle launcher: after a reload the panel may reopen, and a click would close it. */
	async #isOpen(): Promise<boolean> {
		const state = await this.read('[data-testid=chat-button]', ([button]) => [
			button?.ariaExpanded,
			button?.ariaBusy
		]);
		if (state[0] === 'true') return true;
		if (state[0] === 'false' && state[1] === 'false') await this.click('[data-testid=chat-button]');
		return false;
	}

	/** Types a text and sends it with Enter. */
	async send(text: string): Promise<void> {
		await this.type(text);
		await this.page.press(['Enter']);
	}
}
