import type { SettingsForm } from './settings-form.svelte.ts';

/** Changed forms of an inbox that were left with Back, by name. */
const KEPT = new WeakMap<object, Map<string, SettingsForm>>();

/** Keeps a form if something was entered that is not saved. */
export function keepForm(inbox: object, name: string, form: SettingsForm): void {
	const forms = KEPT.get(inbox) ?? new Map<string, SettingsForm>();
	if (form.isChanged) forms.set(name, form);
	else forms.delete(name);
	KEPT.set(inbox, forms);
}

/** The form that was kept, if any. */
export function takeForm(inbox: object, name: string): SettingsForm | undefined {
	return KEPT.get(inbox)?.get(name);
}
