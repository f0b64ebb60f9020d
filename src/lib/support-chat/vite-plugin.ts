import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** A component that is rendered in the widget's shadow root. */
const INSIDE = /\/support-chat\/(widget\/[^?]+|conversation\/[^?]+\?shadow)$/;
const STYLE_IMPORT = /^import ".+\?svelte&type=style&lang\.css";$/m;
const STYLE_FILE = /\/support-chat\/(\w+\/)+\w+\.svelte(\.shadow)?\.css\?inline$/;
const SHADOW = fileURLToPath(new URL('widget/shadow.ts', import.meta.url)).replaceAll('\\', '/');

/**
 * Vite plugin that puts the widget's styles into its shadow root. Svelte links them into the page, whose
 * styles do not reach the shadow root, or writes `<style>` elements, which a strict content security
 * policy forbids. Here they become text, which `widget/shadow.ts` adopts.
 *
 * Components that the inbox uses too are compiled a second time for the widget, as `….svelte?shadow`:
 * the inbox is an ordinary page, with linked styles that apply before any script runs.
 */
export function supportChat(): Plugin {
	let serving = false;
	return {
		name: 'support-chat',
		// After Svelte has compiled a component, before Vite resolves the imports in it.
		enforce: 'post',
		configResolved: ({ command }) => void (serving = command === 'serve'),
		applyToEnvironment: ({ config }) => config.consumer === 'client',

		resolveId: {
			order: 'pre',
			async handler(source, importer) {
				if (STYLE_FILE.test(source)) return source;
				if (!importer || !INSIDE.test(importer) || !source.endsWith('.svelte')) return;
				const found = await this.resolve(source, importer, { skipSelf: true });
				return found?.id.includes('/support-chat/conversation/') ? `${found.id}?shadow` : found;
			}
		},

		load: {
			order: 'pre',
			filter: { id: STYLE_FILE },
			handler(id) {
				return { code: stylesOf(this, componentOf(id)), moduleType: 'css' };
			}
		},

		transform: {
			filter: { id: INSIDE, code: STYLE_IMPORT },
			handler(code, id) {
				const adopt = `import { addStyles as $$addStyles } from ${JSON.stringify(SHADOW)};`;
				const lines = serving
					? // In the component itself, so that an edit of its styles updates the component.
						`${adopt}$$addStyles(${JSON.stringify(stylesOf(this, id))}, ${JSON.stringify(id)});`
					: `${adopt}import $$styles from ${JSON.stringify(styleFileOf(id))};$$addStyles($$styles);`;
				// One line for one line, so that the source map stays right.
				return { code: code.replace(STYLE_IMPORT, () => lines), map: null };
			}
		}
	};
}

/** Module id of a component's styles. Svelte's own plugin must not recognise it. */
function styleFileOf(component: string): string {
	return `${component.replace('?', '.')}.css?inline`;
}

function componentOf(styleFile: string): string {
	return styleFile.replace('.css?inline', '').replace('.svelte.', '.svelte?');
}

/** A component's styles, as compiled by Svelte's own plugin. */
function stylesOf(context: Rolldown.PluginContext, component: string): string {
	return context.getModuleInfo(component)?.meta.svelte.css.code;
}
