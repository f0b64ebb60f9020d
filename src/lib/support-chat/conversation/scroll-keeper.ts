/** Nearer to the end than this counts as being there, in px. */
const NEAR_END_PX = 48;

/**
 * Keeps a scrolled list where its reader is: at the end when it is at the end, else on the same
 * message whatever is added above or below.
 */
export class ScrollKeeper {
	#node: HTMLElement | null = null;
	#atEnd = true;
	#height = 0;
	#top = 0;
	#onMove: (atEnd: boolean) => void;

	/** `onMove` hears of each scroll, and of getting to the end or leaving it. */
	constructor(onMove: (atEnd: boolean) => void) {
		this.#onMove = onMove;
	}

	get atEnd(): boolean {
		return this.#atEnd;
	}

	/** How far the reader is from the start, in px. */
	get fromStart(): number {
		return this.#node?.scrollTop ?? 0;
	}

	/** Svelte attachment for the scrolling element, whose only child holds the content. */
	attach = (node: HTMLElement): (() => void) => {
		this.#node = node;
		this.toEnd();
		const onScroll = () => {
			this.#atEnd = node.scrollHeight - node.clientHeight - node.scrollTop < NEAR_END_PX;
			this.#onMove(this.#atEnd);
		};
		// The composer grows, the phone's keyboard opens, the panel gets its size.
		const sizes = new ResizeObserver(() => {
			if (this.#atEnd) this.toEnd();
		});
		node.addEventListener('scroll', onScroll, { passive: true });
		sizes.observe(node);
		if (node.firstElementChild) sizes.observe(node.firstElementChild);
		return () => {
			node.removeEventListener('scroll', onScroll);
			sizes.disconnect();
			this.#node = null;
		};
	};

	/** To be called before the list changes. */
	beforeChange(): void {
		this.#height = this.#node?.scrollHeight ?? 0;
		this.#top = this.#node?.scrollTop ?? 0;
	}

	/** To be called after it changed; `above` tells that items were added above the reader. */
	afterChange(above: boolean): void {
		if (!this.#node) return;
		if (this.#atEnd) this.toEnd();
		else if (above) this.#node.scrollTop = this.#top + this.#node.scrollHeight - this.#height;
	}

	/** Goes to the end; `smoothly` where the reader likes motion, the last screen of the way. */
	toEnd(smoothly = false): void {
		const node = this.#node;
		this.#atEnd = true;
		if (!node) return;
		const end = node.scrollHeight - node.clientHeight;
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		if (smoothly && !calm) {
			node.scrollTop = Math.max(node.scrollTop, end - node.clientHeight);
			node.scrollTo({ top: end, behavior: 'smooth' });
		} else node.scrollTop = end;
	}
}
