import type { HealthProblem } from '../../core/health.ts';
import type { Clock, PageEnvironment } from '../../core/ports.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InputRest } from '../keyboard/input-rest.ts';

const READ_EVERY_MS = 10 * 60_000;

export interface HealthPorts {
	port: () => Pick<InboxPort, 'health'>;
	clock: Clock;
	environment: PageEnvironment;
	/** Problems are shown once input is idle, since they shift the page. */
	rest: Pick<InputRest, 'start' | 'wait'>;
}

/**
 * Problems of the services behind the chat: read at the start, and every ten minutes while the tab is
 * visible. A read that fails changes nothing.
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

	/** The problems to show; none while the admin has dismissed all of them. */
	get problems(): readonly HealthProblem[] {
		const isNew = (problem: HealthProblem) => !this.#dismissed.includes(problem);
		return this.#found.some(isNew) ? this.#found : [];
	}

	/** Hides these problems until there is another one; one that is fixed and comes back is another. */
	dismiss(): void {
		this.#dismissed = this.#found;
	}

	/** Starts reading; returns a function that stops it. */
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

	/** Reads if a read is due and the tab is visible, and schedules the next. */
	#look(): void {
		this.#cancelTimer();
		const { clock, environment } = this.#ports;
		if (!environment.online || !environment.visible) return;
		if (clock.now() - this.#readAt >= READ_EVERY_MS) {
			this.#readAt = clock.now();
			// A failed read is repeated in ten minutes.
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
