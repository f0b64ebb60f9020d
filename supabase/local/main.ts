import { parseArgs } from 'node:util';
import { parse } from 'smol-toml';
import { StackError } from './errors.ts';
import { DEFAULT_PORT_BASE } from './ports.ts';
import { planLimits, type Plan } from './realtime/limits.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { startStack, type Stack } from './stack.ts';

const USAGE = `npm run stack -- [--json] [--fresh] [--port-base 56000] [--realtime-plan free] [--set auth.jwt_expiry=60]

  --json           print one line of JSON when ready, and nothing else
  --fresh          start from an empty database in a folder that is removed at the end
  --port-base      API at base+321, Postgres at base+322, mailbox at base+324 (default ${DEFAULT_PORT_BASE})
  --realtime-plan  whose limits Realtime has: free (default), pro or team
  --set            another value of a setting of config.toml, as TOML; may be given again`;

await runUntilSignal(async () => {
	const options = readOptions();
	const stack = await startStack({
		portBase: options.portBase,
		fresh: options.fresh,
		settings: options.settings,
		realtime: { limits: planLimits[options.plan] },
		progress: options.json ? undefined : (step) => console.log(`${step} …`)
	});
	console.log(options.json ? toJson(stack) : toText(stack));
	return stack.stop;
});

interface Options {
	json: boolean;
	fresh: boolean;
	portBase: number;
	plan: Plan;
	settings: Record<string, unknown>;
}

function readOptions(): Options {
	try {
		const { values } = parseArgs({
			options: {
				json: { type: 'boolean', default: false },
				fresh: { type: 'boolean', default: false },
				'port-base': { type: 'string', default: String(DEFAULT_PORT_BASE) },
				'realtime-plan': { type: 'string', default: 'free' },
				set: { type: 'string', multiple: true, default: [] }
			}
		});
		const portBase = Number(values['port-base']);
		if (!Number.isInteger(portBase) || portBase < 1000 || portBase > 65000) {
			throw new Error('--port-base takes a whole number from 1000 to 65000.');
		}
		const plan = values['realtime-plan'] as Plan;
		if (!Object.hasOwn(planLimits, plan)) {
			throw new Error(`--realtime-plan takes one of ${Object.keys(planLimits).join(', ')}.`);
		}
		const settings = Object.fromEntries(values.set.map(readSetting));
		return { json: values.json, fresh: values.fresh, portBase, plan, settings };
	} catch (error) {
		throw new StackError(`${(error as Error).message}\n\n${USAGE}`);
	}
}

/** The path and the value of `auth.jwt_expiry=60`. @throws Error when the value is not TOML */
function readSetting(text: string): [string, unknown] {
	const at = text.indexOf('=');
	if (at < 1) throw new Error('--set takes a path and a value, such as auth.jwt_expiry=60.');
	return [text.slice(0, at), parse(`value = ${text.slice(at + 1)}`).value];
}

function toJson(stack: Stack): string {
	return JSON.stringify({
		url: stack.url,
		publishable_key: stack.publishableKey,
		secret_key: stack.secretKey,
		db_url: stack.dbUrl,
		mailbox_url: stack.mailboxUrl
	});
}

function toText(stack: Stack): string {
	return `
  API              ${stack.url}
  Publishable key  ${stack.publishableKey}
  Secret key       ${stack.secretKey}
  Postgres         ${stack.dbUrl}
  Mailbox          ${stack.mailboxUrl}

  Ctrl-C stops it.`;
}
