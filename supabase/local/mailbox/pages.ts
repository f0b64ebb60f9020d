/**
 * The mailbox's pages: the list beside the open e-mail. The `html` tag escapes all contents of an
 * e-mail; its HTML part is shown in a sandboxed frame (html-part.ts).
 */
import { html } from 'hono/html';
import type { Mail } from './mails.ts';

export type View = 'html' | 'text' | 'headers';

/** The list refreshes without a script. */
const REFRESH_SECONDS = 5;
const PREVIEW_LENGTH = 140;
const VIEW_NAMES: Record<View, string> = { html: 'Message', text: 'Text', headers: 'Headers' };

/** The list without an open e-mail. */
export function listPage(mails: readonly Mail[]) {
	const refresh = html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}" />`;
	const invitation = html`<p class="nothing">Choose a mail to read it.</p>`;
	return page('Mailbox', 'listing', refresh, mails, undefined, mails.length ? invitation : '');
}

/** The list and an open e-mail. */
export function mailPage(mails: readonly Mail[], mail: Mail, wanted: View | undefined) {
	const views = (Object.keys(VIEW_NAMES) as View[]).filter(
		(it) => it === 'headers' || mail[it] !== undefined
	);
	const view = wanted && views.includes(wanted) ? wanted : views[0]!;
	const tabs = views.map((it) => tab(it, it === view));
	const content = html`<article class="mail">
		<header>
			<a class="back" href="/">‹ All mails</a>
			<h2>${mail.subject}</h2>
			${pairs([
				['From', mail.from],
				['To', mail.to.join(', ')],
				['Date', longDate(mail.createdAt)]
			])}
			<nav aria-label="Parts of the mail">${tabs}</nav>
		</header>
		${part(mail, view)}
	</article>`;
	return page(mail.subject, 'reading', '', mails, mail.id, content);
}

type Html = ReturnType<typeof html>;

function page(
	title: string,
	kind: 'listing' | 'reading',
	head: Html | '',
	mails: readonly Mail[],
	openId: string | undefined,
	content: Html | ''
) {
	const count = mails.length === 1 ? '1 mail' : `${mails.length} mails`;
	const items = mails.map((mail) => item(mail, mail.id === openId));
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>${title}</title>
				<link rel="stylesheet" href="/mailbox.css" />
				<link rel="icon" href="data:," />
				${head}
			</head>
			<body class="${kind}">
				<div class="bar">
					<h1><a href="/">Mailbox</a></h1>
					<p>${count}</p>
					<form method="post" action="/empty"><button>Empty</button></form>
				</div>
				<nav class="list" aria-label="Mails">
					${
						mails.length
							? html`<ul>
									${items}
								</ul>`
							: html`<p class="nothing">No mail yet. Whatever the app sends arrives here.</p>`
					}
				</nav>
				<main>${content}</main>
			</body>
		</html>`;
}

function item(mail: Mail, isOpen: boolean) {
	const preview = (mail.text ?? '').replace(/\s+/g, ' ').slice(0, PREVIEW_LENGTH);
	return html`<li>
		<a href="/mails/${mail.id}" ${isOpen ? html`aria-current="page"` : ''}>
			<span class="to">${mail.to.join(', ')}</span>
			<time datetime="${mail.createdAt.toISOString()}">${shortDate(mail.createdAt)}</time>
			<span class="subject">${mail.subject}</span>
			<span class="preview">${preview}</span>
		</a>
	</li>`;
}

function tab(view: View, isOpen: boolean) {
	const current = isOpen ? html`aria-current="page"` : '';
	return html`<a href="?view=${view}" ${current}>${VIEW_NAMES[view]}</a>`;
}

function part(mail: Mail, view: View) {
	if (view === 'html') {
		// No scripts and no forms; links open in a new tab, as in a mail program.
		return html`<iframe
			title="Message"
			src="/mails/${mail.id}/html"
			sandbox="allow-popups allow-popups-to-escape-sandbox"
		></iframe>`;
	}
	if (view === 'text') return html`<pre>${mail.text ?? ''}</pre>`;
	return html`<div class="headers">${pairs(headerLines(mail))}</div>`;
}

function headerLines(mail: Mail): [string, string][] {
	const lines: [string, string | undefined][] = [
		['From', mail.from],
		['To', mail.to.join(', ')],
		['Cc', mail.cc?.join(', ')],
		['Bcc', mail.bcc?.join(', ')],
		['Reply-To', mail.replyTo?.join(', ')],
		['Subject', mail.subject],
		...Object.entries(mail.headers ?? {}),
		['Attachments', mail.attachments?.join(', ')],
		['Scheduled for', mail.scheduledAt]
	];
	return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

function pairs(lines: [string, string][]) {
	return html`<dl>
		${lines.map(
			([name, value]) =>
				html`<dt>${name}</dt>
					<dd>${value}</dd>`
		)}
	</dl>`;
}

function longDate(date: Date): string {
	return date.toLocaleString('en', { dateStyle: 'full', timeStyle: 'medium' });
}

/** The time for an e-mail of today, the day for an older one. */
function shortDate(date: Date): string {
	return date.toDateString() === new Date().toDateString()
		? date.toLocaleTimeString('en', { timeStyle: 'short' })
		: date.toLocaleDateString('en', { day: 'numeric', month: 'short' });
}
