import type { BrowserContext } from '@playwright/test';

/**
 * Records content policy violations and uncaught errors of a context's pages. Browsers report a violation
 * twice: by an event in the page, which misses workers and early markup, and in the console.
 */
export async function watchPolicy(context: BrowserContext): Promise<string[]> {
	const violations: string[] = [];
	await context.exposeBinding('reportViolation', (_source, text: string) => violations.push(text));
	await context.addInitScript(() => {
		const { reportViolation } = window as unknown as { reportViolation(text: string): void };
		document.addEventListener('securitypolicyviolation', (event) => {
			const { effectiveDirective, blockedURI, sourceFile, sample } = event;
			reportViolation(`${effectiveDirective}: ${blockedURI} in ${sourceFile} ${sample}`);
		});
	});
	context.on('console', (message) => {
		const isPolicy = /content security policy|permissions policy|trusted\s?(type|html|script)/i;
		if (isPolicy.test(message.text())) violations.push(message.text());
	});
	context.on('weberror', (error) => violations.push(String(error.error())));
	return violations;
}
