import { untrack } from 'svelte';
import type { Message } from '../../core/message.ts';

interface Target {
	messages: () => readonly Message[];
	/** `seq` of the message to jump to, if any. */
	seq: () => number | null | undefined;
	/** Called once the message is loaded. */
	onReach: (message: Message) => void;
}

/**
 * Calls `onReach` once the target message is loaded. Call it during component initialisation.
 *
 * @returns the message, while it is loaded
 */
export function followTarget({ messages, seq, onReach }: Target): () => Message | undefined {
	const message = $derived(messages().find((each) => each.seq === seq()));
	const id = $derived(message?.id);
	/** The target already reached: dropping and reloading it must not jump there again. */
	let reached: number | null | undefined;

	$effect(() => {
		if (seq() === reached) return;
		reached = id ? seq() : null;
		if (reached) untrack(() => onReach(message!));
	});
	return () => message;
}
