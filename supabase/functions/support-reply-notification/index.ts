import { readDependencies } from './environment.ts';
import { handleRequest } from './handler.ts';

/** Defined by the platform's runtime only. */
declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void } | undefined;

const dependencies = readDependencies((name) => Deno.env.get(name), {
	keepAlive: (work) => {
		if (typeof EdgeRuntime !== 'undefined') EdgeRuntime.waitUntil(work);
	}
});

Deno.serve((request) => handleRequest(request, dependencies));
