import type { HealthProblem } from '../../core/health.ts';
import type { Clock, PageEnvironment } from '../../core/ports.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InputRest } from '../keyboard/input-rest.ts';

const READ_EVERY_MS = 10 * 60_000;

export interface HealthPorts {
	port: () => Pick<InboxPort, 'health'>;
	clock: Clock;
	environment: PageEnvironment;
	/** What is found is shown when the admin's hands rest: it moves the list. */
	rest: Pick<InputRest, 'start' | 'wait'>;
}

/**
 * What is wrong with the machinery behind the chat: read at the start, and every ten minutes while the
 * tab is looked at. A read that fails changes nothing.
 */
export class Health {
	readonly #ports: HealthPorts;
	#found = $state.raw<readonly HealthProblem[]>([]);
	#dismissed = $state.raw<readonly HealthProblem[]>([]);
	#readAt = -Infinity;
	#running = false;
	#cancelTimer = () => {};
	#cancelWait = () => {};

	constructor(ports: HealthPorts) {
		this.#ports = ports;
	}

	/** To be shown: nothing while the admin has dismissed all of it. */
	get problems(): readonly HealthProblem[] {
		const isNew = (problem: HealthProblem) => !this.#dismissed.includes(problem);
		return this.#found.some(isNew) ? this.#found : [];
	}

	/** Hides these problems until there is another one; one that went and comes back is another. */
	dismiss(): void {
		this.#dismissed = this.#found;
	}

	/** Starts to read; returns how to end that. */
	start(): () => void {
		const stopResting = this.#ports.rest.start();
		const stopWatching = this.#ports.environment.subscribe(() => this.#look());
		this.#running = true;
		this.#look();
		return () => {
			this.#running = false;
			stopResting();
			stopWatching();
			this.#cancelTimer();
			this.#cancelWait();
		};
	}

	/** Reads when it is time to, and somebody looks. */
	#look(): void {
		this.#cancelTimer();
		const { clock, environment } = this.#ports;
		if (!environment.online || !environment.visible) return;
		if (clock.now() - this.#readAt >= READ_EVERY_MS) {
			this.#readAt = clock.now();
			// What fails is read again in ten minutes.
			this.#read().catch(() => {});
		}
		const wait = this.#readAt + READ_EVERY_MS - clock.now();
		this.#cancelTimer = clock.after(wait, () => this.#look());
	}

	async #read(): Promise<void> {
		const problems = await this.#ports.port().health();
		if (!this.#running) return;
		this.#cancelWait();
		this.#cancelWait = this.#ports.rest.wait(() => this.#show(problems));
	}

	#show(problems: readonly HealthProblem[]): void {
		this.#found = problems;
		this.#dismissed = this.#dismissed.filter((problem) => problems.includes(problem));
	}
}
