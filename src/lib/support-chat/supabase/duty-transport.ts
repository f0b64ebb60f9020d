import type { DutyHandle, DutyTransport } from '../core/activity-ports.ts';
import type { ChannelHandle } from '../core/ports.ts';
import type { ChatClient } from './chat-client.ts';
import { openLiveChannel } from './live-channel.ts';

const TOPIC = 'support_presence';

/**
 * The admins on duty. Every signed-in user may look, so that an admin says nothing there but that
 * somebody is: no id, no name.
 */
export class SupabaseDutyTransport implements DutyTransport {
	readonly #client: ChatClient;

	constructor(client: ChatClient) {
		this.#client = client;
	}

	watch(onDuty: (somebody: boolean | null) => void): ChannelHandle {
		return openLiveChannel({
			client: this.#client,
			topic: TOPIC,
			events: {},
			// Only admins may be present here, so that whoever is there counts.
			presence: { onPresent: (state) => onDuty(Object.keys(state).length > 0) },
			onStatus: (status) => {
				if (status !== 'joined') onDuty(null);
			}
		});
	}

	report(): DutyHandle {
		const channel = openLiveChannel({
			client: this.#client,
			topic: TOPIC,
			events: {},
			// Without, the join would be one for broadcasts, which nobody may receive here.
			presence: { onPresent: () => {} },
			onStatus: () => {}
		});
		return {
			wake: () => channel.wake(),
			close: () => channel.close(),
			attend: (attending) => channel.track(attending ? {} : null)
		};
	}
}
