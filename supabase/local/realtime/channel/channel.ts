import { handleBroadcast } from './channel-broadcast.ts';
import { handlePresence, leavePresence } from './channel-presence.ts';
import { handleAccessToken, watchExpiry } from './channel-token.ts';
import { topicKey } from '../hub.ts';
import type { Member, Message } from '../hub.ts';
import type { JoinConfig } from './join-config.ts';
import { probeWriteRight } from './policies.ts';
import type { Extension, PolicyContext, ReadRights } from './policies.ts';
import type { StoredMessage } from '../replication/replay.ts';
import type { ClientFrame, ServerFrame, Version } from '../socket/serializer.ts';
import type { Server } from '../server.ts';
import type { Claims } from './tokens.ts';

/** The part of a socket that its channels use. */
export interface ChannelSocket {
	readonly version: Version;
	/** The `x-` headers of the handshake. */
	readonly headers: Record<string, string>;
	/** Claims of the API key that opened the socket. */
	readonly keyClaims: Claims;
	send(frame: Buffer | string): void;
	push(frame: ServerFrame): void;
	/** Removes a channel that has ended. */
	forget(channel: Channel): void;
}

/** The result of an accepted join, from which the channel is created. */
export interface Admission {
	name: string;
	joinRef: string | null;
	config: JoinConfig;
	/** The client's JWT, or null when the API key is used instead. */
	token: string | null;
	claims: Claims;
	/** Null on a public channel, which has no checks. */
	rights: ReadRights | null;
	replayed: StoredMessage[];
}

/**
 * One joined topic of one socket. Handles the client's frames, and delivers the topic's messages if the
 * client may read them.
 * Source of behaviour: supabase/realtime lib/realtime_web/channels/realtime_channel.ex.
 */
export class Channel implements Member {
	readonly server: Server;
	readonly socket: ChannelSocket;
	readonly name: string;
	readonly joinRef: string | null;
	readonly config: JoinConfig;
	/** Key of this topic in hub and presence. */
	readonly key: string;
	token: string | null;
	claims: Claims;
	read: ReadRights | null;
	/** Checked on first use, and again after a new token. */
	write: Record<Extension, boolean | null> = { broadcast: null, presence: null };
	presenceEnabled: boolean;
	closed = false;
	expiryTimer: NodeJS.Timeout | null = null;
	#replayedIds: Set<string>;

	constructor(server: Server, socket: ChannelSocket, admission: Admission) {
		this.server = server;
		this.socket = socket;
		this.name = admission.name;
		this.joinRef = admission.joinRef;
		this.config = admission.config;
		this.key = topicKey(admission.name, admission.config.private);
		this.token = admission.token;
		this.claims = admission.claims;
		this.read = admission.rights;
		this.presenceEnabled = admission.config.presence.enabled;
		this.#replayedIds = new Set(admission.replayed.map((message) => message.id));
	}

	get version(): Version {
		return this.socket.version;
	}

	get topic(): string {
		return `realtime:${this.name}`;
	}

	/** Public channels read everything; private ones what the policies allow. */
	get readsPresence(): boolean {
		return this.read === null || this.read.presence === true;
	}

	get policyContext(): PolicyContext {
		return { topic: this.name, claims: this.claims, headers: this.socket.headers };
	}

	/** Subscribes to the topic; messages are delivered from now on. */
	open(): void {
		this.server.hub.add(this.key, this);
		watchExpiry(this);
	}

	/** Handles one frame; resolves when the next one may be handled. */
	receive(frame: ClientFrame): void | Promise<void> {
		switch (frame.event) {
			case 'phx_leave':
				this.reply(frame.ref, 'ok', {});
				return this.close();
			case 'broadcast':
				return handleBroadcast(this, frame);
			case 'presence':
				return handlePresence(this, frame);
			case 'access_token':
				return handleAccessToken(this, frame.payload);
			default:
				this.server.rates.events.add();
		}
	}

	deliver(message: Message, frame: Buffer | string): void {
		const { rates } = this.server;
		if (message.kind === 'event' && message.event === 'presence_diff') {
			if (!this.readsPresence) return;
			rates.presence.add();
			return this.socket.send(frame);
		}
		if (this.read?.broadcast === false) return;
		const id = message.kind === 'broadcast' ? message.broadcast.meta?.id : null;
		if (typeof id === 'string' && this.#replayedIds.has(id)) return;
		rates.events.add();
		this.socket.send(frame);
		if (rates.events.exceeded) this.shutdown('Too many messages per second');
	}

	/**
	 * Whether the client may send; checks the policies and caches the result.
	 * @throws the database's error
	 */
	async probeWrite(extension: Extension): Promise<boolean> {
		const allowed = await probeWriteRight(this.server.database, this.policyContext, extension);
		this.write[extension] = allowed;
		return allowed;
	}

	reply(ref: string | null, status: 'ok' | 'error', response: object | string): void {
		const payload = { status, response };
		this.push({ ref, event: 'phx_reply', payload });
	}

	push(frame: { ref?: string | null; event: string; payload: object }): void {
		this.socket.push({ joinRef: this.joinRef, topic: this.topic, ...frame });
	}

	/** Sends a system message, unrelated to any call of the client. */
	system(extension: string, status: 'ok' | 'error', message: string): void {
		this.push({ event: 'system', payload: { extension, status, message, channel: this.name } });
	}

	/** Ends the channel with a reason; the client does not rejoin by itself. */
	shutdown(message: string): void {
		if (this.closed) return;
		this.server.log('warning', `ChannelShutdown: ${message}`);
		this.system('system', 'error', message);
		this.close();
	}

	/** Ends the channel. */
	close(): void {
		if (this.closed) return;
		this.release();
		this.push({ ref: this.joinRef, event: 'phx_close', payload: {} });
		this.socket.forget(this);
	}

	/** Unsubscribes from the topic without notifying the client. */
	release(): void {
		if (this.closed) return;
		this.closed = true;
		if (this.expiryTimer) clearTimeout(this.expiryTimer);
		this.server.hub.remove(this.key, this);
		leavePresence(this);
	}
}
