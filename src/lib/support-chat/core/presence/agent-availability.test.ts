import { expect, test } from 'vitest';
import { AWAY_AFTER_MS } from './page-presence.ts';
import { announceAvailability, keepAwake } from './agent-availability.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

function setup() {
	const log: string[] = [];
	const handle = {
		wake: () => log.push('wake'),
		close: () => log.push('close'),
		attend: (attending: boolean) => log.push(attending ? 'on duty' : 'off duty')
	};
	return { clock: new FakeClock(), environment: new FakePageEnvironment(), handle, log };
}

test('an admin is on duty while they use the page', async () => {
	const { handle, log, ...ports } = setup();
	const end = announceAvailability(handle, ports);
	ports.environment.set({ visible: false });
	await ports.clock.pass(AWAY_AFTER_MS);
	end();
	ports.environment.set({ visible: true });
	expect(log).toEqual(['on duty', 'off duty', 'close']);
});

test('a channel is woken when the page is online again', () => {
	const { handle, log, environment } = setup();
	const end = keepAwake(handle, environment);
	environment.set({ online: false });
	environment.set({ online: true });
	end();
	environment.set({ online: true });
	expect(log).toEqual(['wake', 'close']);
});
