import { expect, test } from 'vitest';
import { Listeners } from '../listeners.ts';
import { TitleBadge } from './title-badge.ts';

/** The title of a page; changes are reported asynchronously, as in a browser. */
class FakeTitle {
	text: string;
	readonly #listeners = new Listeners();

	constructor(text: string) {
		this.text = text;
	}

	get = () => this.text;
	set = (text: string) => void (this.text = text);
	subscribe = (listener: () => void) => this.#listeners.add(listener);
	notify = () => this.#listeners.call();
}

function setup(text = 'Shop – Orders') {
	const title = new FakeTitle(text);
	return { title, badge: new TitleBadge(title) };
}

test('puts the count before the title and removes it again', () => {
	const { title, badge } = setup('  Shop –  Orders ');
	badge.show(2);
	expect(title.text).toBe('(2)   Shop –  Orders ');
	badge.show(3);
	title.notify();
	expect(title.text).toBe('(3)   Shop –  Orders ');
	badge.show(0);
	expect(title.text).toBe('  Shop –  Orders ');
});

test('a title changed by the page meanwhile gets the count, and stays afterwards', () => {
	const { title, badge } = setup();
	badge.show(1);
	title.text = 'Shop – Basket';
	title.notify();
	expect(title.text).toBe('(1) Shop – Basket');
	badge.show(2);
	expect(title.text).toBe('(2) Shop – Basket');
	badge.show(0);
	expect(title.text).toBe('Shop – Basket');
});

test("the page's last change stays even if it was not reported yet", () => {
	const { title, badge } = setup();
	badge.show(1);
	title.text = 'Shop – Basket';
	badge.show(0);
	title.notify();
	expect(title.text).toBe('Shop – Basket');
});

test("a title with a number of the page's own keeps it", () => {
	const { title, badge } = setup('(1) Shop');
	badge.show(1);
	expect(title.text).toBe('(1) (1) Shop');
	badge.show(0);
	expect(title.text).toBe('(1) Shop');
});

test('leaves the title alone without a count', () => {
	const { title, badge } = setup();
	badge.show(0);
	title.text = 'Other';
	title.notify();
	expect(title.text).toBe('Other');
});

test('shows 99+ above 99', () => {
	const { title, badge } = setup();
	badge.show(99);
	expect(title.text).toBe('(99) Shop – Orders');
	badge.show(100);
	expect(title.text).toBe('(99+) Shop – Orders');
});
