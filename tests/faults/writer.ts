import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import type { Conversation } from '../e2e/support/screens.ts';
import { pasteFiles } from '../e2e/support/sent-files.ts';
import { readBubbles } from './bubble.ts';
import { makeFile, type ChosenFile } from './chosen-file.ts';
import type { Draft } from './plan.ts';

/** Longest wait for anything that a page has to do. */
export const PATIENCE_MS = 60_000;

/** A person at the composer of a chat. */
export class Writer {
	/** What was sent, in order: every text or, of files only, their names. */
	readonly typed: string[] = [];
	/** The files that were sent with one of those. */
	readonly files = new Map<string, ChosenFile[]>();
	/** Those that were taken back and sent anew. */
	readonly sentAnew = new Set<string>();
	readonly #name: string;
	readonly #page: Page;
	readonly #find: () => Conversation;
	#count = 0;

	/**
	 * @param name how every text begins
	 * @param find the chat on the page
	 */
	constructor(name: string, page: Page, find: () => Conversation) {
		this.#name = name;
		this.#page = page;
		this.#find = find;
	}

	/** Writes a message; resolves when it has left the composer. */
	async send({ files: kinds, hasText }: Draft): Promise<void> {
		const name = `${this.#name} ${++this.#count}`;
		const files: ChosenFile[] = [];
		for (const kind of kinds) files.push(await makeFile(this.#page, kind, name));
		const text = hasText ? name : '';
		const key = text || files.map((file) => file.name).join(', ');
		await this.#attach(files, files.length);
		await this.#find().composer.fill(text);
		this.typed.push(key);
		if (files.length > 0) this.files.set(key, files);
		await this.#enter();
	}

	/**
	 * Does with the failed messages what their writer would: Retry, or, where their files are lost, Edit and
	 * Send. Returns how many have failed.
	 */
	async retryFailed(): Promise<number> {
		const failed = this.#find().root.locator('[data-delivery="failed"]');
		const count = await failed.count();
		if (count === 0) return 0;
		const edit = failed.first().getByRole('button', { name: 'Edit' });
		if (await edit.isVisible()) await this.#sendAnew(edit);
		else await failed.first().getByRole('button', { name: 'Retry' }).click();
		return count;
	}

	/** Takes the first failed message back, adds what of its files is lost, and sends it. */
	async #sendAnew(edit: Locator): Promise<void> {
		const { root } = this.#find();
		const shown = await readBubbles(root);
		const key = shown.find(({ delivery }) => delivery === 'failed')?.text ?? '';
		await edit.click();
		await until(this.#name, async () =>
			(await readBubbles(root)).every(({ delivery }) => delivery !== 'failed')
		);
		this.sentAnew.add(key);
		const files = this.files.get(key) ?? [];
		const kept = (await this.#chosen.allTextContents()).join();
		const lost = files.filter(({ name }) => !kept.includes(name));
		await this.#attach(lost, files.length);
		await this.#enter();
	}

	/** Pastes files; resolves when `count` are chosen. */
	async #attach(files: ChosenFile[], count: number): Promise<void> {
		if (files.length > 0) await pasteFiles(this.#find().composer, files);
		await until(this.#name, async () => (await this.#chosen.count()) === count);
	}

	/** Sends what is in the composer; resolves when it is on its way. */
	async #enter(): Promise<void> {
		const { composer } = this.#find();
		await composer.press('Enter');
		await until(
			this.#name,
			async () => (await composer.inputValue()) === '' && (await this.#chosen.count()) === 0
		);
	}

	get #chosen(): Locator {
		return this.#find().root.getByTestId('chosen-file');
	}
}

/** @throws Error with the name of who waits when it does not hold within PATIENCE_MS */
export async function until(name: string, holds: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`${name} timed out`);
		await sleep(50);
	}
}
