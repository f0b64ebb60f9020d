import { untrack } from 'svelte';
import type { Message } from '../../core/message.ts';

interface Target {
	messages: () => readonly Message[];
	/** The `seq` of the message to go to, if there is one. */
	seq: () => number | null | undefined;
	/** Goes there. */
	onReach: (message: Message) => void;
}

/**
 * Goes to a message as soon as it is there. Call it while a component is made.
 *
 * @returns the message, while it is there
 */
export function followTarget({ messages, seq, onReach }: Target): () => Message | undefined {
	const message = $derived(messages().find((each) => each.seq === seq()));
	const id = $derived(message?.id);
	/** The one that was gone to. It may be let go of and read again, which leads nobody back to it. */
	let reached: number | null | undefined;

	$effect(() => {
		if (seq() === reached) return;
		reached = id ? seq() : null;
		if (reached) untrack(() => onReach(message!));
	});
	return () => message;
}
