import type { BrowserContext, Disposable } from '@playwright/test';

declare global {
	interface Window {
		/** JSON by the name of the function of the database that is answered with it. */
		fixedAnswers?: Record<string, unknown>;
	}
}

/** Functions that are answered in the pages of a context. */
const fixed = new WeakMap<BrowserContext, Map<string, Disposable>>();

/**
 * Answers calls of a function of the database inside all pages of a context, so that what other tests write does not
 * change what these pages show. Without a request: a route would turn off the browser's cache, and send each request
 * of the page through Playwright.
 *
 * @param rpc the function's name
 */
export async function fixAnswer(
	context: BrowserContext,
	rpc: string,
	json: unknown
): Promise<void> {
	const script = await context.addInitScript(answer, { rpc, json });
	const ofContext = fixed.get(context) ?? new Map<string, Disposable>();
	fixed.set(context, ofContext.set(rpc, script));
}

/** Lets calls of the function reach the server, or a route, from all pages of a context from now on. */
export async function letThrough(context: BrowserContext, rpc: string): Promise<void> {
	const script = fixed.get(context)?.get(rpc);
	if (!script) return;
	fixed.get(context)!.delete(rpc);
	await script.dispose();
	for (const page of context.pages()) {
		await page.evaluate((rpc) => delete window.fixedAnswers?.[rpc], rpc);
	}
}

function answer({ rpc, json }: { rpc: string; json: unknown }): void {
	if (window.fixedAnswers) {
		window.fixedAnswers[rpc] = json;
		return;
	}
	const answers: Record<string, unknown> = { [rpc]: json };
	window.fixedAnswers = answers;
	const send = window.fetch;
	window.fetch = (target, init) => {
		const { pathname } = new URL(target instanceof Request ? target.url : target, location.href);
		const [, name = ''] = /^\/rest\/v1\/rpc\/(\w+)$/.exec(pathname) ?? [];
		return name in answers ? Promise.resolve(Response.json(answers[name])) : send(target, init);
	};
}
