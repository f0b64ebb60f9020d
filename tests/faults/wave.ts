import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from './journal.ts';
import { describe, storedOf } from './bubble.ts';
import { WAVE_MS, type Event } from './plan.ts';
import { isOfRequest } from './request-faults.ts';
import type { World } from './world.ts';

/** All screens must equal the table this long after the faults end. */
const RECOVERY_LIMIT_MS = 120_000;
const PAGE_SIZE = 50;

/**
 * Runs a wave of faults, ends them all, and waits until all screens equal the table.
 *
 * @returns milliseconds from the end of the faults until then
 * @throws Error when a screen still differs after RECOVERY_LIMIT_MS
 */
export async function ride(world: World, events: Event[], journal: Journal): Promise<number> {
	const start = Date.now();
	const faults: Promise<void>[] = [];
	for (const event of events) {
		await sleep(Math.max(0, start + event.at - Date.now()));
		const client = world.clients[event.on];
		if (event.do === 'send') client.send(event.draft);
		else {
			const fault = strike(world, event, journal);
			// Reported at the end of the wave.
			fault.catch(() => {});
			faults.push(fault);
		}
	}
	await sleep(Math.max(0, start + WAVE_MS - Date.now()));
	await Promise.all(faults);
	for (const line of Object.values(world.lines)) line.heal();
	journal.note('healed');
	return recover(world, journal);
}

/** Starts a fault. Resolves when it took effect: the stack is up again, or a socket was hit. */
async function strike(
	world: World,
	{ kind, on, ms, draft }: Extract<Event, { do: 'fault' }>,
	journal: Journal
): Promise<void> {
	journal.note(`${kind} (${on}, ${Math.round(ms)} ms)`);
	const line = world.lines[on];
	if (isOfRequest(kind)) return void line.requestFaults.push(kind);
	if (kind === 'sockets half-open') return line.halfOpen();
	if (kind === 'joins refused though allowed') return line.refuseJoin();
	if (kind === 'replication lost') return world.liveEvents.cutReplication(world.superuserUrl);
	if (kind === 'live events over the limit') return world.liveEvents.flood(world.superuserUrl);
	if (kind === 'connections cut') line.cut();
	else if (kind === 'frames lost' || kind === 'frames doubled') line.spoilFrames(kind);
	else {
		journal.count(kind);
		if (kind === 'Postgres restarts') return world.stack.restartPostgres();
		if (kind === 'Realtime restarts') return world.stack.restartRealtime(ms / 4);
		line.stall();
		// The text is still in flight when the page is gone.
		if (kind === 'pages reloaded after sending') world.clients[on].sendAndReload(draft);
		if (kind === 'another user signs in after sending') world.clients[on].sendAndYield(draft);
	}
	setTimeout(() => line.mend(kind), ms).unref();
}

async function recover(world: World, journal: Journal): Promise<number> {
	const start = Date.now();
	const clients = Object.values(world.clients);
	await Promise.all(clients.map((client) => client.idle()));
	let noted = '';
	for (;;) {
		const differences = await compare(world);
		const ms = Date.now() - start;
		if (differences.join() !== noted) journal.note(differences.join('; ') || 'equal');
		noted = differences.join();
		if (differences.length === 0) return ms;
		if (ms > RECOVERY_LIMIT_MS) throw new Error(differences.join('\n'));
		for (const client of clients) {
			const failed = await client.writer.retryFailed();
			if (failed > 0) journal.note(`Retry or Edit on ${client.name}, where ${failed} failed`);
		}
		await sleep(200);
	}
}

/** Differences between the screens and the table, as text; older pages may not be loaded. */
async function compare({ table, clients }: World): Promise<string[]> {
	const differences: string[] = [];
	for (const client of Object.values(clients)) {
		const bubbles = await client.bubbles();
		const shown = storedOf(bubbles).map(describe);
		const stored = (await table()).map(describe);
		const unsent = bubbles.length - shown.length;
		if (unsent > 0) differences.push(`${client.name} has ${unsent} unsent`);
		const expected = stored.slice(-Math.max(shown.length, Math.min(stored.length, PAGE_SIZE)));
		if (shown.join() !== expected.join()) {
			differences.push(`${client.name} ${difference(shown, expected)}`);
		}
	}
	return differences;
}

function difference(shown: string[], expected: string[]): string {
	const missing = expected.filter((text) => !shown.includes(text));
	const extra = shown.filter((text) => !expected.includes(text));
	if (missing.length === 0 && extra.length === 0) return `shows in another order: ${shown.join()}`;
	return `lacks [${missing.join()}] and shows instead [${extra.join()}]`;
}
