import { beforeEach, expect, test, vi } from 'vitest';
import { ChatError } from '../../../core/chat-error.ts';
import { OwnForm } from './own-form.svelte.ts';

const updateOwn = vi.fn(async () => {});
let form: OwnForm;

beforeEach(() => {
	updateOwn.mockReset();
	const own = { id: '1', userId: '2', name: 'Ada', role: 'admin', emailAlerts: true } as const;
	form = new OwnForm(own, { updateOwn });
});

test('saves what was changed, and nothing else', async () => {
	form.change({ name: ' Grace ' });
	await form.save();
	expect(updateOwn).toHaveBeenLastCalledWith({ name: 'Grace' });
	form.change({ emailAlerts: false });
	await form.save();
	expect(updateOwn).toHaveBeenLastCalledWith({ emailAlerts: false });
	expect([form.state, form.name, form.isChanged]).toEqual(['saved', 'Grace', false]);
});

test.each([
	[' ', 'blank'],
	['x'.repeat(81), 'too_long']
])('refuses the name %j', async (name, problem) => {
	form.change({ name });
	await form.save();
	expect([form.state, form.problem]).toEqual(['invalid', problem]);
	expect(updateOwn).not.toHaveBeenCalled();
});

test.each([
	[new ChatError('no', { code: 'network' }), 'failed', null],
	[new ChatError('no', { code: '42501', status: 403 }), 'forbidden', null],
	[
		new ChatError('no', { code: '23514', cause: { details: '{"reason": "blank"}' } }),
		'invalid',
		'blank'
	]
])('keeps what was entered after %s', async (error, state, problem) => {
	updateOwn.mockRejectedValueOnce(error);
	form.change({ name: 'Grace' });
	await form.save();
	expect([form.state, form.problem, form.name]).toEqual([state, problem, 'Grace']);
});

test('keeps what is typed while it saves', async () => {
	form.change({ name: 'Grace' });
	const saving = form.save();
	form.change({ name: 'Grace Hopper' });
	await saving;
	expect([form.name, form.isChanged]).toEqual(['Grace Hopper', true]);
});
