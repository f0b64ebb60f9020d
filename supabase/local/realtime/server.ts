import type { ApiKeys } from './api-keys.ts';
import type { Hub } from './hub.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Presence } from './channel/presence.ts';
import type { RateCounter } from './rate-counter.ts';
import type { Tenant } from './tenant.ts';

/** State shared by all sockets, channels and requests of one server. */
export interface Server {
	limits: Limits;
	log: Log;
	apiKeys: ApiKeys;
	jwtSecret: string;
	/** The connection to the project's database. */
	database: Tenant;
	/** The open sockets that have joined a channel at least once. */
	users: Set<object>;
	hub: Hub;
	presence: Presence;
	rates: { events: RateCounter; joins: RateCounter; presence: RateCounter };
}
