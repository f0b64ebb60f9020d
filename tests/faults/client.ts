import type { Browser, BrowserContext, Page } from '@playwright/test';
import { Conversation, Widget } from '../e2e/support/screens.ts';
import { signIn } from '../e2e/support/sign-in-page.ts';
import type { Person } from '../fixtures/people.ts';
import type { ClientName } from './plan.ts';

/** A bubble on a screen. */
export interface Bubble {
	text: string;
	/** 'waiting', 'sending' or 'failed' until it is known to be stored. */
	delivery: string;
}

const PATIENCE_MS = 60_000;

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A person at a browser with the chat open. What they do, they do one after the other. */
export class Client {
	readonly name: ClientName;
	/** Every text that the composer took, in order. */
	readonly typed: string[] = [];
	readonly #page: Page;
	readonly #chatId: string;
	readonly #stranger: Cookies;
	#work: Promise<void> = Promise.resolve();
	#count = 0;

	private constructor(name: ClientName, page: Page, chatId: string, stranger: Cookies) {
		this.name = name;
		this.#page = page;
		this.#chatId = chatId;
		this.#stranger = stranger;
	}

	/** Signs a person in, in a browser whose requests can be told by their user agent, and opens the chat. */
	static async open(
		browser: Browser,
		options: {
			name: ClientName;
			person: Person;
			chatId: string;
			address: string;
			/** The session of somebody else who uses this browser too. */
			stranger: Cookies;
		}
	): Promise<Client> {
		const { name, person, chatId, address, stranger } = options;
		const context = await browser.newContext({ baseURL: address, userAgent: userAgent(name) });
		context.setDefaultTimeout(PATIENCE_MS);
		const page = await signIn(context, person, name === 'admin' ? '/admin' : '/');
		const client = new Client(name, page, chatId, stranger);
		await client.#openChat();
		return client;
	}

	/** Types a text and sends it, after whatever this person is doing. */
	send(): void {
		this.#do(() => this.#send());
	}

	/** Sends a text and loads the page anew at once. */
	sendAndReload(): void {
		this.#do(async () => {
			await this.#send();
			await this.#openChat();
		});
	}

	/**
	 * Sends a text, and before it has got through somebody else signs in in this browser: the page has to
	 * stop. Then the person is back and loads it anew.
	 */
	sendAndYield(): void {
		this.#do(async () => {
			const context = this.#page.context();
			await this.#send();
			const own = await context.cookies();
			await context.addCookies(this.#stranger);
			await this.#page.getByTestId('session-ended').waitFor();
			await context.addCookies(own);
			await this.#openChat();
		});
	}

	/** Resolves when all is done that was asked for. @throws what stopped it */
	idle(): Promise<void> {
		return this.#work;
	}

	/** Every bubble of the chat, from top to bottom: the list draws only those around its reader. */
	async allBubbles(): Promise<Bubble[]> {
		const list = this.#conversation.root.getByRole('log');
		const all = new Map<string, Bubble>();
		await list.press('Home');
		for (let before = -1; all.size > before;) {
			await list.evaluate(
				() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
			);
			before = all.size;
			for (const bubble of await this.bubbles()) all.set(bubble.text, bubble);
			await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
		}
		return [...all.values()];
	}

	/** What is on screen now, from top to bottom; nothing while the page is being loaded. */
	async bubbles(): Promise<Bubble[]> {
		try {
			// Found and read in one script: between two, a bubble could change its place. Playwright's
			// evaluateAll is two, the search for the elements and the reading of what was found.
			return await this.#conversation.root.evaluate(
				(root) =>
					[...root.querySelectorAll('[data-testid="message"]')].map((bubble) => ({
						text: bubble.querySelector('.text')?.textContent ?? '',
						delivery: bubble.getAttribute('data-delivery') ?? ''
					})),
				null,
				{ timeout: 500 }
			);
		} catch {
			return [];
		}
	}

	/** Presses Retry under every failed message, as its writer would. Returns how many. */
	async retryFailed(): Promise<number> {
		const buttons = this.#conversation.root.getByRole('button', { name: 'Retry' });
		const count = await buttons.count();
		if (count > 0) await buttons.first().click();
		return count;
	}

	/** Goes to the start of the list, where the page before is read. */
	async scrollUp(): Promise<void> {
		await this.#conversation.root.getByRole('log').press('Home');
	}

	get #conversation(): Conversation {
		if (this.name !== 'admin') return new Widget(this.#page);
		return new Conversation(this.#page.getByRole('main'));
	}

	#do(work: () => Promise<void>): void {
		this.#work = this.#work.then(work);
		// Whoever awaits `idle` is told; until then it is nobody's unhandled rejection.
		this.#work.catch(() => {});
	}

	async #send(): Promise<void> {
		const text = `${this.name} ${++this.#count}`;
		const { composer } = this.#conversation;
		await composer.fill(text);
		this.typed.push(text);
		await composer.press('Enter');
		await this.#until(async () => (await composer.inputValue()) === '');
	}

	/** Loads the page until the server can show it: a person would do the same. */
	async #openChat(): Promise<void> {
		const path = this.name === 'admin' ? `/admin/${this.#chatId}` : '/';
		await this.#until(async () => {
			const response = await this.#page.goto(path).catch(() => null);
			return response?.ok() === true;
		});
		if (this.name !== 'admin') await new Widget(this.#page).open();
		await this.#conversation.composer.waitFor();
	}

	async #until(holds: () => Promise<boolean>): Promise<void> {
		const deadline = Date.now() + PATIENCE_MS;
		while (!(await holds())) {
			if (Date.now() > deadline) throw new Error(`${this.name} waits in vain`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

const PREFIX = 'faults/';

/** How a client's requests are told from others'. */
export function userAgent(name: ClientName): string {
	return `Mozilla/5.0 Chrome/140.0.0.0 ${PREFIX}${name}`;
}

/** The client of a user agent, if it is one. */
export function clientOf(userAgent: string): string | undefined {
	return userAgent.includes(PREFIX) ? userAgent.split(PREFIX).at(-1) : undefined;
}
