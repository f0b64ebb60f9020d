import type { Component } from 'svelte';
import type { SettingsTexts } from '../../languages/en/settings.ts';

/** A section of the settings, with an address of its own. */
export interface SettingsSection {
	id: keyof SettingsTexts['section'];
	/** Its name in the address. */
	part: string;
	/** Whether admins who are no owners see it too. */
	forAll?: boolean;
	load(): Promise<{ default: Component }>;
}

/** The sections in their order. To add one, add its name to the texts and a line here. */
export const SECTIONS: readonly SettingsSection[] = [
	{ id: 'general', part: 'general', load: () => import('./GeneralSection.svelte') },
	{ id: 'messages', part: 'messages', load: () => import('./MessagesSection.svelte') },
	{ id: 'hours', part: 'hours', load: () => import('./office/HoursSection.svelte') },
	{
		id: 'appearance',
		part: 'appearance',
		load: () => import('./appearance/AppearanceSection.svelte')
	},
	{ id: 'team', part: 'team', load: () => import('./team/TeamSection.svelte') },
	{ id: 'replies', part: 'replies', forAll: true, load: () => import('./RepliesSection.svelte') },
	{ id: 'health', part: 'health', load: () => import('./health/HealthSection.svelte') },
	{ id: 'person', part: 'personal-data', load: () => import('./person/PersonSection.svelte') },
	{ id: 'log', part: 'log', load: () => import('./log/LogSection.svelte') },
	{ id: 'you', part: 'you', forAll: true, load: () => import('./YouSection.svelte') }
];

/** The sections that an admin sees. */
export function sectionsFor(isOwner: boolean): readonly SettingsSection[] {
	return SECTIONS.filter(({ forAll }) => isOwner || forAll);
}
