import type { SettingsTransport } from '../../supabase/transports/settings-transport.ts';

/** Network access of the settings; tests pass a fake. */
export type SettingsPort = Pick<
	SettingsTransport,
	| 'settings'
	| 'saveSettings'
	| 'admins'
	| 'addAdmin'
	| 'removeAdmin'
	| 'setRole'
	| 'updateOwn'
	| 'failedEmails'
	| 'retryEmail'
	| 'findPeople'
	| 'exportData'
	| 'eraseData'
	| 'auditLog'
>;
