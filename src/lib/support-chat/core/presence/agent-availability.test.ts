import { expect, test } from 'vitest';
import { AWAY_AFTER_MS } from './page-presence.ts';
import { announceAvailability, watchAvailability } from './agent-availability.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

function setup() {
	const log: string[] = [];
	const handle = {
		wake: () => log.push('wake'),
		close: () => log.push('close'),
		attend: (attending: boolean) => log.push(attending ? 'on duty' : 'off duty')
	};
	const transport = { report: () => handle, watch: () => handle };
	return { clock: new FakeClock(), environment: new FakePageEnvironment(), transport, log };
}

test('an admin is on duty while they use the page', async () => {
	const { log, ...ports } = setup();
	const end = announceAvailability('Ada', ports);
	ports.environment.set({ visible: false });
	await ports.clock.pass(AWAY_AFTER_MS);
	end();
	ports.environment.set({ visible: true });
	expect(log).toEqual(['on duty', 'off duty', 'close']);
});

test('the watching channel is woken when the page is online again', () => {
	const { log, ...ports } = setup();
	const end = watchAvailability(ports, () => {});
	ports.environment.set({ online: false });
	ports.environment.set({ online: true });
	end();
	ports.environment.set({ online: true });
	expect(log).toEqual(['wake', 'close']);
});
