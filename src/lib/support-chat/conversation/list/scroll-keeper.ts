/** A reader nearer to the end than this, in px, counts as being there. */
const NEAR_END_PX = 48;
/** Input by which a reader scrolls; it interrupts smooth scrolling. */
const BY_HAND = ['wheel', 'pointerdown', 'keydown'];

export interface ScrollKeeperOptions {
	/** Whether the last item is rendered; else the end of the scroll area is not the list's. */
	hasEnd(): boolean;
	/** Called on each scroll. */
	onMove(): void;
}

/**
 * Keeps the reader's place in a scrolled list while items are added and dropped: the end if the list is
 * there, otherwise the same item.
 */
export class ScrollKeeper {
	readonly #options: ScrollKeeperOptions;
	#node: HTMLElement | null = null;
	#atEnd = true;
	/** Scrolling smoothly to the end; the reader counts as being there already. */
	#gliding = false;
	/** The last known `scrollTop`: the event of a scroll fires up to a frame after it. */
	#place = 0;
	/** Visible items and where each ended: the top of one may change with the item before it. */
	#inSight: [item: Element, end: number][] = [];
	#focused = false;

	constructor(options: ScrollKeeperOptions) {
		this.#options = options;
	}

	get atEnd(): boolean {
		return this.#atEnd;
	}

	/** Distance from the top of the scroll area, in px. */
	get above(): number {
		return this.#node?.scrollTop ?? 0;
	}

	/** Distance from the bottom of the scroll area, in px. */
	get below(): number {
		const node = this.#node;
		return node ? node.scrollHeight - node.clientHeight - node.scrollTop : 0;
	}

	/** Svelte attachment for the scrolling element, whose only child contains the content. */
	attach = (node: HTMLElement): (() => void) => {
		this.#node = node;
		this.toEnd();
		// The composer grows, an on-screen keyboard opens, the panel gets its size.
		const sizes = new ResizeObserver(() => {
			this.#noticeScroll();
			if (this.#atEnd) this.toEnd();
		});
		const listening = new AbortController();
		const options = { passive: true, signal: listening.signal };
		node.addEventListener('scroll', () => this.#onScroll(), options);
		for (const type of BY_HAND) {
			node.addEventListener(type, () => (this.#gliding = false), options);
		}
		sizes.observe(node);
		if (node.firstElementChild) sizes.observe(node.firstElementChild);
		return () => {
			listening.abort();
			sizes.disconnect();
			this.#node = null;
		};
	};

	/** Call it before the list changes. */
	beforeChange(): void {
		const node = this.#node;
		this.#inSight = [];
		this.#noticeScroll();
		if (!node || this.#atEnd) return;
		this.#focused = node.matches(':focus-within');
		const { top, bottom } = node.getBoundingClientRect();
		for (const item of node.querySelectorAll('li')) {
			const box = item.getBoundingClientRect();
			if (box.bottom > top && box.top < bottom) this.#inSight.push([item, box.bottom - top]);
		}
	}

	/** Call it after the list has changed. */
	afterChange(): void {
		const node = this.#node;
		if (!node) return;
		if (this.#atEnd) return this.toEnd();
		const [item, end] = this.#inSight.find(([item]) => item.isConnected) ?? [];
		if (item) node.scrollTop += endIn(node, item) - end!;
		// The focused link was dropped: keep keyboard scrolling working.
		if (this.#focused && !node.matches(':focus-within')) node.focus({ preventScroll: true });
	}

	/** Scrolls to the end, or less far to keep a selector's item in view; returns whether less far. */
	toEndFrom(item: string): boolean {
		this.toEnd();
		const node = this.#node;
		const found = node?.querySelector(item);
		if (!node || !found) return false;
		const hidden = node.getBoundingClientRect().top - found.getBoundingClientRect().top;
		if (hidden <= 0) return false;
		this.#atEnd = false;
		node.scrollTop -= hidden;
		return true;
	}

	/** Scrolls to the current item, and focuses it if nothing else has the focus. */
	toCurrent(): void {
		const item = this.#node?.querySelector<HTMLElement>('li[aria-current]');
		if (!item) return;
		this.#atEnd = this.#gliding = false;
		item.scrollIntoView({ block: 'center' });
		item.tabIndex = -1;
		if (document.activeElement === document.body) item.focus({ preventScroll: true });
	}

	toStart(): void {
		this.#atEnd = this.#gliding = false;
		if (this.#node) this.#node.scrollTop = 0;
	}

	/** Scrolls to the end; `smoothly` animates the last screen, except with reduced motion. */
	toEnd(smoothly = false): void {
		const node = this.#node;
		this.#atEnd = true;
		this.#gliding = false;
		if (!node) return;
		const end = node.scrollHeight - node.clientHeight;
		const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
		if (smoothly && !reducedMotion) {
			node.scrollTop = Math.max(node.scrollTop, end - node.clientHeight);
			this.#gliding = true;
			node.scrollTo({ top: end, behavior: 'smooth' });
		} else {
			node.scrollTop = end;
			this.#place = node.scrollTop;
		}
	}

	/** Accounts for a scroll whose event has not fired yet; otherwise it would be undone. */
	#noticeScroll(): void {
		if (this.above !== this.#place) this.#locate();
	}

	#onScroll(): void {
		this.#locate();
		this.#options.onMove();
	}

	#locate(): void {
		this.#place = this.above;
		const isThere = this.#options.hasEnd() && this.below < NEAR_END_PX;
		if (isThere) this.#gliding = false;
		this.#atEnd = isThere || this.#gliding;
	}
}

/** Distance from the top of the scrolling element to the end of an item, in px. */
function endIn(node: Element, item: Element): number {
	return item.getBoundingClientRect().bottom - node.getBoundingClientRect().top;
}
