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
	/** Broadcasts to the client vanish, or come twice. */
	losesFrames = false;
	doublesFrames = false;
	readonly insertFaults: InsertFault[] = [];
	#isCut = false;
	#stalled: PromiseWithResolvers<void> | null = null;
	readonly #tell: (kind: Kind) => void;

	/** `tell` hears of each fault that has really hit something. */
	constructor(tell: (kind: Kind) => void) {
		this.#tell = tell;
	}

	get isCut(): boolean {
		return this.#isCut;
	}

	happened(kind: Kind): void {
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

	/** Nothing passes in either direction until `heal`; then everything that waited does. */
	stall(): void {
		this.#stalled ??= Promise.withResolvers();
		this.happened('connections stalled');
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

	mend(kind: Kind): void {
		if (kind === 'connections cut') this.#isCut = false;
		if (kind === 'frames lost') this.losesFrames = false;
		if (kind === 'frames doubled') this.doublesFrames = false;
		if (kind === 'connections stalled') {
			this.#stalled?.resolve();
			this.#stalled = null;
		}
	}

	/** From now on all goes well, but for sockets that are half-open. */
	heal(): void {
		this.mend('connections cut');
		this.mend('connections stalled');
		this.mend('frames lost');
		this.mend('frames doubled');
		this.insertFaults.length = 0;
	}
}
