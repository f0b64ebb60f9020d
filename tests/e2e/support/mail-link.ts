import { environment } from '../../fixtures/environment.ts';
import { expect } from './test.ts';

/** Waits for a mail to the address; returns path and query of its link. */
export async function linkMailedTo(address: string): Promise<string> {
	let link: string | undefined;
	await expect
		.poll(async () => (link = await linkInMailTo(address)), { timeout: 15_000 })
		.toBeTruthy();
	// The link uses the site URL of config.toml; the app under test has another port.
	const { pathname, search } = new URL(link ?? '');
	return pathname + search;
}

/** The first link of the last mail to an address, in the local mailbox or in Mailpit. */
async function linkInMailTo(address: string): Promise<string | undefined> {
	const mailbox = environment.mailboxUrl ?? 'http://127.0.0.1:54324';
	const local = await fetch(`${mailbox}/emails`);
	if (local.ok && local.headers.get('content-type')?.includes('json')) {
		const { data } = (await local.json()) as { data: { id: string; to: string[] }[] };
		const mail = data.find(({ to }) => to.includes(address));
		if (!mail) return undefined;
		const { html } = (await (await fetch(`${mailbox}/emails/${mail.id}`)).json()) as {
			html: string;
		};
		return firstLink(html);
	}
	const query = encodeURIComponent(`to:${address}`);
	const found = (await (await fetch(`${mailbox}/api/v1/search?query=${query}`)).json()) as {
		messages: { ID: string }[];
	};
	if (!found.messages[0]) return undefined;
	const mail = await fetch(`${mailbox}/api/v1/message/${found.messages[0].ID}`);
	return firstLink(((await mail.json()) as { HTML: string }).HTML);
}

function firstLink(html: string): string | undefined {
	return /href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
}
