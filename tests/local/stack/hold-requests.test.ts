import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createServer, type Plugin } from 'vite';
import { holdRequests } from '../../../supabase/local/hold-requests.ts';

test('a request that arrives before Supabase is up is held until it is', async () => {
	const order: string[] = [];
	const page: Plugin = {
		name: 'page',
		configureServer: ({ middlewares }) => {
			middlewares.use((_request, response) => {
				order.push('page');
				response.end('page');
			});
		}
	};
	const supabase = Promise.withResolvers<void>();
	const vite = await createServer({
		configFile: false,
		logLevel: 'silent',
		server: { middlewareMode: true, ws: false },
		plugins: [holdRequests(supabase.promise), page]
	});
	onTestFinished(() => vite.close());
	const arrived = Promise.withResolvers<void>();
	const server = createHttpServer((request, response) => {
		// Without the hold, the request reaches the page before this returns.
		vite.middlewares(request, response);
		arrived.resolve();
	}).listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await once(server, 'listening');

	const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	await arrived.promise;
	order.push('Supabase');
	supabase.resolve();
	expect(await (await answer).text()).toBe('page');
	expect(order).toEqual(['Supabase', 'page']);
});
