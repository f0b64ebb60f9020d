import { setTimeout as sleep } from 'node:timers/promises';
import type { Widget } from '../../e2e/support/screens.ts';

/** From the begin of a text's send to that of the next. */
const PACE_MS = 120;
/** Longest wait until a text is sent. */
const PATIENCE_MS = 60_000;

export interface Times {
	/** From Enter until the message is shown as sent. */
	answered: number[];
	/** From Enter until the other side has it. */
	arrived: number[];
}

export function noTimes(): Times {
	return { answered: [], arrived: [] };
}

/** Sends one text after the other, at an even pace. */
export class Sender {
	readonly #widget: Widget;
	readonly #arrivals: Arrivals;
	#count = 0;

	constructor(widget: Widget, arrivals: Arrivals) {
		this.#widget = widget;
		this.#arrivals = arrivals;
	}

	/** Adds the times of `count` texts to `times`. */
	async send(count: number, times: Times): Promise<Times> {
		for (let sent = 0; sent < count; sent++) {
			const next = sleep(PACE_MS);
			const text = `Text number ${++this.#count}`;
			const arrival = this.#arrivals.of(text);
			const { start, answered } = await this.#widget.composer.evaluate(sendText, {
				text,
				patience: PATIENCE_MS
			});
			times.answered.push(answered - start);
			times.arrived.push((await arrival) - start);
			await next;
		}
		return times;
	}
}

/** Runs in the page: sends a text. Resolves with milliseconds since 1970 of its Enter and of it being shown as sent. */
function sendText(
	field: HTMLElement | SVGElement,
	{ text, patience }: { text: string; patience: number }
): Promise<{ start: number; answered: number }> {
	const now = () => performance.timeOrigin + performance.now();
	const list = (field.getRootNode() as ParentNode).querySelector('[role=log]')!;
	return new Promise((resolve, reject) => {
		(field as HTMLTextAreaElement).value = text;
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		const start = now();
		const timer = setTimeout(() => reject(new Error(`"${text}" was not sent.`)), patience);
		const observer = new MutationObserver(() => {
			const sent = [...list.querySelectorAll('[data-delivery=sent] .text')];
			if (sent.findLast((shown) => shown.textContent === text)) {
				observer.disconnect();
				clearTimeout(timer);
				resolve({ start, answered: now() });
			}
		});
		observer.observe(list, { subtree: true, childList: true, attributes: true });
		field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
	});
}

/** When texts arrive at the other side, in milliseconds since 1970. */
export class Arrivals {
	readonly #awaited = new Map<string, (time: number) => void>();

	of(text: string): Promise<number> {
		return new Promise((resolve) => this.#awaited.set(text, resolve));
	}

	arrived(text: string): void {
		this.#awaited.get(text)?.(performance.timeOrigin + performance.now());
		this.#awaited.delete(text);
	}
}
