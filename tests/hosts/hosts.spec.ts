import { expect, test, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inbox, Widget } from '../e2e/support/screens.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';
import { HOSTS, type Host } from './host.ts';
import { makeHost, type MadeHost } from './make-host.ts';
import { ScriptWeight } from './script-weight.ts';
import { serve, serveBuilt, serveWithoutChat } from './serve-host.ts';

// The packed package in fresh apps of other frameworks: installed, built for production, and used.

const PACKED = process.env.PACKED_PACKAGE ?? '';
const chosen = (process.env.HOSTS ?? '').split(',').filter(Boolean);

for (const host of HOSTS.filter(({ name }) => chosen.includes(name))) {
	test(`${host.name}, by ${host.manager}`, async ({ page }) => {
		const made = await makeHost(host, PACKED);
		const people = [await createAdmin(), await createUser(), await createUser()] as const;
		const wrong = watchConsole(page);
		try {
			expect(made.installed).toContain(host.snippet);
			expect(existsSync(join(made.folder, 'supabase/support-chat.json'))).toBe(true);
			const weighs = process.env.WEIGH && !host.isCopy;
			const bare = weighs ? await weighWithoutChat(made, page, people[1]) : null;
			const server = await serveBuilt(made);
			await useChat(page, server.address, people, { bare, isCopy: host.isCopy });
			if (host.isCopy) await useInbox(page, server.address, people);
			await server.stop();
			if (host.develop) await editWhileItRuns(made, host.develop, page, people[1]);
			expect(wrong).toEqual([]);
		} finally {
			await made.discard();
			for (const person of people) await remove(person);
		}
	});
}

/** Writes, gets a reply, reloads, signs out, and signs in as somebody else. */
async function useChat(
	page: Page,
	address: string,
	[admin, first, second]: readonly [Person, Person, Person],
	{ bare, isCopy = false }: { bare: number | null; isCopy?: boolean | undefined }
): Promise<void> {
	const weight = new ScriptWeight(page);
	await signIn(page, address, first);
	const widget = new Widget(page);
	await widget.button.waitFor();
	const closed = weight.bytes;
	await widget.open();
	await widget.send('Hello from the shop');
	await expect(widget.message('Hello from the shop')).toBeVisible();
	if (bare !== null) console.log(added(closed - bare, weight.bytes - bare));
	await widget.close();

	await reply(admin, first, 'Hello to the shop');
	if (isCopy) {
		await expect(widget.badge).toHaveText('1');
		await widget.open();
		await widget.composer.fill('About order 42: ');
	} else {
		await page.getByRole('button', { name: 'Help (1)' }).click();
		await expect(page.getByRole('button', { name: 'Help (0)' })).toBeVisible();
	}
	await expect(widget.message('Hello to the shop')).toBeVisible();
	await expect(widget.composer).toHaveValue('About order 42: ');

	await page.reload();
	await widget.open();
	await expect.poll(() => widget.texts()).toEqual(['Hello from the shop', 'Hello to the shop']);
	await expect(widget.composer).toHaveValue('About order 42: ');
	await expect(widget.button).toHaveCount(1);

	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.locator('.support-chat')).toHaveCount(0);
	await signIn(page, address, second);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await expect(widget.messages).toHaveCount(0);
	await expect(widget.composer).toHaveValue('');
	await page.getByRole('button', { name: 'Sign out' }).click();
}

/** The admin signs in, opens the copied inbox and answers. */
async function useInbox(
	page: Page,
	address: string,
	[admin, first]: readonly [Person, Person, Person]
): Promise<void> {
	await signIn(page, address, admin);
	await page.goto(`${address}admin`);
	const conversation = await new Inbox(page).open(first.email);
	await expect(conversation.message('Hello from the shop')).toBeVisible();
	await conversation.send('From the inbox');
	await expect(conversation.message('From the inbox')).toBeVisible();
	await page.reload();
	await expect(conversation.message('From the inbox')).toBeVisible();
}

/** The development server of the framework: its strict mode, and a change of the file that renders the chat. */
async function editWhileItRuns(
	made: MadeHost,
	{ serve: command, file }: NonNullable<Host['develop']>,
	page: Page,
	user: Person
): Promise<void> {
	const server = await serve(made, command);
	await signIn(page, server.address, user);
	const widget = new Widget(page);
	await widget.open();
	const path = join(made.folder, file);
	await writeFile(path, (await readFile(path, 'utf8')).replace('>Sign out<', '>Leave<'));
	await expect(page.getByRole('button', { name: 'Leave' })).toBeVisible();
	await expect(widget.button).toHaveCount(1);
	await expect(page.locator('.support-chat')).toHaveCount(1);
	await widget.open();
	await widget.send('After the change');
	await expect(widget.message('After the change')).toHaveCount(1);
	await server.stop();
}

function weighWithoutChat(made: MadeHost, page: Page, user: Person): Promise<number> {
	return serveWithoutChat(made, async (address) => {
		const weight = new ScriptWeight(page);
		await signIn(page, address, user);
		await page.getByRole('button', { name: 'Sign out' }).click();
		return weight.bytes;
	});
}

const added = (closed: number, opened: number) =>
	`adds ${kilobytes(closed)} of scripts, ${kilobytes(opened)} once opened`;

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

async function signIn(page: Page, address: string, { email, password }: Person): Promise<void> {
	await expect(() => page.goto(address)).toPass();
	await expect(async () => {
		// A page that the server has rendered takes no sign-in before its scripts run.
		await page.locator('input[name=email]').fill(email, { timeout: 1_000 });
		await page.locator('input[name=password]').fill(password, { timeout: 1_000 });
		await page.getByRole('button', { name: 'Sign in' }).click({ timeout: 1_000 });
		await expect(page.getByText(email)).toBeVisible();
	}).toPass();
}

async function reply(admin: Person, user: Person, content: string): Promise<void> {
	const { error } = await admin.client
		.from('support_messages')
		.insert({ chat_id: await openChat(user), content });
	if (error) throw error;
}

/** What the page reports as wrong, from now on. */
function watchConsole(page: Page): string[] {
	const wrong: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
	});
	page.on('pageerror', (error) => wrong.push(error.message));
	return wrong;
}
