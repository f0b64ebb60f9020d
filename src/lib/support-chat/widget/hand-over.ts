import type { SendProblem } from '../core/conversation.ts';

/** The part of a conversation that takes what was written before it was there. */
export interface Heir {
	draft: string;
	send(text: string): SendProblem | null;
}

/**
 * Gives a conversation what was sent and what was typed before it was there. What it does not take,
 * its outbox being full, is put before what is typed: nothing is dropped.
 *
 * @param draft what is typed; when nothing is, the conversation keeps its draft of an earlier visit
 */
export function handOver(
	conversation: Heir,
	unsent: readonly { content: string }[],
	draft: string
): void {
	// Sending forgets the draft.
	const typed = draft || conversation.draft;
	const left = unsent.map(({ content }) => content).filter((text) => conversation.send(text));
	conversation.draft = [...left, typed].filter(Boolean).join('\n');
}
