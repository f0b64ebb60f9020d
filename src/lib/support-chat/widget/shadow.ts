import { mount, unmount, type Snippet } from 'svelte';
import Inside from './Inside.svelte';

const texts = new Map<string, string>();
// A sheet made by script, because a content policy may forbid <style> elements. Browsers only.
const sheet = import.meta.env.SSR ? undefined : new CSSStyleSheet();

/** Takes a component's styles for the widget. The Vite plugin writes the calls. */
export function addStyles(css: string, key = css): void {
	texts.set(key, css);
	sheet!.replaceSync([...texts.values()].join(''));
}

/**
 * Svelte attachment: renders `content` into the element's shadow root, which the page's styles do
 * not reach, and whose styles do not reach the page.
 */
export function inShadow(content: Snippet): (host: HTMLElement) => () => void {
	return (host) => {
		const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
		root.adoptedStyleSheets = [sheet!];
		if (import.meta.env.DEV && !texts.size) {
			console.error(
				'The support chat has no styles: add `supportChat()` of support-chat/vite-plugin.ts to the plugins in vite.config.'
			);
		}
		const inside = mount(Inside, { target: root, props: { content } });
		return () => void unmount(inside);
	};
}
