import { expect, test, vi } from 'vitest';
import { ChatError } from '../../../core/chat-error.ts';
import type { TeamMember } from '../../../core/settings.ts';
import { TeamList } from './team-list.svelte.ts';

const ada: TeamMember = { id: '1', userId: 'a', name: 'Ada', role: 'owner', emailAlerts: true };
const grace: TeamMember = { ...ada, id: '2', userId: 'b', name: 'Grace', role: 'admin' };

function setUp(members = [ada, grace]) {
	const port = {
		admins: vi.fn(async () => members),
		addAdmin: vi.fn(async () => {}),
		removeAdmin: vi.fn(async () => {}),
		setRole: vi.fn(async () => {})
	};
	return { port, list: new TeamList(members, port) };
}

const refusal = (reason: string) =>
	new ChatError('no', { code: 'P0001', cause: { details: `{"reason": "${reason}"}` } });

test('knows who is the last owner', () => {
	expect(setUp().list.isLastOwner(ada)).toBe(true);
	expect(setUp().list.isLastOwner(grace)).toBe(false);
	const two = [ada, { ...grace, role: 'owner' as const }];
	expect(setUp(two).list.isLastOwner(ada)).toBe(false);
});

test('shows the team as it is after each change', async () => {
	const { port, list } = setUp();
	port.admins.mockResolvedValueOnce([ada]);
	expect(await list.remove(grace)).toBe(true);
	expect(list.members).toEqual([ada]);
	expect(list.outcome).toEqual({ done: 'removed', name: 'Grace' });
});

test.each([
	['last_owner', 'last_owner'],
	['of_a_newer_database', 'other']
])('says whose change was refused, and why: %s', async (reason, problem) => {
	const { port, list } = setUp();
	port.setRole.mockRejectedValueOnce(refusal(reason));
	expect(await list.setRole(ada, 'admin')).toBe(false);
	expect(list.outcome).toEqual({ problem, memberId: '1' });
});

test('a lost answer leaves the team as it was shown', async () => {
	const { port, list } = setUp();
	port.addAdmin.mockRejectedValueOnce(new ChatError('no', { code: 'network' }));
	port.admins.mockRejectedValueOnce(new ChatError('no', { code: 'network' }));
	expect(await list.add('x@example.com', 'X', 'admin')).toBe(false);
	expect(list.outcome).toEqual({ problem: 'other', memberId: null });
	expect(list.members).toEqual([ada, grace]);
	expect(list.busy).toBe(false);
});

test('one change at a time', async () => {
	const { port, list } = setUp();
	const [first, second] = await Promise.all([list.remove(grace), list.remove(grace)]);
	expect([first, second]).toEqual([true, false]);
	expect(port.removeAdmin).toHaveBeenCalledTimes(1);
});
