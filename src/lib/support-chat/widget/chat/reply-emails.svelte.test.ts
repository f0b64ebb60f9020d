import { expect, test } from 'vitest';
import { ReplyEmails } from './reply-emails.svelte.ts';

const failing = () => Promise.reject(new Error('offline'));

test('is null until it is loaded, and cannot be toggled before', async () => {
	const sent: boolean[] = [];
	const emails = new ReplyEmails({ get: async () => true, set: async (on) => (sent.push(on), on) });
	expect(emails.enabled).toBeNull();
	await emails.toggle();
	expect(sent).toEqual([]);
	await emails.load();
	expect(emails.enabled).toBe(true);
});

test('shows a change before it is stored', async () => {
	let store = (_: boolean) => {};
	const set = () => new Promise<boolean>((resolve) => (store = resolve));
	const emails = new ReplyEmails({ get: async () => true, set });
	await emails.load();
	const toggled = emails.toggle();
	expect(emails.enabled).toBe(false);
	store(false);
	await toggled;
	expect(emails.enabled).toBe(false);
});

test('reverts and reports a failed change, and the next try clears the report', async () => {
	let set: (on: boolean) => Promise<boolean> = failing;
	const emails = new ReplyEmails({ get: async () => true, set: (on) => set(on) });
	await emails.load();
	await emails.toggle();
	expect(emails.enabled).toBe(true);
	expect(emails.problem).toBe('notSaved');
	set = async (on) => on;
	await emails.toggle();
	expect(emails.enabled).toBe(false);
	expect(emails.problem).toBeNull();
});

test('reports a failed load', async () => {
	const emails = new ReplyEmails({ get: failing, set: failing });
	await emails.load();
	expect(emails.enabled).toBeNull();
	expect(emails.problem).toBe('notLoaded');
});

test('a read that began before a change does not undo it', async () => {
	let answer = (_: boolean) => {};
	const answers = [async () => true, () => new Promise<boolean>((resolve) => (answer = resolve))];
	const emails = new ReplyEmails({ get: () => answers.shift()!(), set: async (on) => on });
	await emails.load();
	const slow = emails.load();
	await emails.toggle();
	answer(true);
	await slow;
	expect(emails.enabled).toBe(false);
});
