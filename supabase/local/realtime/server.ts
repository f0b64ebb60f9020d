import type { ApiKeys } from './api-keys.ts';
import type { Hub } from './hub.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Presence } from './channel/presence.ts';
import type { RateCounter } from './rate-counter.ts';
import type { Tenant } from './tenant.ts';

/** What every socket, channel and request of one server shares. */
export interface Server {
	limits: Limits;
	log: Log;
	apiKeys: ApiKeys;
	jwtSecret: string;
	/** Where the database is asked. */
	database: Tenant;
	/** The sockets that have joined a channel since they were opened. */
	users: Set<object>;
	hub: Hub;
	presence: Presence;
	rates: { events: RateCounter; joins: RateCounter; presence: RateCounter };
}
