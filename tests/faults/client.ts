import type { Browser, BrowserContext, Page } from '@playwright/test';
import { Conversation, Widget } from '../e2e/support/screens.ts';
import { signInByForm } from '../e2e/support/sign-in-page.ts';
import type { Person } from '../fixtures/people.ts';
import { readBubbles, type Bubble } from './bubble.ts';
import type { ClientName, Draft } from './plan.ts';
import { PATIENCE_MS, until, Writer } from './writer.ts';

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A person with the chat open in a browser. Actions run one after the other. */
export class Client {
	readonly name: ClientName;
	readonly writer: Writer;
	readonly #page: Page;
	readonly #chatId: string;
	readonly #stranger: Cookies;
	#work: Promise<void> = Promise.resolve();

	private constructor(name: ClientName, page: Page, chatId: string, stranger: Cookies) {
		this.name = name;
		this.writer = new Writer(name, page, () => this.#conversation);
		this.#page = page;
		this.#chatId = chatId;
		this.#stranger = stranger;
	}

	/** Signs a person in, in a browser identified by its user agent, and opens the chat. */
	static async open(
		browser: Browser,
		options: {
			name: ClientName;
			person: Person;
			chatId: string;
			address: string;
			/** The session of another user of this browser. */
			stranger: Cookies;
		}
	): Promise<Client> {
		const { name, person, chatId, address, stranger } = options;
		const context = await browser.newContext({ baseURL: address, userAgent: userAgent(name) });
		context.setDefaultTimeout(PATIENCE_MS);
		const page = await signInByForm(context, person, name === 'admin' ? '/admin' : '/');
		const client = new Client(name, page, chatId, stranger);
		await client.#openChat();
		return client;
	}

	/** Queues writing and sending a message. */
	send(draft: Draft): void {
		this.#do(() => this.writer.send(draft));
	}

	/** Queues sending a message and reloading the page at once. */
	sendAndReload(draft: Draft): void {
		this.#do(async () => {
			await this.writer.send(draft);
			await this.#openChat();
		});
	}

	/**
	 * Queues sending a message and replacing the browser's session before it is stored: the page must end.
	 * Then restores the session and reloads the page.
	 */
	sendAndYield(draft: Draft): void {
		this.#do(async () => {
			const context = this.#page.context();
			await this.writer.send(draft);
			const own = await context.cookies();
			await context.addCookies(this.#stranger);
			await this.#page.getByTestId('session-ended').waitFor();
			await context.addCookies(own);
			await this.#openChat();
		});
	}

	/** Resolves when all queued actions are done. @throws the first action's error */
	idle(): Promise<void> {
		return this.#work;
	}

	/** Every bubble of the chat, top to bottom, found by scrolling: the list renders only a window. */
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

	/** The rendered bubbles, top to bottom; empty while the page loads. */
	bubbles(): Promise<Bubble[]> {
		return readBubbles(this.#conversation.root).catch(() => []);
	}

	/** Scrolls to the start of the list, which loads the previous page. */
	async scrollUp(): Promise<void> {
		await this.#conversation.root.getByRole('log').press('Home');
	}

	get #conversation(): Conversation {
		if (this.name !== 'admin') return new Widget(this.#page);
		return new Conversation(this.#page.getByRole('main'));
	}

	#do(work: () => Promise<void>): void {
		this.#work = this.#work.then(work);
		// `idle` reports the error; until then it must not count as unhandled.
		this.#work.catch(() => {});
	}

	/** Reloads the page until the server responds, as a person would. */
	async #openChat(): Promise<void> {
		const path = this.name === 'admin' ? `/admin/${this.#chatId}` : '/';
		await until(this.name, async () => {
			const response = await this.#page.goto(path).catch(() => null);
			return response?.ok() === true;
		});
		if (this.name !== 'admin') await new Widget(this.#page).open();
		await this.#conversation.composer.waitFor();
	}
}

const PREFIX = 'faults/';

/** The user agent that identifies a client's requests. */
export function userAgent(name: ClientName): string {
	return `Mozilla/5.0 Chrome/140.0.0.0 ${PREFIX}${name}`;
}

/** The client's name in a user agent, if there is one. */
export function clientOf(userAgent: string): string | undefined {
	return userAgent.includes(PREFIX) ? userAgent.split(PREFIX).at(-1) : undefined;
}
