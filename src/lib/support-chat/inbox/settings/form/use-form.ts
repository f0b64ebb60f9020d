import { onDestroy, onMount } from 'svelte';
import { useInbox } from '../../inbox-context.ts';
import { useSettings } from '../settings-context.ts';
import type { Field } from './fields.ts';
import { keepForm, takeForm } from './kept-forms.ts';
import { SettingsForm } from './settings-form.svelte.ts';

/**
 * The form of a section of the settings, which the page asks about before it is left; call it while the section is
 * initialised. `name` names the form among those that are kept.
 */
export function useForm(name: string, fields: readonly Field[]): SettingsForm {
	const inbox = useInbox();
	const { port, read, unsaved } = useSettings();
	const form = takeForm(inbox, name) ?? new SettingsForm(fields, read, port);
	onMount(() => unsaved.add(form));
	// Back leaves without a question: what was entered is there again when the section is.
	onDestroy(() => keepForm(inbox, name, form));
	return form;
}
