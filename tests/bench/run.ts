import { parseArgs } from 'node:util';
import { measureBundle } from './browser/bundle.ts';
import { measureDispatch } from './database/dispatch.ts';
import { measureEmails } from './database/emails.ts';
import { measureFairness } from './fairness/measure.ts';
import { measureInBrowser } from './browser/in-browser.ts';
import { measureInsert } from './database/insert.ts';
import { measureJoin } from './stack/join.ts';
import { measureLive } from './stack/live.ts';
import { isMet, result, type Measurement } from './measurement.ts';
import { measureReads } from './database/reads.ts';
import { measureSearch } from './database/search.ts';
import { startBenchPostgres } from './stack/start-postgres.ts';
import { measureStart } from './stack/start.ts';

// `npm run bench`: compares every figure with a floor measured in the same run. `--quick` uses a fiftieth of
// the data to check that the bench itself works; its figures mean nothing.

const { values: options } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		quick: { type: 'boolean', default: false }
	}
});
const scale = options.quick ? 0.02 : 1;

const progress = (text: string) => {
	if (!options.json) console.error(`${text} …`);
};

const measurements: Measurement[] = [];
progress('bundle');
measurements.push(...(await measureBundle()));

progress('browser');
measurements.push(...(await measureInBrowser(options.quick ? 2 : 12)));
progress('start');
measurements.push(...(await measureStart(options.quick ? 1 : 3)));
progress('live events');
measurements.push(...(await measureLive(options.quick ? 100 : 2000)));
progress('e-mails');
measurements.push(...(await measureEmails(options.quick ? 1 : 5)));
progress('one account against all others');
measurements.push(...(await measureFairness(options.quick ? 500 : 6000)));

const postgres = await startBenchPostgres();
try {
	const [large, small] = [await postgres.create(), await postgres.create()];
	progress('insert');
	measurements.push(...(await measureInsert(large.url)));
	progress('reads');
	measurements.push(
		...(await measureReads(large, small, {
			chats: 200_000 * scale,
			messagesPerChat: 20,
			longChat: 200_000 * scale
		}))
	);
	progress('search');
	measurements.push(
		...(await measureSearch(large, small, {
			chats: 200_000 * scale,
			messagesPerChat: 20
		}))
	);
	progress('join');
	measurements.push(...(await measureJoin(large, 1_000_000 * scale)));
	// Last, because the other measurements would read its chats, which all have the same time.
	progress('dispatch');
	measurements.push(...(await measureDispatch(large.url, large.superuserUrl, 100_000 * scale)));
} finally {
	await postgres.stop();
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
