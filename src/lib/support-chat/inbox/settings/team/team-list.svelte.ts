import type { AdminRole, TeamMember } from '../../../core/settings.ts';
import { reasonOf } from '../../../supabase/errors.ts';
import type { SettingsTexts } from '../../../languages/en/settings.ts';
import type { SettingsPort } from '../settings-port.ts';

export type TeamProblem = keyof SettingsTexts['team']['problem'];

const PROBLEMS: readonly TeamProblem[] = [
	'no_account',
	'unconfirmed_address',
	'already_admin',
	'blank',
	'too_long',
	'last_owner',
	'no_admin',
	'not_owner'
];

/** What came of the last change of the team: nobody's name means that it failed. */
export type TeamOutcome =
	| { done: 'added' | 'removed' | 'changed'; name: string }
	| { problem: TeamProblem; memberId: string | null };

/** The admins, and changing who they are. */
export class TeamList {
	readonly #port: Pick<SettingsPort, 'admins' | 'addAdmin' | 'removeAdmin' | 'setRole'>;
	#members: readonly TeamMember[] = $state.raw([]);
	#outcome: TeamOutcome | null = $state.raw(null);
	#busy = $state(false);

	constructor(
		members: readonly TeamMember[],
		port: Pick<SettingsPort, 'admins' | 'addAdmin' | 'removeAdmin' | 'setRole'>
	) {
		this.#members = members;
		this.#port = port;
	}

	get members(): readonly TeamMember[] {
		return this.#members;
	}

	get outcome(): TeamOutcome | null {
		return this.#outcome;
	}

	/** A change is under way. */
	get busy(): boolean {
		return this.#busy;
	}

	/** Whether this is the only owner, who stays one. */
	isLastOwner({ role }: TeamMember): boolean {
		return role === 'owner' && this.#members.filter((each) => each.role === 'owner').length === 1;
	}

	/** Makes the account with this address an admin. Returns whether it did. Never rejects. */
	add(email: string, name: string, role: AdminRole): Promise<boolean> {
		return this.#run(
			() => this.#port.addAdmin(email, name, role),
			{ done: 'added', name: name.trim() },
			null
		);
	}

	remove({ id, name }: TeamMember): Promise<boolean> {
		return this.#run(() => this.#port.removeAdmin(id), { done: 'removed', name }, id);
	}

	setRole({ id, name }: TeamMember, role: AdminRole): Promise<boolean> {
		return this.#run(() => this.#port.setRole(id, role), { done: 'changed', name }, id);
	}

	async #run(
		change: () => Promise<void>,
		done: TeamOutcome,
		memberId: string | null
	): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = true;
		this.#outcome = null;
		try {
			await change();
			this.#outcome = done;
			return true;
		} catch (error) {
			const reason = reasonOf(error);
			this.#outcome = {
				problem: PROBLEMS.find((known) => known === reason) ?? 'other',
				memberId
			};
			return false;
		} finally {
			await this.#refresh();
			this.#busy = false;
		}
	}

	/** Others change the team too. Without an answer it stays as it was shown. */
	async #refresh(): Promise<void> {
		try {
			this.#members = await this.#port.admins();
		} catch {
			// What came of the change is shown.
		}
	}
}
