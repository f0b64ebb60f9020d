import type { DutyHandle, OnDuty } from '../../core/presence/activity-ports.ts';
import type { ChannelHandle } from '../../core/ports.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import type { ChatClient } from '../chat-client.ts';
import { isObject } from '../is-object.ts';
import { openLiveChannel } from '../realtime/live-channel.ts';

const TOPIC = 'support_presence';

/** Cap on untrusted presence: more pages than a support team has open. */
const MOST_PAGES = 500;
const LONGEST_NAME = 80;

// Presence of the admins on duty. Every signed-in user can read it, so an admin publishes only the name shown above
// their replies: no id and no account.

/** Calls `onDuty` with the admins on duty after each change. */
export function openDutyWatch(
	client: ChatClient,
	onDuty: (present: OnDuty) => void
): ChannelHandle {
	return openLiveChannel({
		client,
		topic: TOPIC,
		events: {},
		// Only admins may track presence here, so every entry counts.
		presence: { onPresent: (state) => onDuty(toNames(state)) },
		onStatus: (status) => {
			if (status !== 'joined') onDuty(null);
		}
	});
}

/** Publishes this admin's presence under a name that users see. */
export function openDutyReport(client: ChatClient, name: string): DutyHandle {
	const channel = openLiveChannel({
		client,
		topic: TOPIC,
		events: {},
		// Without presence this would be a broadcast join, which the policies refuse to everybody.
		presence: { onPresent: () => {} },
		onStatus: () => {}
	});
	return {
		wake: () => channel.wake(),
		close: () => channel.close(),
		attend: (attending) => channel.track(attending ? { name } : null)
	};
}

/** The names in a presence state, one per page; '' where it is missing or malformed. */
export function toNames(state: Record<string, unknown>): string[] {
	return Object.values(state)
		.slice(0, MOST_PAGES)
		.map((entries) => {
			const entry: unknown = Array.isArray(entries) ? entries.at(-1) : null;
			const name = isObject(entry) && typeof entry.name === 'string' ? entry.name : '';
			return sanitizeDisplayText(name.slice(0, LONGEST_NAME)).trim();
		});
}
