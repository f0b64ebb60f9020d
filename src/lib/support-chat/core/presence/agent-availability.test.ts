import { expect, test } from 'vitest';
import { AWAY_AFTER_MS } from './page-presence.ts';
import { goOnDuty, watchDuty } from './agent-availability.ts';
import { FakeClock, FakeSurroundings } from '../testing/test-support.ts';

function setup() {
	const log: string[] = [];
	const handle = {
		wake: () => log.push('wake'),
		close: () => log.push('close'),
		attend: (attending: boolean) => log.push(attending ? 'on duty' : 'off duty')
	};
	const transport = { report: () => handle, watch: () => handle };
	return { clock: new FakeClock(), surroundings: new FakeSurroundings(), transport, log };
}

test('an admin is on duty while the page is attended to', async () => {
	const { log, ...ports } = setup();
	const end = goOnDuty('Ada', ports);
	ports.surroundings.set({ visible: false });
	await ports.clock.pass(AWAY_AFTER_MS);
	end();
	ports.surroundings.set({ visible: true });
	expect(log).toEqual(['on duty', 'off duty', 'close']);
});

test('the channel is woken when the page comes back, for both', () => {
	const { log, ...ports } = setup();
	const end = watchDuty(ports, () => {});
	ports.surroundings.set({ online: false });
	ports.surroundings.set({ online: true });
	end();
	ports.surroundings.set({ online: true });
	expect(log).toEqual(['wake', 'close']);
});
