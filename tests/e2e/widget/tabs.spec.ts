import type { BrowserContext, Page } from '@playwright/test';
import { waitForAlerts, waitForDecisions } from '../support/alerts.ts';
import { expect, Inbox, test, Widget } from '../support/test.ts';
import { openChat } from '../../fixtures/people.ts';

/** Sounds and notifications of a tab. */
interface Alerts {
	sounds: number;
	notices: { title: string; body: string }[];
}

/**
 * Replaces AudioContext and Notification in all tabs with versions that record their use.
 * @param answer the browser's answer to the permission request
 */
async function listen(context: BrowserContext, answer = 'granted'): Promise<void> {
	await context.addInitScript((given) => {
		const alerts: Alerts = { sounds: 0, notices: [] };
		const RealAudio = window.AudioContext;
		class Audio extends RealAudio {
			constructor() {
				super();
				alerts.sounds++;
			}
		}
		class Notice {
			static get permission() {
				return localStorage.getItem('permission') ?? 'default';
			}
			static async requestPermission() {
				localStorage.setItem('permission', given);
				return given;
			}
			onclick = () => {};
			constructor(title: string, { body }: { body: string }) {
				alerts.notices.push({ title, body });
				Object.assign(window, { lastNotice: this });
			}
			close() {}
		}
		Object.assign(window, { alerts, AudioContext: Audio, Notification: Notice });
	}, answer);
}

/** Sounds and notifications of all tabs together. */
async function alertsIn(pages: Page[]): Promise<Alerts> {
	const all = await Promise.all(
		pages.map((page) => page.evaluate(() => (window as unknown as { alerts: Alerts }).alerts))
	);
	return {
		sounds: all.reduce((sum, { sounds }) => sum + sounds, 0),
		notices: all.flatMap(({ notices }) => notices)
	};
}

/** Sets a tab's visibility: headless browsers report all tabs as visible. */
async function setVisible(page: Page, visible: boolean): Promise<void> {
	await page.evaluate(
		(state) => {
			Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
			Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
			document.dispatchEvent(new Event('visibilitychange'));
		},
		visible ? 'visible' : 'hidden'
	);
}

/** Longer than the pause between two sounds, and than the launcher waits before it counts once more. */
const NEXT_SOUND_MS = 1_100;

async function openTwo(context: BrowserContext): Promise<Page[]> {
	return [await openTab(context), await openTab(context)];
}

/** Opens the app in another tab and clicks in it: browsers allow no sound before that. */
async function openTab(context: BrowserContext, path = '/'): Promise<Page> {
	const page = await context.newPage();
	await page.goto(path);
	// Where nothing is: a click on a chat of the inbox would open it.
	await page.mouse.click(1275, 715);
	return page;
}

/** Turns notifications on. */
async function askForNotices(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Settings', exact: true }).click();
	await page.getByRole('switch', { name: 'Desktop notifications' }).click();
	await expect(page.getByRole('switch', { name: 'Desktop notifications' })).toBeChecked();
	await page.keyboard.press('Escape');
}

test('several tabs play one sound, with closed panels and with an open one', async ({
	userAccount,
	userContext,
	adminAccount
}) => {
	await listen(userContext);
	await userContext.clock.install();
	const chatId = await openChat(userAccount);
	const tabs = await openTwo(userContext);
	const launchers = tabs.map((page) => new Widget(page));
	const reply = (content: string) =>
		adminAccount.client.from('support_messages').insert({ chat_id: chatId, content });
	await waitForAlerts(...tabs);

	await reply('One');
	for (const { badge } of launchers) await expect(badge).toHaveText('1');
	await expect.poll(async () => (await alertsIn(tabs)).sounds).toBe(1);

	const third = new Widget(await openTab(userContext));
	tabs.push(third.page);
	await third.open();
	await expect(third.message('One')).toBeVisible();
	await expect(third.connection).toHaveAttribute('data-state', 'connected');
	for (const { badge } of launchers) await expect(badge).toHaveCount(0);
	await userContext.clock.fastForward(NEXT_SOUND_MS);
	await reply('Two');
	await expect(third.message('Two')).toBeVisible();
	await expect.poll(async () => (await alertsIn(tabs)).sounds).toBe(2);

	// Whatever a tab makes of the second message comes before what it makes of the third.
	await third.close();
	await userContext.clock.fastForward(NEXT_SOUND_MS);
	await reply('Three');
	for (const { badge } of [...launchers, third]) await expect(badge).toHaveText('1');
	await expect.poll(async () => (await alertsIn(tabs)).sounds).toBe(3);
	await waitForDecisions(...tabs);
	expect(await alertsIn(tabs)).toEqual({ sounds: 3, notices: [] });
});

test('tabs in the background show one notification, and a click on it opens the chat', async ({
	userAccount,
	userContext,
	adminAccount
}) => {
	await listen(userContext);
	await userContext.clock.install();
	const chatId = await openChat(userAccount);
	const tabs = await openTwo(userContext);
	const [first, second] = [new Widget(tabs[0]!), new Widget(tabs[1]!)];
	await first.open();
	await askForNotices(first.page);
	await expect(first.connection).toHaveAttribute('data-state', 'connected');
	await first.close();
	await waitForAlerts(...tabs);

	await setVisible(first.page, false);
	const text = `A long reply. ${'x'.repeat(200)}`;
	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: text });
	for (const { badge } of [first, second]) await expect(badge).toHaveText('1');
	await waitForDecisions(...tabs);
	// One tab is looked at: a sound is enough.
	expect(await alertsIn(tabs)).toEqual({ sounds: 1, notices: [] });

	await userContext.clock.fastForward(NEXT_SOUND_MS);
	await setVisible(second.page, false);
	await adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: text });
	for (const { badge } of [first, second]) await expect(badge).toHaveText('2');
	await waitForDecisions(...tabs);
	const { sounds, notices } = await alertsIn(tabs);
	expect(sounds).toBe(2);
	expect(notices).toHaveLength(1);
	expect(notices[0]!.title).toBe('Support');
	expect(notices[0]!.body.replace('…', '')).toBe(text.slice(0, 100));

	for (const tab of tabs) {
		await tab.evaluate(() => {
			(window as unknown as { lastNotice?: { onclick(): void } }).lastNotice?.onclick();
		});
	}
	await expect
		.poll(async () => [await first.composer.isVisible(), await second.composer.isVisible()])
		.toContain(true);
});

test('the title counts unread replies while the tab is hidden, and is restored after', async ({
	userAccount,
	userContext,
	adminAccount
}) => {
	await listen(userContext);
	const chatId = await openChat(userAccount);
	const page = await openTab(userContext);
	const own = await page.title();
	await waitForAlerts(page);
	const reply = () =>
		adminAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'News' });
	await reply();
	await expect(page.getByTestId('unread-badge')).toHaveText('1');
	await expect(page).toHaveTitle(own);
	await setVisible(page, false);
	await expect(page).toHaveTitle(`(1) ${own}`);
	await reply();
	await expect(page).toHaveTitle(`(2) ${own}`);
	await page.evaluate(() => (document.title = 'Another page'));
	await expect(page).toHaveTitle('(2) Another page');
	await setVisible(page, true);
	await expect(page).toHaveTitle('Another page');
});

test('the settings explain blocked notifications and do not ask again', async ({
	user,
	widget
}) => {
	await listen(user.context, 'denied');
	await widget.page.reload();
	await widget.open();
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	const notices = widget.root.getByRole('switch', { name: 'Desktop notifications' });
	await notices.click();
	await expect(notices).not.toBeChecked();
	await expect(notices).toHaveAttribute('aria-disabled', 'true');
	await expect(notices).toHaveAccessibleDescription(/^Blocked/);
});

test('the inbox notifies admins of user messages once for all tabs', async ({
	userAccount,
	admin,
	inbox
}) => {
	await listen(admin.context);
	const chatId = await openChat(userAccount);
	const tabs = [await openTab(admin.context, '/admin'), await openTab(admin.context, '/admin')];
	for (const tab of [...tabs, inbox.page]) {
		await expect(tab.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	}
	await inbox.page.close();
	await askForNotices(tabs[0]!);
	for (const tab of tabs) await setVisible(tab, false);
	await userAccount.client.from('support_messages').insert({ chat_id: chatId, content: 'Help!' });
	const mine = async () => {
		const { notices } = await alertsIn(tabs);
		return notices.filter(({ title }) => title === userAccount.email);
	};
	const notice = { title: userAccount.email, body: 'Help!' };
	await expect.poll(mine).toEqual([notice]);
	for (const tab of tabs) await expect(new Inbox(tab).card(notice.title)).toContainText('Help!');
	await waitForDecisions(...tabs);
	expect(await mine()).toEqual([notice]);
});
