/** The product's edge function, run as in the local stack, with a fake database. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFunctions } from '../../../supabase/local/functions/functions.ts';
import type { Functions } from '../../../supabase/local/functions/functions.ts';
import { FakeOutbox, KEY } from './fake-outbox.ts';
import type { Report } from './fake-outbox.ts';

const SUPABASE = join(import.meta.dirname, '../../../supabase');
const CLAIM = 'c1'.repeat(32);

export class EdgeFunction {
	/** Its log. */
	readonly lines: string[] = [];
	readonly #outbox: FakeOutbox;
	readonly #functions: Functions;

	/** @param env its secrets */
	constructor(outbox: FakeOutbox, env: Record<string, string>) {
		this.#outbox = outbox;
		this.#functions = createFunctions({
			functionsDir: join(SUPABASE, 'functions'),
			configPath: join(SUPABASE, 'config.toml'),
			env: {
				SUPABASE_URL: outbox.url,
				SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: KEY }),
				...env
			},
			jwtSecret: 'unused',
			log: (line) => this.lines.push(line)
		});
	}

	/** Requests one mail. @param reply overrides of the default reply; null if there is nothing to send */
	async notify(id: string, reply: object | null = {}) {
		this.#outbox.replies.set(id, reply);
		const { answer, reports } = await this.#post({ notification_id: id, claim: CLAIM }, [id]);
		return { answer, report: reports[0] };
	}

	/** Requests a batch; returned ids and reports are in the order of the replies. */
	async notifyMany(
		replies: (object | null)[],
		batchId: string,
		ids = replies.map(() => randomUUID())
	) {
		ids.forEach((id, index) => this.#outbox.replies.set(id, replies[index]!));
		const notifications = ids.map((id) => ({ notification_id: id, claim: CLAIM }));
		return { ids, ...(await this.#post({ batch_id: batchId, notifications }, ids)) };
	}

	stop(): Promise<void> {
		return this.#functions.stop();
	}

	async #post(body: object, ids: string[]) {
		const url = 'http://localhost/functions/v1/support-reply-notification';
		const request = new Request(url, { method: 'POST', body: JSON.stringify(body) });
		const answer: unknown = await (await this.#functions.fetch(request)).json();
		const reports: (Report | undefined)[] = ids.map((id) =>
			this.#outbox.reports.findLast(({ notification_id }) => notification_id === id)
		);
		return { answer, reports };
	}
}
