import type {
	AdminRole,
	AuditEntry,
	FailedEmail,
	FoundPerson,
	Settings,
	SettingsRead,
	TeamMember
} from '../../core/settings.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf, throwIfFailed } from '../errors.ts';
import {
	SETTING_COLUMNS,
	toAuditEntry,
	toFailedEmail,
	toFoundPerson,
	toRole,
	toSettingColumns,
	toSettings
} from '../settings-rows.ts';
import { SupabaseAttachmentTransport } from './attachment-transport.ts';
import { addFileAddresses } from './export-files.ts';
import { cursorOf, pageOf, parseCursor, type PageCursor } from './page-cursor.ts';

export interface AuditPage {
	/** The newest first. */
	entries: AuditEntry[];
	/** Null on the last page. */
	next: PageCursor | null;
}

const COLUMNS = [...Object.values(SETTING_COLUMNS), 'updated_at'].join(', ');

/** What the page of the settings reads and changes. Methods reject with a `ChatError`. */
export class SettingsTransport {
	readonly #client: ChatClient;
	readonly #userId: string;

	/** @param userId the admin whose client it is */
	constructor(client: ChatClient, userId: string) {
		this.#client = client;
		this.#userId = userId;
	}

	async settings(): Promise<SettingsRead> {
		return toRead(dataOf(await this.#client.from('support_settings').select(COLUMNS).single()));
	}

	/**
	 * Changes settings, as an owner. Null, and nothing is changed, when they are no longer of this `version`.
	 */
	async saveSettings(changes: Partial<Settings>, version: string): Promise<SettingsRead | null> {
		const result = await this.#client
			.from('support_settings')
			.update(toSettingColumns(changes))
			.eq('updated_at', version)
			.select(COLUMNS)
			.maybeSingle();
		throwIfFailed(result);
		return result.data && toRead(result.data);
	}

	/** All admins, the oldest first. */
	async admins(): Promise<TeamMember[]> {
		const result = await this.#client
			.from('support_admins')
			.select('id, user_id, display_name, role, email_alerts')
			.order('created_at')
			.order('id');
		return dataOf(result).map((row) => ({
			id: row.id,
			userId: row.user_id,
			name: sanitizeDisplayText(row.display_name),
			role: toRole(row.role),
			emailAlerts: row.email_alerts
		}));
	}

	async addAdmin(email: string, name: string, role: AdminRole): Promise<void> {
		const args = { email, display_name: name, role };
		throwIfFailed(await this.#client.rpc('add_support_admin', args));
	}

	async removeAdmin(adminId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('remove_support_admin', { admin_id: adminId }));
	}

	async setRole(adminId: string, role: AdminRole): Promise<void> {
		throwIfFailed(await this.#client.rpc('set_support_admin_role', { admin_id: adminId, role }));
	}

	/** Changes the caller's own display name and alerts. */
	async updateOwn({ name, emailAlerts }: { name?: string; emailAlerts?: boolean }): Promise<void> {
		const args = {
			...(name === undefined ? {} : { display_name: name }),
			...(emailAlerts === undefined ? {} : { email_alerts: emailAlerts })
		};
		throwIfFailed(await this.#client.rpc('update_own_support_admin', args));
	}

	/** E-mails that were given up, the newest first, at most 100. */
	async failedEmails(): Promise<FailedEmail[]> {
		return dataOf(await this.#client.rpc('support_failed_emails')).map(toFailedEmail);
	}

	async retryEmail(id: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('retry_support_email', { notification_id: id }));
	}

	/** The person with this address, or the guests with this short name. */
	async findPeople(email: string): Promise<FoundPerson[]> {
		return dataOf(await this.#client.rpc('find_support_user', { email })).map(toFoundPerson);
	}

	/** What the support chat stores about a user, for a file. */
	async exportData(userId: string): Promise<unknown> {
		const data = dataOf(await this.#client.rpc('export_support_data', { user_id: userId }));
		const port = new SupabaseAttachmentTransport({ client: this.#client, userId: this.#userId });
		return addFileAddresses(data as unknown as Parameters<typeof addFileAddresses>[0], port);
	}

	async eraseData(userId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('erase_support_data', { user_id: userId }));
	}

	/** A page of the log of changes. */
	async auditLog(before: PageCursor | null, limit = 30): Promise<AuditPage> {
		let request = this.#client.from('support_audit_log').select('*');
		if (before) {
			const { time, id } = parseCursor(before);
			request = request.lte('created_at', time).or(`created_at.lt."${time}",id.lt."${id}"`);
		}
		const result = await request
			.order('created_at', { ascending: false })
			.order('id', { ascending: false })
			.limit(limit + 1);
		const { page, next } = pageOf(dataOf(result), limit, (row) => cursorOf(row.created_at, row.id));
		return { entries: page.map(toAuditEntry).filter((entry) => entry !== null), next };
	}
}

/** The selected columns are not known to the generated types. */
function toRead(row: unknown): SettingsRead {
	const columns = row as Parameters<typeof toSettings>[0] & { updated_at: string };
	return { values: toSettings(columns), version: columns.updated_at };
}
