import { toChatError } from '../../core/chat-error.ts';
import type { Report, ReportQuery } from '../../core/report.ts';
import type { InboxPort } from '../live/inbox-port.ts';

/** `invalid_parameter_value`: of what the page asks for, only the time zone may be unknown to the database. */
const UNKNOWN_ZONE = '22023';

/** The report of the span that was asked for last. */
export class ReportRequest {
	readonly #port: () => Pick<InboxPort, 'report'>;
	#report = $state.raw<Report | null>(null);
	#isLoading = $state(false);
	#failed = $state(false);
	#abort: AbortController | undefined;

	constructor(port: () => Pick<InboxPort, 'report'>) {
		this.#port = port;
	}

	/** What was read last; stays while another span is read. */
	get report(): Report | null {
		return this.#report;
	}

	get isLoading(): boolean {
		return this.#isLoading;
	}

	/** Whether the span that was asked for last could not be read. */
	get failed(): boolean {
		return this.#failed;
	}

	/** Reads a span, in days of UTC when the database does not know the time zone; drops an earlier request. */
	async load(query: Omit<ReportQuery, 'signal'>): Promise<void> {
		this.stop();
		const { signal } = (this.#abort = new AbortController());
		this.#isLoading = true;
		this.#failed = false;
		try {
			const report = await this.#read({ ...query, signal });
			if (!signal.aborted) this.#report = report;
		} catch {
			if (!signal.aborted) this.#failed = true;
		} finally {
			if (!signal.aborted) this.#isLoading = false;
		}
	}

	/** Drops the present request. */
	stop(): void {
		this.#abort?.abort();
	}

	async #read(query: ReportQuery): Promise<Report> {
		try {
			return await this.#port().report(query);
		} catch (error) {
			if (query.timeZone === 'UTC' || toChatError(error).code !== UNKNOWN_ZONE) throw error;
			return this.#port().report({ ...query, timeZone: 'UTC' });
		}
	}
}
