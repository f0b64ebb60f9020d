import type { Clock } from '../../core/ports.ts';
import { CountAfterEvents } from './count-after-events.svelte.ts';
import type { InboxPort } from './inbox-port.ts';

export interface UnreadCountPorts {
	port: () => Pick<InboxPort, 'countUnread'>;
	clock: Clock;
}

/** How many active chats are unread, up to the number where counting stops. */
export class UnreadCount extends CountAfterEvents<number> {
	constructor({ port, clock }: UnreadCountPorts) {
		super(0, () => port().countUnread(), clock);
	}
}
