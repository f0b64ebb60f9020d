import { createContext } from 'svelte';
import type { SettingsRead, TeamMember } from '../../core/settings.ts';
import type { SettingsTexts } from '../../languages/en/settings.ts';
import type { SettingsPort } from './settings-port.ts';
import type { UnsavedChanges } from './unsaved-changes.ts';

/** What the sections of the settings share. */
export interface SettingsContext {
	texts: SettingsTexts;
	port: SettingsPort;
	/** As read when the section was opened. */
	read: SettingsRead;
	/** All admins then; the signed-in one is among them. */
	members: readonly TeamMember[];
	/** Undefined once they were removed. */
	own: TeamMember | undefined;
	unsaved: UnsavedChanges;
}

export const [useSettings, setSettings] = createContext<SettingsContext>();
