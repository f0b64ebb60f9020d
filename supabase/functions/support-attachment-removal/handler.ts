import { Deadline, type Clock } from '../_shared/support-chat/deadline.ts';
import { BodyError } from '../_shared/support-chat/read-json.ts';
import type { Queue } from './queue-api.ts';
import { removeInParts } from './remove-in-parts.ts';
import { readBody, type Claim } from './request-body.ts';
import type { RemoveFiles } from './storage-api.ts';

export interface Dependencies {
	queue: Queue;
	removeFiles: RemoveFiles;
	clock: Clock;
	/** Keeps the worker alive for `work` after the response. */
	keepAlive(work: Promise<unknown>): void;
	/** Must never receive keys, paths or names. */
	log(line: string): void;
}

const PREPARE_MS = 3_000;
/**
 * For all requests to Storage. With the reports it is within the 2 minutes that the database leaves between
 * the end of a claim and the next one.
 */
const REMOVE_MS = 60_000;
/** The database waits 10 seconds for a response, and does not need it: the work goes on after it. */
const ANSWER_MS = 9_000;

/**
 * Removes the files of a claimed batch from Storage and reports the attempt to the database, which looks
 * what is gone and decides on retries.
 *
 * Needs no key: a claim is a secret made by the database, valid for one attempt at one batch, and a request
 * without one has no effect. Which files these are is not in the request.
 */
export async function handleRequest(
	request: Request,
	dependencies: Dependencies
): Promise<Response> {
	if (request.method !== 'POST') {
		return answer(405, { error: 'Use POST.' }, { allow: 'POST' });
	}
	try {
		const work = remove(await readBody(request), dependencies);
		dependencies.keepAlive(work);
		const ending = await new Deadline(dependencies.clock, ANSWER_MS).limit(work);
		return ending ? answer(STATUS[ending], { status: ending }) : answer(202, { status: 'working' });
	} catch (error) {
		if (error instanceof BodyError) return answer(error.status, { error: error.message });
		throw error;
	}
}

/** The end of an attempt; `unknown` when it could not be recorded. */
type Ending = 'removed' | 'nothing' | 'failed' | 'unknown';

const STATUS: Record<Ending, number> = { removed: 200, nothing: 200, failed: 503, unknown: 503 };

/** Never rejects. */
async function remove(claim: Claim, dependencies: Dependencies): Promise<Ending> {
	const { queue, log } = dependencies;
	const ending = await attempt(claim, dependencies);
	if (ending === 'nothing') return ending;
	try {
		await queue.record(claim, ending.error);
	} catch (error) {
		// The database retries by itself when it gets no report.
		log(`${claim.batch_id}: not recorded: ${describe(error)}`);
		return 'unknown';
	}
	const result = ending.error === undefined ? 'removed' : 'failed';
	log(`${claim.batch_id}: ${result}`);
	return result;
}

async function attempt(
	claim: Claim,
	{ queue, removeFiles }: Dependencies
): Promise<'nothing' | { error: string | undefined }> {
	try {
		const paths = await queue.prepare(claim, AbortSignal.timeout(PREPARE_MS));
		if (paths === null) return 'nothing';
		return { error: await removeInParts(paths, removeFiles, AbortSignal.timeout(REMOVE_MS)) };
	} catch (error) {
		return { error: describe(error) };
	}
}

function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
	return Response.json(body, { status, headers });
}
