import type { Arrival } from '../../core/alerts/alerts.ts';
import { unformatted } from '../../core/text/formatted.ts';
import type { TabLeader } from '../../core/alerts/tab-leader.ts';
import type { PageEnvironment } from '../../core/ports.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import { addStyles } from '../../conversation/shadow.ts';
import styles from './teaser.css?inline';

export interface TeaserOptions {
	/** The teaser is inserted before it. */
	anchor: HTMLElement;
	/** Takes the focus back when the teaser had it and is dismissed. */
	takeFocus(): void;
	/** Only one of the user's tabs shows a reply. */
	tabLeader: Pick<TabLeader, 'claim'>;
	environment: PageEnvironment;
	/** While muted, no teaser is shown. */
	isMuted(): boolean;
	/** Label of the button that dismisses it. */
	dismiss(): string;
	onopen(): void;
}

const CROSS = 'm6 6 12 12M18 6 6 18';
const SVG = 'http://www.w3.org/2000/svg';

/** Beside the launcher: who has replied, and the reply's beginning. A click opens the chat. */
export class Teaser {
	readonly #options: TeaserOptions;
	/** A live region: it must exist before its content, or the content is not read out. */
	readonly #status = document.createElement('div');
	readonly #stopWatching: () => void;
	/** The newest reply, until it is shown somewhere or read. */
	#waiting: Arrival | null = null;
	#wanted = false;

	constructor(options: TeaserOptions) {
		addStyles(styles, 'teaser');
		this.#options = options;
		this.#status.className = 'teaser-place';
		this.#status.role = 'status';
		options.anchor.before(this.#status);
		this.#status.onkeydown = (event) => event.key === 'Escape' && this.#hide();
		this.#stopWatching = options.environment.subscribe(() => void this.#tell());
	}

	/** Shows a new reply, now or once this tab is visible. */
	offer(arrival: Arrival): void {
		this.#waiting = arrival;
		void this.#tell();
	}

	/** Whether a teaser is wanted: the panel is closed, and replies are unread. */
	want(wanted: boolean): void {
		this.#wanted = wanted;
		if (wanted) return void this.#tell();
		this.#waiting = null;
		this.#hide();
	}

	stop(): void {
		this.#stopWatching();
		this.#status.remove();
	}

	/** Shows the waiting reply if this tab is visible and the first to claim it. */
	async #tell(): Promise<void> {
		const { tabLeader, environment, isMuted } = this.#options;
		const arrival = this.#waiting;
		if (!arrival || !this.#wanted || !environment.visible || isMuted()) return;
		this.#waiting = null;
		// The lock may be refused while the page unloads.
		const ours = await tabLeader.claim(arrival.chatId, arrival.seq).catch(() => false);
		if (ours && this.#wanted) this.#show(arrival);
	}

	#show({ from, text }: Arrival): void {
		const { dismiss, onopen } = this.#options;
		const teaser = element('div', 'teaser');
		teaser.dataset.testid = 'teaser';
		const open = element('button', 'teaser-open');
		const [line = ''] = unformatted(text).trim().split('\n');
		open.append(named('strong', sanitizeDisplayText(from)), named('span', line));
		open.onclick = onopen;
		const close = element('button', 'teaser-dismiss');
		close.ariaLabel = dismiss();
		close.append(cross());
		close.onclick = () => this.#hide();
		open.type = close.type = 'button';
		teaser.append(open, close);
		this.#status.replaceChildren(teaser);
	}

	#hide(): void {
		if (this.#status.matches(':focus-within')) this.#options.takeFocus();
		this.#status.replaceChildren();
	}
}

function element<Tag extends 'div' | 'button'>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	made.className = name;
	return made;
}

/** Text that a person wrote, in its own direction. */
function named(tag: 'strong' | 'span', text: string): HTMLElement {
	const made = document.createElement(tag);
	made.dir = 'auto';
	made.textContent = text;
	return made;
}

function cross(): SVGElement {
	const icon = document.createElementNS(SVG, 'svg');
	icon.setAttribute('viewBox', '0 0 24 24');
	icon.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', CROSS);
	icon.append(path);
	return icon;
}
