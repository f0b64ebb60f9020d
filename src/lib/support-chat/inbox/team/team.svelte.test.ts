import { expect, test, vi } from 'vitest';
import type { Admin } from '../../core/admin.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { settled } from '../../core/testing/test-support.ts';
import { Team } from './team.svelte.ts';

const [ada, grace, mary] = ['Ada', 'Grace', 'Mary'].map((name): Admin => ({
	id: name,
	userId: `user ${name}`,
	name
})) as [Admin, Admin, Admin];

function setUp(admins: Admin[]) {
	const port = {
		admins: vi.fn(async () => admins),
		waitingWarning: vi.fn(async () => 5 * 60_000)
	};
	return { port, team: new Team({ admin: grace, port: () => port }) };
}

test('lists the signed-in admin first, before any read too, and the others by name', async () => {
	const { team } = setUp([mary, grace, ada]);
	expect(team.admins).toEqual([grace]);
	await team.refresh();
	expect(team.admins).toEqual([grace, ada, mary]);
	expect(team.find('Ada')).toBe(ada);
	expect(team.find(null)).toBeUndefined();
});

test('reads again for the chat of an unknown admin only', async () => {
	const { port, team } = setUp([grace, mary]);
	for (const assignedAdminId of [null, grace.id]) team.onChat({ assignedAdminId } as ChatSummary);
	expect(port.admins).not.toHaveBeenCalled();
	team.onChat({ assignedAdminId: mary.id } as ChatSummary);
	await settled();
	expect(team.find(mary.id)).toBe(mary);
});

test('reads with them how long a user may wait, and goes on without it', async () => {
	const { port, team } = setUp([grace]);
	expect(team.waitingWarningMs).toBe(3_600_000);
	await team.refresh();
	expect(team.waitingWarningMs).toBe(300_000);
	port.waitingWarning.mockRejectedValueOnce(new Error('no network'));
	await team.refresh();
	expect(team.waitingWarningMs).toBe(300_000);
	expect(team.admins).toEqual([grace]);
});
