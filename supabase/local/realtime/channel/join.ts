import { Channel } from './channel.ts';
import type { Admission, ChannelSocket } from './channel.ts';
import { noPermission } from './channel-token.ts';
import { databaseFault } from '../database.ts';
import { parseJoinConfig } from './join-config.ts';
import type { JoinConfig } from './join-config.ts';
import { probeReadRights } from './policies.ts';
import type { PolicyContext, ReadRights } from './policies.ts';
import { readStoredMessages, ReplayParamsError } from '../replication/replay.ts';
import type { StoredMessage } from '../replication/replay.ts';
import type { ClientFrame } from '../socket/serializer.ts';
import type { Server } from '../server.ts';
import { checkClaims, isRecord, TokenError, verifyToken } from './tokens.ts';
import type { Claims } from './tokens.ts';

/** A join was refused; the client receives the message. */
export class JoinRefused extends Error {
	/** Whether this closes the whole socket. */
	disconnects: boolean;

	constructor(message: string, disconnects = false) {
		super(message);
		this.disconnects = disconnects;
	}
}

/**
 * Accepts or refuses a join. The order of the checks and the reasons are the platform's
 * (supabase/realtime lib/realtime_web/channels/realtime_channel.ex).
 * @param openChannels number of channels open on the socket
 * @throws JoinRefused
 */
export async function admit(
	server: Server,
	socket: ChannelSocket,
	frame: ClientFrame,
	openChannels: number
): Promise<{ channel: Channel; replayed: StoredMessage[] }> {
	const name = frame.topic.slice('realtime:'.length);
	if (name === '') throw new JoinRefused('TopicNameRequired: You must provide a topic name');
	checkRates(server, socket, openChannels);
	const config = parseJoinConfig(frame.payload);
	const token = joinToken(frame.payload);
	const claims = joinClaims(server, socket, token);
	const context = { topic: name, claims, headers: socket.headers };
	const rights = await readRights(server, context, config);
	const replayed = await replay(server, name, config, rights);
	const admission: Admission = {
		...{ name, joinRef: frame.joinRef, config, token, claims },
		...{ rights, replayed }
	};
	return { channel: new Channel(server, socket, admission), replayed };
}

function checkRates(
	{ rates, limits, users }: Server,
	socket: ChannelSocket,
	openChannels: number
): void {
	if (!users.has(socket) && users.size >= limits.maxSockets) {
		throw new JoinRefused('ConnectionRateLimitReached: Too many connected users');
	}
	if (rates.joins.exceeded) {
		throw new JoinRefused('ClientJoinRateLimitReached: Too many joins per second', true);
	}
	rates.joins.add();
	if (openChannels >= limits.maxChannelsPerSocket) {
		throw new JoinRefused('ChannelRateLimitReached: Too many channels');
	}
}

/** The client's own token; null, also for an opaque key, means the socket's API key. */
function joinToken(payload: unknown): string | null {
	if (!isRecord(payload)) return null;
	const given = payload.access_token || payload.user_token;
	if (typeof given === 'string' && given.startsWith('sb_')) return null;
	const token = [payload.user_token, payload.access_token].find(
		(value) => typeof value === 'string'
	);
	return (token as string | undefined) ?? null;
}

function joinClaims(server: Server, socket: ChannelSocket, token: string | null): Claims {
	try {
		return token === null ? checkClaims(socket.keyClaims) : verifyToken(token, server.jwtSecret);
	} catch (error) {
		if (error instanceof TokenError) throw new JoinRefused(`${error.code}: ${error.message}`);
		throw error;
	}
}

/** Null on a public channel, which only needs that the database was connected once. */
async function readRights(
	server: Server,
	context: PolicyContext,
	config: JoinConfig
): Promise<ReadRights | null> {
	const { database, log } = server;
	try {
		if (!config.private) {
			await database.open();
			return null;
		}
		const rights = await probeReadRights(database, context, config.presence.enabled);
		if (rights.broadcast || rights.presence) return rights;
	} catch (error) {
		const fault = databaseFault(error, database.busy);
		log('error', `${fault?.code ?? 'RlsPolicyError'}: ${String(error)}`);
		if (fault) throw new JoinRefused(`${fault.code}: ${fault.message}`);
	}
	throw new JoinRefused(`Unauthorized: ${noPermission(context.topic)}`);
}

async function replay(
	{ database, log }: Server,
	name: string,
	config: JoinConfig,
	rights: ReadRights | null
): Promise<StoredMessage[]> {
	if (!config.replay) return [];
	if (!rights) {
		throw new JoinRefused('UnableToReplayMessages: Replay is not allowed for public channels');
	}
	if (!rights.broadcast) throw new JoinRefused(`Unauthorized: ${noPermission(name)}`);
	try {
		return await readStoredMessages(database, name, config.replay.since, config.replay.limit);
	} catch (error) {
		if (error instanceof ReplayParamsError) {
			throw new JoinRefused('UnableToReplayMessages: Replay params are not valid');
		}
		log('error', `UnableToReplayMessages: ${String(error)}`);
		throw new JoinRefused('UnableToReplayMessages: Realtime was unable to replay messages');
	}
}
