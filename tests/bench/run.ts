import { parseArgs } from 'node:util';
import { measureBundle } from './browser/bundle.ts';
import { measureCompare } from './compare/measure.ts';
import { measureDispatch } from './database/dispatch.ts';
import { measureEmails } from './database/emails.ts';
import { measureFiles } from './browser/files.ts';
import { measureFairness } from './fairness/measure.ts';
import { measureInBrowser } from './browser/in-browser.ts';
import { measureInbox } from './inbox/measure-inbox.ts';
import { measureInsert } from './database/insert.ts';
import { measureJoin } from './stack/join.ts';
import { measureLive } from './stack/live.ts';
import { measureLoad } from './load/measure.ts';
import type { DatabaseUrls } from '../fixtures/empty-postgres.ts';
import { isMet, result, type Measurement } from './measurement.ts';
import { measureReads } from './database/reads.ts';
import { measureSearch } from './database/search.ts';
import { startBenchPostgres } from './stack/start-postgres.ts';
import { measureStart } from './stack/start.ts';
import { measureTeam } from './database/team.ts';

// `npm run bench`: compares every figure with a floor measured in the same run. With names, as `-- reads team`, only
// these measurements. `--quick` uses a fiftieth of the data to check that the bench itself works; its figures mean
// nothing.

const { values: options, positionals: names } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'boolean', default: false },
		quick: { type: 'boolean', default: false }
	}
});
const scale = options.quick ? 0.02 : 1;

const progress = (text: string) => {
	if (!options.json) console.error(`${text} …`);
};

/** The measurements by name, in the order in which they run. */
const alone: Record<string, () => Promise<Measurement[]>> = {
	bundle: measureBundle,
	browser: () => measureInBrowser(options.quick ? 2 : 12),
	inbox: () => measureInbox(options.quick ? 2 : 15),
	files: () =>
		options.quick
			? measureFiles({ files: 2, bytesPerFile: 1_000_000, texts: 5 }, { rounds: 1, arrivals: 12 })
			: measureFiles(
					{ files: 20, bytesPerFile: 5_000_000, texts: 100 },
					{ rounds: 3, arrivals: 110 }
				),
	compare: () => measureCompare(options.quick ? 1 : 9),
	start: () => measureStart(options.quick ? 1 : 3),
	load: () =>
		options.quick
			? measureLoad(
					{ sockets: 120, admins: 6, perSecond: 30, seconds: 6 },
					{ sockets: 48, admins: 3, perSecond: 3, seconds: 2 },
					progress
				)
			: measureLoad(
					{ sockets: 500, admins: 20, perSecond: 50, seconds: 120 },
					{ sockets: 50, admins: 2, perSecond: 5, seconds: 30 },
					progress
				),
	live: () => measureLive(options.quick ? 100 : 2000),
	emails: () => measureEmails(options.quick ? 1 : 5),
	fairness: () => measureFairness(options.quick ? 500 : 6000)
};
const chats = { chats: 200_000 * scale, messagesPerChat: 20 };
const inDatabases: Record<
	string,
	(large: DatabaseUrls, small: DatabaseUrls) => Promise<Measurement[]>
> = {
	insert: (large) => measureInsert(large.url),
	reads: (large, small) => measureReads(large, small, { ...chats, longChat: 200_000 * scale }),
	search: (large, small) => measureSearch(large, small, chats),
	team: (large, small) => measureTeam(large, small, chats),
	join: (large) => measureJoin(large, 1_000_000 * scale),
	// Last, because the other measurements would read its chats, which all have the same time.
	dispatch: (large) => measureDispatch(large.url, large.superuserUrl, 100_000 * scale)
};
const unknown = names.filter((name) => !(name in alone) && !(name in inDatabases));
if (unknown.length > 0) {
	const known = [...Object.keys(alone), ...Object.keys(inDatabases)].join(', ');
	throw new Error(`There is no measurement ${unknown.join(', ')}: there are ${known}.`);
}
const isWanted = (name: string) => names.length === 0 || names.includes(name);

const measurements: Measurement[] = [];
for (const name of Object.keys(alone).filter(isWanted)) {
	progress(name);
	measurements.push(...(await alone[name]!()));
}
const wanted = Object.keys(inDatabases).filter(isWanted);
if (wanted.length > 0) {
	const postgres = await startBenchPostgres();
	try {
		const [large, small] = [await postgres.create(), await postgres.create()];
		for (const name of wanted) {
			progress(name);
			measurements.push(...(await inDatabases[name]!(large, small)));
		}
	} finally {
		await postgres.stop();
	}
}

if (options.json) {
	console.log(
		JSON.stringify(
			measurements.map((each) => ({ ...each, result: result(each), met: isMet(each) }))
		)
	);
} else {
	console.table(measurements.map(toRow));
}

function toRow(each: Measurement) {
	const digits = each.unit === 'KB' ? 1 : 2;
	const sign = each.kind === 'ratio' ? 'x' : ` ${each.unit}`;
	return {
		'#': each.id,
		what: each.what,
		[`value`]: `${each.value.toFixed(digits)} ${each.unit}`,
		floor: `${each.floor.toFixed(digits)} ${each.unit} (${each.floorWhat})`,
		result: `${result(each).toFixed(2)}${sign}`,
		target: `<= ${each.target}${sign}`,
		met: isMet(each) ? 'yes' : 'NO'
	};
}
