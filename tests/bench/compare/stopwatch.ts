/** Where a chat has its field and its messages: selectors, each within the shadow root of the one before. */
export interface Places {
	field: string[];
	/** All messages; the last one is the newest. */
	messages: string[];
}

export interface Watched extends Places {
	/** Text of the last message; '' for none. */
	lastText: string;
	/** A task is long from here on, in milliseconds: https://w3c.github.io/longtasks/ */
	longMs: number;
}

declare global {
	interface Window {
		/** Milliseconds from the first click until the field shows a typed letter. */
		typed: Promise<number>;
		/** Until the last message is painted within the page. */
		lastShown: Promise<number>;
		/** Milliseconds by which the page's tasks have exceeded `longMs`, together. */
		blocking: number;
	}
}

/**
 * Runs in the page, and in each of its frames, before their own scripts. A chat that does not focus its field, as some
 * do not, gets the focus from here as soon as the field is visible: its user would have to click once more.
 */
export function startStopwatch({ field, messages, lastText, longMs }: Watched): void {
	// Removes the draft of the last page, and from Rocket.Chat's state that its window was open.
	for (const key of Object.keys(localStorage)) {
		if (key.startsWith('support-chat:draft:') || key === 'store') localStorage.removeItem(key);
	}
	const page = window.top!;
	page.blocking ??= 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) page.blocking += Math.max(0, duration - longMs);
	}).observe({ type: 'longtask', buffered: true });

	const painted = (): Promise<number> =>
		new Promise((resolve) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(null);
			});
		});
	const find = (root: ParentNode, path: string[]): HTMLElement | undefined => {
		let place: ParentNode | null | undefined = root;
		for (const selector of path.slice(0, -1)) place = place?.querySelector(selector)?.shadowRoot;
		return [...(place?.querySelectorAll<HTMLElement>(path.at(-1)!) ?? [])].at(-1);
	};
	const isVisible = (element: HTMLElement | undefined) => {
		if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
			return false;
		const { top, bottom, height } = element.getBoundingClientRect();
		return height > 0 && top < innerHeight && bottom > 0;
	};
	const type = async (root: ParentNode, clicked: number) => {
		while (!isVisible(find(root, field))) await painted();
		const found = find(root, field)!;
		found.focus();
		const text = () => (found as HTMLTextAreaElement).value ?? found.textContent;
		const before = text();
		document.execCommand('insertText', false, 'a');
		while (text() === before) await painted();
		return (await painted()) - clicked;
	};
	const show = async (root: ParentNode, clicked: number) => {
		const last = () => find(root, messages);
		while (!last()?.textContent?.includes(lastText) || !isVisible(last())) await painted();
		return (await painted()) - clicked;
	};
	const clicked = new Promise<{ root: ParentNode; time: number }>((resolve) => {
		const onClick = (event: Event) => {
			const root = (event.composedPath()[0] as Node).getRootNode() as Document | ShadowRoot;
			resolve({ root, time: event.timeStamp });
		};
		window.addEventListener('click', onClick, { capture: true, once: true });
	});
	window.typed = clicked.then(({ root, time }) => type(root, time));
	window.lastShown = lastText
		? clicked.then(({ root, time }) => show(root, time))
		: clicked.then(() => 0);
}
