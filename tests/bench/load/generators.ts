import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, GeneratorPlan, GeneratorResult, Order, StoredMessage } from './plan.ts';

/** The processes that make the load; each has its share of users and admins. */
export class Generators {
	readonly #children: ChildProcess[] = [];

	/** Starts them; resolves when all their pages and inboxes receive live events. */
	async open(plans: GeneratorPlan[]): Promise<void> {
		for (const _ of plans) this.#children.push(fork(join(import.meta.dirname, 'generator.ts')));
		await Promise.all(
			plans.map((plan, index) => this.#tell(index, { do: 'open', plan }, 'opened'))
		);
	}

	/** @returns what failed, and how many messages were taken for sending */
	async send(): Promise<{ sent: number; failed: string[] }> {
		const answers = await this.#tellAll({ do: 'send' }, 'sent');
		return {
			sent: answers.reduce((sum, { sent }) => sum + sent, 0),
			failed: answers.flatMap(({ failed }) => failed)
		};
	}

	/** Has every receiver compare itself with the table, as soon as it can be complete. */
	async judge(table: StoredMessage[]): Promise<GeneratorResult[]> {
		return (await this.#tellAll({ do: 'judge', table }, 'judged')).map(({ result }) => result);
	}

	async stop(): Promise<void> {
		await Promise.all(
			this.#children.map(async (child) => {
				if (child.exitCode !== null) return;
				const exited = once(child, 'exit');
				child.disconnect();
				await exited;
			})
		);
	}

	#tellAll<Did extends Answer['did']>(order: Order, did: Did) {
		return Promise.all(this.#children.map((_, index) => this.#tell(index, order, did)));
	}

	async #tell<Did extends Answer['did']>(
		index: number,
		order: Order,
		did: Did
	): Promise<Extract<Answer, { did: Did }>> {
		const child = this.#children[index]!;
		const ended = new AbortController();
		const { signal } = ended;
		try {
			const answer = once(child, 'message', { signal });
			child.send(order);
			const [message] = (await Promise.race([
				answer,
				once(child, 'exit', { signal }).then(([code]) => {
					throw new Error(`A generator ended with code ${code}.`);
				})
			])) as [Answer];
			if (message.did !== did) throw new Error(`A generator ${message.did}, not ${did}.`);
			return message as Extract<Answer, { did: Did }>;
		} finally {
			ended.abort();
		}
	}
}
