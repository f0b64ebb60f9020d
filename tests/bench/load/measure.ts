import { cpus } from 'node:os';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';
import { quantile, type Measurement } from '../measurement.ts';
import { Generators } from './generators.ts';
import type { GeneratorResult } from './plan.ts';
import { makeCrowd, planFor, readTable } from './crowd.ts';

export interface LoadSize {
	/** Sockets in all: those of the admins, and one for each page of a user. */
	sockets: number;
	admins: number;
	perSecond: number;
	seconds: number;
}

/** What one run of load has shown. Times are in milliseconds. */
interface Outcome {
	chatDeliveries: number[];
	inboxDeliveries: number[];
	answers: number[];
	/** Violations as text. */
	wrong: string[];
	refetched: number;
	messages: number;
	/** Of the CPU time that all of the machine had. */
	busyShare: number;
	generatorShare: number;
	/** How late the generators' timers were: the worst of their 99th percentiles. */
	lateMs: number;
}

/**
 * Figure 21: users and admins write and read through the product's own conversation and transports while a stack
 * serves them; every receiver compares what it has with the table. The floor is a small load, before and after.
 *
 * @param report called with what the figures do not say: what was written, and who used the CPU
 */
export async function measureLoad(
	load: LoadSize,
	floor: LoadSize,
	report: (text: string) => void
): Promise<Measurement[]> {
	// On a smaller plan, the bench would measure the plan's limit.
	const stack = await spawnStack('ignore', ['--realtime-plan', 'team']);
	const { url = '', publishable_key: key = '', db_url: databaseUrl = '' } = stack.ready;
	const database = await BenchDatabase.connect(databaseUrl);
	try {
		const run = (size: LoadSize) => runLoad(database, { url, key }, size);
		const before = await run(floor);
		const outcome = await run(load);
		const after = await run(floor);
		for (const [name, each] of Object.entries({ before, outcome, after })) {
			report(`${name}: ${describe(each)}`);
		}
		return toMeasurements(load, floor, outcome, [before, after]);
	} finally {
		await database.end();
		await stack.stop();
	}
}

async function runLoad(
	database: BenchDatabase,
	project: { url: string; key: string },
	size: LoadSize
): Promise<Outcome> {
	const crowd = await makeCrowd(database, size);
	const generators = new Generators();
	try {
		await generators.open(planFor(crowd, size, project));
		const before = machineCpu();
		const { sent, failed } = await generators.send();
		const after = machineCpu();
		const table = await readTable(database, crowd);
		const results = await generators.judge(table);
		const all = after.all - before.all;
		const sum = (of: (result: GeneratorResult) => number) =>
			results.reduce((total, result) => total + of(result), 0);
		return {
			chatDeliveries: results.flatMap((result) => result.chatDeliveries),
			inboxDeliveries: results.flatMap((result) => result.inboxDeliveries),
			answers: results.flatMap((result) => result.answers),
			wrong: [
				...failed,
				...results.flatMap((result) => result.wrong),
				...(table.length === sent ? [] : [`${sent} messages, but ${table.length} in the table`])
			],
			refetched: sum((result) => result.refetched),
			messages: table.length,
			busyShare: (after.busy - before.busy) / all,
			generatorShare: sum((result) => result.cpuMs) / all,
			lateMs: Math.max(...results.map((result) => result.lateMs))
		};
	} finally {
		await generators.stop();
	}
}

/** CPU time of the machine since its start, in milliseconds. */
function machineCpu(): { busy: number; all: number } {
	const times = cpus().map((cpu) => cpu.times);
	const all = times.reduce(
		(sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
		0
	);
	return { busy: all - times.reduce((sum, { idle }) => sum + idle, 0), all };
}

function describe(outcome: Outcome): string {
	const { messages, chatDeliveries, inboxDeliveries, refetched, wrong } = outcome;
	const percent = (share: number) => `${Math.round(share * 100)} %`;
	return [
		`${messages} messages, ${chatDeliveries.length} times at other pages`,
		`${inboxDeliveries.length} times at inboxes, ${refetched} read without an event, ${wrong.length} wrong`,
		`the machine ${percent(outcome.busyShare)} busy, ${percent(outcome.generatorShare)} of it all for the load`,
		`its timers up to ${outcome.lateMs.toFixed(1)} ms late`,
		...wrong.slice(0, 10)
	].join('; ');
}

/** Figures by what is timed, and their targets against the floor by share. */
const TIMED = [
	{ id: '21a', key: 'chatDeliveries', what: 'row to another page of its chat' },
	{ id: '21b', key: 'inboxDeliveries', what: 'row to the inboxes' },
	{ id: '21c', key: 'answers', what: 'insert to its answer' }
] as const;
const SHARES = [
	{ share: 0.5, target: 2 },
	{ share: 0.95, target: 2 },
	{ share: 0.99, target: 3 }
];

function toMeasurements(
	load: LoadSize,
	floor: LoadSize,
	outcome: Outcome,
	floors: Outcome[]
): Measurement[] {
	const timed = TIMED.flatMap(({ id, key, what }) =>
		SHARES.map(({ share, target }) => ({
			id: `${id}, p${share * 100}`,
			what: `${what}, ${load.sockets} sockets, ${load.perSecond} messages a second`,
			floorWhat: `${floor.sockets} sockets, ${floor.perSecond} a second`,
			value: quantile(outcome[key], share),
			floor: quantile(
				floors.flatMap((each) => each[key]),
				share
			),
			...({ unit: 'ms', kind: 'ratio', target } as const)
		}))
	);
	return [
		...timed,
		{
			id: '21d',
			what: `lost, doubled or out of order, of ${outcome.messages} messages at every receiver`,
			floorWhat: `${floor.sockets} sockets, ${floor.perSecond} a second`,
			value: outcome.wrong.length,
			floor: floors.reduce((sum, { wrong }) => sum + wrong.length, 0),
			...({ unit: 'messages', kind: 'absolute', target: 0 } as const)
		}
	];
}
