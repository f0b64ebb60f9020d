/** Something that `schedule` runs. */
export interface Task {
	name: string;
	/** What it uses alone while it runs: two tasks with one of these in common run one after the other. */
	uses: readonly string[];
	/** @throws Error when it fails */
	run(): Promise<void>;
}

/** How a task ended. */
export interface Outcome {
	name: string;
	seconds: number;
	/** Why it failed. */
	error?: Error;
}

/**
 * Runs tasks, several at a time, each as soon as a place is free and nothing that it uses is in use; of those that can
 * start, the first of the list. After a failure no other task starts, and those that run are waited for.
 *
 * @param places how many may run at a time
 * @param onEnd called as each ends
 * @returns the outcomes of those that ran, in the order in which they ended
 */
export async function schedule(
	tasks: readonly Task[],
	places: number,
	onEnd: (outcome: Outcome) => void = () => {}
): Promise<Outcome[]> {
	const waiting = [...tasks];
	const running = new Map<Task, Promise<void>>();
	const outcomes: Outcome[] = [];
	const isFree = (task: Task) =>
		![...running.keys()].some(({ uses }) => uses.some((one) => task.uses.includes(one)));

	const start = (task: Task) => {
		waiting.splice(waiting.indexOf(task), 1);
		const ended = measure(task).then((outcome) => {
			running.delete(task);
			outcomes.push(outcome);
			onEnd(outcome);
		});
		running.set(task, ended);
	};
	for (;;) {
		const hasFailed = outcomes.some(({ error }) => error);
		for (let next; !hasFailed && running.size < places && (next = waiting.find(isFree));) {
			start(next);
		}
		if (running.size === 0) return outcomes;
		await Promise.race(running.values());
	}
}

async function measure({ name, run }: Task): Promise<Outcome> {
	const start = performance.now();
	const seconds = () => (performance.now() - start) / 1000;
	try {
		await run();
		return { name, seconds: seconds() };
	} catch (error) {
		return { name, seconds: seconds(), error: error as Error };
	}
}
