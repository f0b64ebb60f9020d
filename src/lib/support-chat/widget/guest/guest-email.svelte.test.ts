import { expect, test, vi } from 'vitest';
import { AddEmailError, type AddedEmail } from '../../supabase/session/add-email.ts';
import { GuestEmail, type GuestEmailOptions } from './guest-email.svelte.ts';

const create = (
	add: GuestEmailOptions['add'],
	stored = new Map<string, string>(),
	read: GuestEmailOptions['read'] = async () => ''
) =>
	new GuestEmail({
		add,
		read,
		store: {
			get: (key) => stored.get(key) ?? null,
			set: (key, value) => void stored.set(key, value)
		},
		userId: 'grace'
	});

test('an address that waits for its confirmation, and another one', async () => {
	const add = vi.fn(async (): Promise<AddedEmail> => 'pending');
	const guest = create(add);
	guest.type(' grace@example.com ');
	await guest.submit();
	expect(add).toHaveBeenCalledExactlyOnceWith('grace@example.com');
	expect(guest.added).toEqual({ email: 'grace@example.com', as: 'pending' });
	guest.change();
	expect(guest.added).toBeNull();
});

test('what is no address is not sent', async () => {
	const add = vi.fn();
	const guest = create(add);
	for (const text of ['', 'grace', 'grace@', 'a b@example.com', `${'a'.repeat(250)}@b.co`]) {
		guest.type(text);
		await guest.submit();
		expect(guest.problem).toBe('invalid');
	}
	expect(add).not.toHaveBeenCalled();
});

test('the text stays when the address is refused, and the next try clears the reason', async () => {
	let answer: () => Promise<AddedEmail> = () => Promise.reject(new AddEmailError('taken'));
	const guest = create(() => answer());
	guest.type('ada@example.com');
	await guest.submit();
	expect(guest).toMatchObject({
		text: 'ada@example.com',
		problem: 'taken',
		added: null,
		busy: false
	});
	answer = async () => 'confirmed';
	const submitted = guest.submit();
	expect(guest).toMatchObject({ problem: null, busy: true });
	await submitted;
	expect(guest).toMatchObject({ busy: false, added: { as: 'confirmed' } });
});

test('is sent once while an answer is awaited', async () => {
	let resolve!: (added: AddedEmail) => void;
	const add = vi.fn(() => new Promise<AddedEmail>((done) => (resolve = done)));
	const guest = create(add);
	guest.type('ada@example.com');
	const first = guest.submit();
	await guest.submit();
	resolve('pending');
	await first;
	expect(add).toHaveBeenCalledOnce();
});

test('an address that waits is known at the next visit, and so is that the offer was closed', async () => {
	const stored = new Map<string, string>();
	const first = create(async () => 'pending', stored);
	first.type('grace@example.com');
	await first.submit();
	const second = create(async () => 'pending', stored);
	expect(second).toMatchObject({
		added: { email: 'grace@example.com', as: 'pending' },
		closed: false
	});
	second.close();
	expect(second.closed).toBe(true);
	expect(create(async () => 'pending', stored)).toMatchObject({ added: null, closed: true });
});

test('works without storage', async () => {
	const refuse = () => {
		throw new DOMException('The operation is insecure.', 'SecurityError');
	};
	const email = new GuestEmail({
		add: async () => 'pending',
		read: async () => '',
		store: { get: refuse, set: refuse },
		userId: 'grace'
	});
	email.type('grace@example.com');
	await email.submit();
	expect(email).toMatchObject({ problem: null, added: { as: 'pending' } });
	email.close();
	expect(email.closed).toBe(true);
});

test('an address that is confirmed elsewhere is noticed, once it can be read', async () => {
	const read = vi.fn<GuestEmailOptions['read']>();
	const email = create(async () => 'pending', undefined, read);
	await email.check();
	expect(read).not.toHaveBeenCalled();
	email.type('grace@example.com');
	await email.submit();
	read.mockRejectedValueOnce(new AddEmailError('other')).mockResolvedValueOnce('');
	await email.check();
	await email.check();
	expect(email.added).toEqual({ email: 'grace@example.com', as: 'pending' });
	read.mockResolvedValueOnce('grace@example.com');
	await email.check();
	expect(email.added).toEqual({ email: 'grace@example.com', as: 'confirmed' });
});
