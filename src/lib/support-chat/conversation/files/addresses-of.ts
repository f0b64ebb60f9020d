import type { Conversation } from '../../core/conversation.ts';
import { FileAddresses } from '../../core/files/file-addresses.ts';
import { browserClock } from '../browser/browser-ports.ts';
import { ReactiveValue } from '../reactive-value.ts';

const known = new WeakMap<Conversation, ReactiveValue<FileAddresses>>();

/** The addresses of a conversation's files: one object for all that shows them, so that it asks in batches. */
export function addressesOf(conversation: Conversation): ReactiveValue<FileAddresses> {
	const addresses =
		known.get(conversation) ??
		new ReactiveValue(
			new FileAddresses({
				port: async () => (await conversation.uploads()).port,
				clock: browserClock
			})
		);
	known.set(conversation, addresses);
	return addresses;
}
