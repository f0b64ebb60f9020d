import type { Plugin, Rolldown } from 'vite';

/** A module whose components are rendered in a shadow root. */
const INSIDE =
	/\/support-chat\/(widget\/[^?]+|inbox\/element\/[^?]+|(conversation|inbox)\/[^?]+\?shadow)$/;
/** A component that pages render too, and that is compiled a second time for shadow roots. */
const SHARED = /\/support-chat\/(conversation|inbox)\//;
const STYLE_IMPORT = /^import ".+\?svelte&type=style&lang\.css";$/m;
const STYLE_FILE = /\/support-chat\/(\w+\/)+\w+\.svelte(\.shadow)?\.css\?inline$/;
/**
 * Small modules that depend on nothing else and that most parts of the chat use. Rolldown makes a file for each set
 * of parts that use some, nine in all, which every opened chat loads: together they weigh less.
 */
const SHARED_CODE = new RegExp(
	'/support-chat/(core/(chat-error|deadline|listeners|random-id|server-clock|sending/draft-keys|' +
		'sync/reachability|text/sanitize-display-text)|supabase/(errors|session/one-user)|conversation/browser/browser-ports|' +
		'languages/(language|reader))\\.ts$'
);
/** With the slashes that Vite uses, and no slash before the drive of Windows. */
const SHADOW = decodeURIComponent(
	new URL('conversation/shadow.ts', import.meta.url).pathname
).replace(/^\/(?=\w:)/, '');

/**
 * Vite plugin that puts the styles of the widget and of the inbox's element into their shadow roots.
 * Svelte links them into the page, whose styles do not reach a shadow root, or writes `<style>` elements,
 * which a strict content security policy forbids. Here they become text, which `conversation/shadow.ts`
 * adopts.
 *
 * Components that pages render too are compiled a second time for shadow roots, as `….svelte?shadow`: the
 * inbox's routes are ordinary pages, with linked styles that apply before any script runs.
 */
export function supportChat(): Plugin {
	let serving = false;
	const scopes = new ShortScopes();
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
				return found && SHARED.test(found.id) ? `${found.id}?shadow` : found;
			}
		},

		outputOptions(options) {
			const { codeSplitting = true, manualChunks, advancedChunks } = options;
			// The app splits its code in a way of its own.
			if (!codeSplitting || manualChunks || advancedChunks) return;
			const { groups = [], ...others } = codeSplitting === true ? {} : codeSplitting;
			const group = { name: 'chat-shared', test: SHARED_CODE };
			return { ...options, codeSplitting: { ...others, groups: [...groups, group] } };
		},

		load: {
			order: 'pre',
			filter: { id: STYLE_FILE },
			handler(id) {
				const styles = stylesOf(this, componentOf(id));
				return { code: scopes.shorten(styles, styles), moduleType: 'css' };
			}
		},

		transform: {
			filter: { id: INSIDE, code: STYLE_IMPORT },
			handler(code, id) {
				const styles = stylesOf(this, id);
				const adopt = `import { addStyles as $$addStyles } from ${JSON.stringify(SHADOW)};`;
				const lines = serving
					? // In the component itself, so that an edit of its styles updates the component.
						`${adopt}$$addStyles(${JSON.stringify(styles)}, ${JSON.stringify(id)});`
					: `${adopt}import $$styles from ${JSON.stringify(styleFileOf(id))};$$addStyles($$styles);`;
				// One line for one line, so that the source map stays right.
				const adopted = code.replace(STYLE_IMPORT, () => lines);
				return { code: serving ? adopted : scopes.shorten(adopted, styles), map: null };
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

/** Names for the classes by which Svelte scopes styles; in a shadow root they meet no others. */
class ShortScopes {
	/** The scope in Svelte's words, by its short name. */
	readonly #taken = new Map<string, string>();

	/** Shortens the scope of a component's `styles` in `code`. */
	shorten(code: string, styles: string): string {
		const [scope, hash] = /svelte-([\da-z]+)/.exec(styles) ?? [];
		return scope && hash ? code.replaceAll(scope, this.#nameOf(scope, hash)) : code;
	}

	#nameOf(scope: string, hash: string): string {
		for (let length = 4; length < hash.length; length++) {
			const name = `_${hash.slice(0, length)}`;
			const taken = this.#taken.get(name) ?? scope;
			this.#taken.set(name, taken);
			if (taken === scope) return name;
		}
		return scope;
	}
}
