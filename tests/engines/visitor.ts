import { expect } from 'vitest';
import type { Page } from './engine.ts';

/** A person on a page of the app. Actions wait for their target; tests await what they expect to see. */
export class Visitor {
	readonly page: Page;
	readonly #address: string;

	/** @param address the app's base URL */
	constructor(page: Page, address: string) {
		this.page = page;
		this.#address = address;
	}

	async goto(path: string): Promise<void> {
		await this.page.goto(this.#address + path);
	}

	path(): Promise<unknown> {
		return this.page.evaluate('location.pathname');
	}

	/** Signs in through the form and ends on `next`. */
	async signIn(person: { email: string; password: string }, next: string): Promise<void> {
		await this.goto(`/auth/sign-in?next=${encodeURIComponent(next)}`);
		for (const name of ['email', 'password'] as const) {
			await this.click(`input[name=${name}]`);
			await this.type(person[name]);
			await expect.poll(() => this.value(`input[name=${name}]`)).toBe(person[name]);
		}
		await this.page.press(['Enter']);
		await expect.poll(() => this.path()).toBe(next);
	}

	/**
	 * Calls a function with the elements of a selector, in the widget's shadow tree if there is one, else in
	 * the page. The function is sent as text, so it cannot use variables of its scope.
	 */
	async read<T>(selector: string, find: (elements: HTMLElement[]) => T): Promise<T> {
		const tree = "(document.querySelector('.support-chat')?.shadowRoot ?? document)";
		const elements = `[...${tree}.querySelectorAll(${JSON.stringify(selector)})]`;
		return (await this.page.evaluate(`(${find})(${elements})`)) as T;
	}

	value(selector: string): Promise<string | undefined> {
		return this.read(selector, ([field]) => (field as HTMLInputElement | undefined)?.value);
	}

	/** Whether the first match has the focus. Not by `:focus`, which Firefox matches only in active windows. */
	hasFocus(selector: string): Promise<boolean> {
		return this.read(selector, ([element]) => {
			const tree = element?.getRootNode() as Document | ShadowRoot | undefined;
			return tree?.activeElement === element;
		});
	}

	/** Clicks the centre of the first match, once it is stable and not covered. */
	async click(selector: string): Promise<void> {
		let at: [number, number] | null = null;
		const rests = async () => {
			const before = at;
			at = await this.read(selector, ([element]) => {
				if (!element) return null;
				const { x, y, width, height } = element.getBoundingClientRect();
				const middle: [number, number] = [x + width / 2, y + height / 2];
				const top = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(...middle);
				return element.contains(top) ? middle : null;
			});
			return at !== null && String(at) === String(before);
		};
		await expect.poll(rests, { message: `${selector} can be clicked` }).toBe(true);
		await this.page.click(...at!);
	}

	/** Types a text into the focused element. */
	type(text: string): Promise<void> {
		return this.page.press([...text]);
	}
}
