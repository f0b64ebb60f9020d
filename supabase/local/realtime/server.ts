import type { ApiKeys } from './api-keys.ts';
import type { Database } from './database.ts';
import type { Hub } from './hub.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { MessageStream } from './message-stream.ts';
import type { Presence } from './presence.ts';
import type { RateCounter } from './rate-counter.ts';

/** What every socket, channel and request of one server shares. */
export interface Server {
	limits: Limits;
	log: Log;
	apiKeys: ApiKeys;
	jwtSecret: string;
	database: Database;
	stream: MessageStream;
	hub: Hub;
	presence: Presence;
	rates: { events: RateCounter; joins: RateCounter; presence: RateCounter };
}
