import { expect, type Locator, type Page } from '@playwright/test';

/** Messages and composer, in the widget's panel or the inbox. */
export class Conversation {
	readonly root: Locator;
	readonly messages: Locator;
	readonly composer: Locator;
	readonly sendButton: Locator;
	readonly connection: Locator;

	constructor(root: Locator) {
		this.root = root;
		this.messages = root.getByTestId('message');
		this.composer = root.getByRole('textbox');
		this.sendButton = root.getByRole('button', { name: 'Send' });
		this.connection = root.getByTestId('connection');
	}

	message(text: string): Locator {
		return this.messages.filter({ has: this.root.page().getByText(text, { exact: true }) });
	}

	async send(text: string): Promise<void> {
		await this.composer.fill(text);
		await this.composer.press('Enter');
	}

	/** The texts of all messages in screen order. */
	async texts(): Promise<string[]> {
		return this.messages.locator('.text').allInnerTexts();
	}
}

/** The user's side. */
export class Widget extends Conversation {
	readonly page: Page;
	readonly button: Locator;
	readonly badge: Locator;

	constructor(page: Page) {
		super(page.getByTestId('chat-panel'));
		this.page = page;
		this.button = page.getByTestId('chat-button');
		this.badge = page.getByTestId('unread-badge');
	}

	/** Opens the panel; retries, since a panel left open may reopen right before the click. */
	async open(): Promise<void> {
		await expect(async () => {
			if ((await this.button.getAttribute('aria-expanded')) === 'false') await this.button.click();
			await expect(this.button).toHaveAttribute('aria-expanded', 'true', { timeout: 5_000 });
			await expect(this.composer).toBeVisible();
		}).toPass();
	}

	async close(): Promise<void> {
		await this.button.click();
		await this.composer.waitFor({ state: 'hidden' });
	}
}

/** The inbox's list. */
export class Inbox {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	card(email: string): Locator {
		return this.page.getByRole('link').filter({ hasText: email });
	}

	tab(name: 'Active' | 'Archived'): Locator {
		return this.page.getByRole('link', { name, exact: true });
	}

	/** Opens a chat from its card. */
	async open(email: string): Promise<Conversation> {
		await this.card(email).click();
		await this.page.getByRole('heading', { name: email }).waitFor();
		return new Conversation(this.page.getByRole('main'));
	}
}
