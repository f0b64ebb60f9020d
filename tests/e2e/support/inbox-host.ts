import type { SupportInbox, SupportInboxOptions } from '../../../src/package/inbox.ts';
import { environment } from '../../fixtures/environment.ts';
import { serveHost, type PlainHost } from './plain-host.ts';

declare global {
	interface Window {
		/** Starts the inbox in the page, below its path. */
		startInbox(options?: Partial<SupportInboxOptions>): SupportInbox;
		inbox: SupportInbox;
	}
}

const { url, publishableKey } = environment;

/** Styles of a host: a reset like Tailwind's, and worse. None of its rules may reach the inbox. */
const STYLES = `
	*, ::before, ::after { all: unset; margin: 0; border: 0 solid; box-sizing: content-box }
	html { font-size: 62.5%; line-height: 3 }
	button, a, div, span, li, p { color: red !important; letter-spacing: 4px !important }
	svg, li { display: none !important }
	style, script, head, title { display: none }
	body, nav { display: block }
	.frame, .badge { display: none !important }
`;

const MAIN = `
import { startSupportInbox } from '/inbox.js';
window.startInbox = (options) => window.inbox = startSupportInbox({
	target: document.querySelector('#inbox'),
	project: ${JSON.stringify({ url, publishableKey })},
	signInUrl: '/sign-in?from=inbox',
	account: { name: 'Ada', signOut: () => document.body.setAttribute('data-signed-out', '') },
	...options
});
if (location.pathname.startsWith('/desk/chats')) window.startInbox({ basePath: '/desk/chats' });`;

const ELEMENT = `<support-inbox url="${url}" publishable-key="${publishableKey}" place="hash" language="en"></support-inbox>`;

const page = (inbox: string) => `<!doctype html>
<html lang="en">
	<head><title>Host</title><link rel="stylesheet" href="/host.css"></head>
	<body>
		<nav><label>Note <input id="note"></label></nav>
		${inbox}
		<script type="module" src="/main.js"></script>
	</body>
</html>`;

/**
 * Serves a host with the inbox: at `/desk/chats` and below by function, at `/hash` by element, and at
 * `/bare`, where only \`startInbox\` starts it.
 */
export function startInboxHost(): Promise<PlainHost> {
	return serveHost((path) => {
		if (path === '/main.js') return ['text/javascript', MAIN];
		if (path === '/host.css') return ['text/css', STYLES];
		if (path === '/hash') return ['text/html', page(ELEMENT)];
		if (path === '/sign-in') return ['text/html', '<title>Sign in</title>'];
		const hasTarget = path === '/bare' || /^\/desk\/chats(\/|$)/.test(path);
		return hasTarget ? ['text/html', page('<div id="inbox"></div>')] : undefined;
	});
}
