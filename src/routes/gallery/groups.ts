import type { Component } from 'svelte';

/** States of one part of the chat, shown together. */
export interface StateGroup {
	title: string;
	load(): Promise<{ default: Component }>;
}

/** All groups of the gallery, by the last part of their address. */
export const GROUPS: Record<string, StateGroup> = {
	messages: { title: 'Messages', load: () => import('./widget/Messages.svelte') },
	texts: { title: 'Texts of messages', load: () => import('./widget/Texts.svelte') },
	composer: { title: 'Composer', load: () => import('./widget/Composer.svelte') },
	files: { title: 'Files', load: () => import('./widget/Files.svelte') },
	panel: { title: 'Panel', load: () => import('./widget/Panel.svelte') },
	header: { title: 'Header and settings', load: () => import('./widget/Header.svelte') },
	list: { title: 'List of chats', load: () => import('./inbox/List.svelte') },
	search: { title: 'Search', load: () => import('./inbox/Search.svelte') },
	chat: { title: 'Open chat', load: () => import('./inbox/Chat.svelte') },
	notes: { title: 'Notes', load: () => import('./inbox/Notes.svelte') },
	user: { title: 'User panel', load: () => import('./inbox/User.svelte') },
	picker: { title: 'Picker of saved replies', load: () => import('./inbox/ReplyPicker.svelte') },
	replies: { title: 'Saved replies', load: () => import('./inbox/Replies.svelte') },
	reports: { title: 'Reports', load: () => import('./inbox/Reports.svelte') },
	settings: { title: 'Settings', load: () => import('./inbox/Settings.svelte') },
	office: { title: 'Office hours and look', load: () => import('./inbox/Office.svelte') },
	notices: { title: 'Notices', load: () => import('./inbox/Notices.svelte') }
};
