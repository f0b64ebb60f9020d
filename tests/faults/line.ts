import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind } from './plan.ts';
import type { Tunnel } from './tunnel.ts';

/** A fault that waits for the next insert. */
export type InsertFault = Extract<Kind, `inserts ${string}`>;

/** supabase-js connects again within this time. */
const SOCKET_PATIENCE_MS = 12_000;

/** One client's way to the stack, and what is wrong with it now. */
export class Line {
	readonly tunnels = new Set<Tunnel>();
	readonly sockets = new Set<Socket>();
	readonly insertFaults: InsertFault[] = [];
	#refusesJoin = false;
	#losesFrames = false;
	#doublesFrames = false;
	#isCut = false;
	#stalled: PromiseWithResolvers<void> | null = null;
	readonly #hit = new Set<Kind>();
	readonly #tell: (kind: Kind) => void;

	/** `tell` hears of each fault that has really hit something. */
	constructor(tell: (kind: Kind) => void) {
		this.#tell = tell;
	}

	get isCut(): boolean {
		return this.#isCut;
	}

	get losesFrames(): boolean {
		return this.#losesFrames;
	}

	get doublesFrames(): boolean {
		return this.#doublesFrames;
	}

	happened(kind: Kind): void {
		this.#hit.add(kind);
		this.#tell(kind);
	}

	/** Resolves at once, or when the line no longer stalls. */
	async passable(): Promise<void> {
		await this.#stalled?.promise;
	}

	/** Breaks every connection; until `heal` new ones break at once. */
	cut(): void {
		this.#isCut = true;
		for (const tunnel of this.tunnels) tunnel.destroy();
		for (const socket of this.sockets) socket.destroy();
		this.happened('connections cut');
	}

	/** Nothing passes in either direction until it is mended; then everything that waited does. */
	stall(): void {
		this.#stalled ??= Promise.withResolvers();
	}

	/**
	 * The sockets of now go on sending and never receive again: nobody repairs those. Where there is
	 * none, it waits for one.
	 */
	async halfOpen(): Promise<void> {
		const deadline = Date.now() + SOCKET_PATIENCE_MS;
		while (this.tunnels.size === 0 && Date.now() < deadline) await sleep(50);
		for (const tunnel of this.tunnels) {
			tunnel.deafen();
			this.happened('sockets half-open');
		}
	}

	/**
	 * The next join of the chat is answered as Realtime answers when the database fails while it asks the
	 * policies. New sockets have to join.
	 */
	refuseJoin(): void {
		this.#refusesJoin = true;
		for (const tunnel of this.tunnels) tunnel.destroy();
	}

	/** Whether a join of the chat is refused now; only one is. */
	takeJoin(): boolean {
		const refused = this.#refusesJoin;
		this.#refusesJoin = false;
		if (refused) this.happened('joins refused though allowed');
		return refused;
	}

	/** Broadcasts vanish, or come twice, until one has and it is mended. */
	spoilFrames(kind: 'frames lost' | 'frames doubled'): void {
		this.#hit.delete(kind);
		if (kind === 'frames lost') this.#losesFrames = true;
		else this.#doublesFrames = true;
	}

	mend(kind: Kind): void {
		if (kind === 'connections cut') this.#isCut = false;
		else if (kind === 'frames lost') this.#losesFrames &&= !this.#hit.has(kind);
		else if (kind === 'frames doubled') this.#doublesFrames &&= !this.#hit.has(kind);
		else {
			this.#stalled?.resolve();
			this.#stalled = null;
		}
	}

	/** From now on all goes well, but for sockets that are half-open. */
	heal(): void {
		this.mend('connections cut');
		this.mend('connections stalled');
		this.#refusesJoin = false;
		this.#losesFrames = false;
		this.#doublesFrames = false;
		this.insertFaults.length = 0;
	}
}
