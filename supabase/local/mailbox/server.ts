/**
 * The local mailbox: receives e-mails through Resend's API and from the local Auth, keeps them in memory
 * and shows them on a page.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Server } from 'node:http';
import { StackError } from '../errors.ts';
import { controls } from './controls.ts';
import { ResendError } from './errors.ts';
import { Faults } from './faults.ts';
import { htmlPart } from './html-part.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { Mails } from './mails.ts';
import type { NewMail } from './mails.ts';
import { listPage, mailPage } from './pages.ts';
import type { View } from './pages.ts';
import { RateLimit } from './rate-limit.ts';
import { resendApi } from './resend-api.ts';
import { STYLES } from './styles.ts';

const PAGE_POLICY = [
	"default-src 'none'",
	"style-src 'self'",
	'img-src data:',
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'"
].join('; ');

export interface MailboxOptions {
	/** 0 picks a free port. */
	port: number;
	host?: string;
	/** The clock of idempotency keys and rate limit, in milliseconds since 1970. */
	now?: () => number;
}

export interface Mailbox {
	/** Base URL of the page and the API, without a trailing slash. */
	readonly url: string;
	/** Delivers an e-mail directly. */
	add(mail: NewMail): void;
	/** Stops the server and aborts pending requests. */
	stop(): Promise<void>;
}

/** @throws StackError when the port is taken */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
	const { port, host = '127.0.0.1', now = Date.now } = options;
	const mails = new Mails();
	const stopping = new AbortController();
	const app = new Hono();
	app.onError((error) => {
		if (error instanceof ResendError) return error.toResponse();
		return new ResendError(500, 'application_error', error.message).toResponse();
	});
	app.notFound(() => new ResendError(404, 'not_found', 'There is nothing here.').toResponse());
	const [faults, limit] = [new Faults(), new RateLimit(now)];
	const keys = new IdempotencyKeys(now);
	app.route('/', controls(faults, limit));
	app.route('/', resendApi({ mails, keys, faults, limit, stopping: stopping.signal }));
	app.route('/', pages(mails));
	const { server, actualPort } = await listen(app, port, host);
	return {
		url: `http://${host}:${actualPort}`,
		add: (mail) => void mails.add(mail),
		stop: () =>
			new Promise((resolve) => {
				stopping.abort();
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

function pages(mails: Mails): Hono {
	const app = new Hono();
	app.get('/mailbox.css', (context) => context.body(STYLES, 200, { 'content-type': 'text/css' }));
	app.get('/mails/:id/html', (context) => {
		const source = mails.find(context.req.param('id'))?.html;
		return source === undefined ? context.notFound() : htmlPart(source);
	});
	app.use(async (context, next) => {
		await next();
		context.header('content-security-policy', PAGE_POLICY);
		context.header('cache-control', 'no-store');
	});
	app.get('/', (context) => context.html(listPage(mails.list())));
	app.get('/mails/:id', (context) => {
		const mail = mails.find(context.req.param('id'));
		if (!mail) return context.redirect('/');
		return context.html(mailPage(mails.list(), mail, context.req.query('view') as View));
	});
	app.post('/empty', (context) => {
		mails.clear();
		return context.redirect('/', 303);
	});
	return app;
}

function listen(app: Hono, port: number, host: string) {
	return new Promise<{ server: Server; actualPort: number }>((resolve, reject) => {
		const server = serve({ fetch: app.fetch, port, hostname: host }, (address) =>
			resolve({ server, actualPort: address.port })
		) as Server;
		server.on('error', (error: NodeJS.ErrnoException) => {
			const isTaken = error.code === 'EADDRINUSE';
			const message = `Port ${port} (mailbox) is taken by another program.`;
			reject(isTaken ? new StackError(message) : error);
		});
	});
}
