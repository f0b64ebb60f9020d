/** Nearer to the end than this counts as being there, in px. */
const NEAR_END_PX = 48;
/** The reader takes the scrolling into their own hands. */
const BY_HAND = ['wheel', 'pointerdown', 'keydown'];

export interface ScrollKeeperOptions {
	/** The last item of the list is drawn; without it, the end of the scrolled area is not the end. */
	hasEnd(): boolean;
	/** Hears of each scroll. */
	onMove(): void;
}

/**
 * Keeps a scrolled list where its reader is: at the end when it is at the end, else on the same
 * item, whatever is added or dropped above or below.
 */
export class ScrollKeeper {
	readonly #options: ScrollKeeperOptions;
	#node: HTMLElement | null = null;
	#atEnd = true;
	/** On the smooth way to the end: for what comes meanwhile, the reader is there. */
	#gliding = false;
	/** Where the reader is, as far as is known: the event of a scroll comes up to a frame after it. */
	#place = 0;
	/** The items in sight and where each ended: its head may change with the item before it. */
	#inSight: [item: Element, end: number][] = [];
	#focused = false;

	constructor(options: ScrollKeeperOptions) {
		this.#options = options;
	}

	get atEnd(): boolean {
		return this.#atEnd;
	}

	/** How far the reader is from the upper end of the scrolled area, in px. */
	get above(): number {
		return this.#node?.scrollTop ?? 0;
	}

	/** How far the reader is from its lower end, in px. */
	get below(): number {
		const node = this.#node;
		return node ? node.scrollHeight - node.clientHeight - node.scrollTop : 0;
	}

	/** Svelte attachment for the scrolling element, whose only child holds the content. */
	attach = (node: HTMLElement): (() => void) => {
		this.#node = node;
		this.toEnd();
		// The composer grows, the phone's keyboard opens, the panel gets its size.
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

	/** To be called before the list changes. */
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

	/** To be called after it changed. */
	afterChange(): void {
		const node = this.#node;
		if (!node) return;
		if (this.#atEnd) return this.toEnd();
		const [item, end] = this.#inSight.find(([item]) => item.isConnected) ?? [];
		if (item) node.scrollTop += endIn(node, item) - end!;
		// A link far away had the focus and was dropped: the keys shall go on scrolling.
		if (this.#focused && !node.matches(':focus-within')) node.focus({ preventScroll: true });
	}

	/** Goes to the end, or less far, for an item to be in sight; returns whether it was less far. */
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

	/** Goes to the item that is marked as the current one, with the focus too where it is nobody's. */
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

	/** Goes to the end; `smoothly` where the reader likes motion, the last screen of the way. */
	toEnd(smoothly = false): void {
		const node = this.#node;
		this.#atEnd = true;
		this.#gliding = false;
		if (!node) return;
		const end = node.scrollHeight - node.clientHeight;
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		if (smoothly && !calm) {
			node.scrollTop = Math.max(node.scrollTop, end - node.clientHeight);
			this.#gliding = true;
			node.scrollTo({ top: end, behavior: 'smooth' });
		} else {
			node.scrollTop = end;
			this.#place = node.scrollTop;
		}
	}

	/** Keeps up with a scroll whose event is still to come; else it would be undone. */
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

/** How far below the upper edge of the scrolling element an item ends. */
function endIn(node: Element, item: Element): number {
	return item.getBoundingClientRect().bottom - node.getBoundingClientRect().top;
}
