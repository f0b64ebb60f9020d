import type { Admin } from '../../core/admin.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';

/** After this time, in ms, who waits stands out until the setting is known. */
const WAITING_WARNING_MS = 3_600_000;

export interface TeamOptions {
	/** The signed-in admin, who is known before any read. */
	admin: Admin;
	port: () => Pick<InboxPort, 'admins' | 'waitingWarning'>;
}

/** All support admins, as they are now, and how long they let users wait. */
export class Team implements InboxView {
	readonly #options: TeamOptions;
	#admins: readonly Admin[] = $state.raw([]);
	#waitingWarningMs = $state(WAITING_WARNING_MS);
	#byId: ReadonlyMap<string, Admin> = $derived(
		new Map(this.#admins.map((admin) => [admin.id, admin]))
	);

	constructor(options: TeamOptions) {
		this.#options = options;
		this.#admins = [options.admin];
	}

	/** The signed-in admin first, the others by name. */
	get admins(): readonly Admin[] {
		return this.#admins;
	}

	/** After which time a user who waits stands out. */
	get waitingWarningMs(): number {
		return this.#waitingWarningMs;
	}

	/** The admin with this public id, if there is one. */
	find(adminId: string | null): Admin | undefined {
		return adminId === null ? undefined : this.#byId.get(adminId);
	}

	/** Reads them again for a chat of an admin who has joined since. */
	onChat({ assignedAdminId }: ChatSummary): void {
		if (assignedAdminId === null || this.find(assignedAdminId)) return;
		this.refresh().catch(() => {});
	}

	async refresh(): Promise<void> {
		const { admin, port } = this.#options;
		const [admins, warning] = await Promise.all([
			port().admins(),
			port()
				.waitingWarning()
				.catch(() => this.#waitingWarningMs)
		]);
		this.#waitingWarningMs = warning;
		const isOwn = ({ id }: Admin) => id === admin.id;
		const others = admins.filter((each) => !isOwn(each));
		this.#admins = [
			admins.find(isOwn) ?? admin,
			...others.sort((a, b) => a.name.localeCompare(b.name))
		];
	}
}
