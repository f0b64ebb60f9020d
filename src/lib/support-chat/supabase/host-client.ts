/** A supabase-js client of the host, whatever its tables. */
export interface HostClient {
	from(table: string): unknown;
	rpc(name: string, ...rest: never[]): unknown;
	channel(name: string, ...rest: never[]): unknown;
	removeChannel(channel: never): unknown;
	auth: unknown;
	realtime: unknown;
}
