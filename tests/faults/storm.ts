import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { Journal } from './journal.ts';
import { CLIENTS, planWave } from './plan.ts';
import { Random } from './random.ts';
import { judgeFiles } from './stored-files.ts';
import { judge, type Observation, type Verdict } from './verdict.ts';
import { Watch } from './watch.ts';
import { ride } from './wave.ts';
import { createWorld, type World } from './world.ts';

export interface Outcome {
	typed: number;
	stored: number;
	/** Files of stored messages. */
	files: number;
	/** Objects in Storage that no message took. */
	leftovers: number;
	verdict: Verdict;
	/** Milliseconds from the end of each wave until all screens equalled the table. */
	recoveries: number[];
	/** Why the run ended early, or null. */
	failure: string | null;
}

/** Further waves for faults that affected nothing so far. */
const EXTRA_WAVES = 3;

/** Runs `waves` waves of faults, determined by the seed, in a new world. */
export async function runStorm(seed: number, waves: number, journal: Journal): Promise<Outcome> {
	const random = new Random(seed);
	const world = await createWorld(
		(kind) => journal.count(kind),
		(text) => journal.note(`Realtime: ${text}`)
	);
	const watches = new Map(CLIENTS.map((name) => [name, new Watch(world.clients[name])]));
	const recoveries: number[] = [];
	let failure: string | null = null;
	try {
		const last = () => (journal.missing.length > 0 ? waves + EXTRA_WAVES : waves);
		for (let wave = 1; wave <= last(); wave++) {
			journal.note(`wave ${wave}`);
			recoveries.push(await ride(world, planWave(random), journal));
			journal.note(`all screens equal the table after ${recoveries.at(-1)} ms`);
		}
		await readHistory(world);
	} catch (error) {
		failure = (error as Error).message;
	}
	for (const watch of watches.values()) await watch.stop();
	try {
		const clients = Object.values(world.clients);
		const table = await world.table();
		const observations: Observation[] = [];
		for (const client of clients)
			observations.push(await observe(client, watches.get(client.name)!));
		const files = await world.files();
		const chosen = new Map(clients.flatMap((client) => [...client.writer.files]));
		const { leftovers, ...wrong } = await judgeFiles(files, chosen);
		const verdict = judge(table, observations, await world.strays());
		verdict.lost.push(...wrong.lost);
		verdict.misattributed.push(...wrong.misattributed);
		return {
			typed: observations.reduce((sum, { typed }) => sum + typed.length, 0),
			stored: table.length,
			files: files.messages.flatMap(({ attachments }) => attachments).length,
			leftovers,
			verdict,
			recoveries,
			failure
		};
	} finally {
		await world.stop();
	}
}

async function observe(client: Client, { orders, doubled, failed }: Watch): Promise<Observation> {
	const { typed, files, sentAnew } = client.writer;
	return {
		...{ name: client.name, typed, orders, doubled },
		bubbles: await client.allBubbles(),
		withFiles: new Set(files.keys()),
		retried: new Set([...failed, ...sentAnew])
	};
}

/** Scrolls every client up to the first message of the table. */
async function readHistory({ clients, table }: World): Promise<void> {
	const [first] = await table();
	const deadline = Date.now() + 60_000;
	for (const client of Object.values(clients)) {
		while ((await client.bubbles())[0]?.text !== first?.text) {
			if (Date.now() > deadline) throw new Error(`${client.name} does not show older pages`);
			await client.scrollUp();
			await sleep(100);
		}
	}
}
