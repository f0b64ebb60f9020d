import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind } from './plan.ts';
import { effectOf, type ReceivedRequest, type RequestFault } from './request-faults.ts';
import type { Tunnel } from './tunnel.ts';

/** supabase-js reconnects within this time. */
const SOCKET_PATIENCE_MS = 12_000;

/** One client's connection to the stack, and its current faults. */
export class Line {
	readonly tunnels = new Set<Tunnel>();
	readonly sockets = new Set<Socket>();
	readonly requestFaults: RequestFault[] = [];
	#refusesJoin = false;
	#losesFrames = false;
	#doublesFrames = false;
	#isCut = false;
	#stalled: PromiseWithResolvers<void> | null = null;
	readonly #hit = new Set<Kind>();
	readonly #onFault: (kind: Kind) => void;

	/** @param onFault called for each fault that takes effect */
	constructor(onFault: (kind: Kind) => void) {
		this.#onFault = onFault;
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
		this.#onFault(kind);
	}

	/** The first fault that concerns a request, which is then no longer due. */
	takeFault(request: ReceivedRequest): RequestFault | undefined {
		const at = this.requestFaults.findIndex((fault) => effectOf(fault).hits(request));
		return at < 0 ? undefined : this.requestFaults.splice(at, 1)[0];
	}

	/** Resolves when the line is not stalled. */
	async passable(): Promise<void> {
		await this.#stalled?.promise;
	}

	/** Breaks every connection; new ones break at once until it is mended. */
	cut(): void {
		this.#isCut = true;
		for (const tunnel of this.tunnels) tunnel.destroy();
		for (const socket of this.sockets) socket.destroy();
		this.happened('connections cut');
	}

	/** Holds all data in both directions until the line is mended, then passes it on. */
	stall(): void {
		this.#stalled ??= Promise.withResolvers();
	}

	/**
	 * Makes the current sockets half-open for good: they send but no longer receive. Waits for a socket if
	 * there is none.
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
	 * Refuses the next join of the chat, as Realtime does when the database fails during the policy check.
	 * Closes all sockets so that clients join again.
	 */
	refuseJoin(): void {
		this.#refusesJoin = true;
		for (const tunnel of this.tunnels) tunnel.destroy();
	}

	/** Whether to refuse this join of the chat; true once per `refuseJoin`. */
	takeJoin(): boolean {
		const refused = this.#refusesJoin;
		this.#refusesJoin = false;
		if (refused) this.happened('joins refused though allowed');
		return refused;
	}

	/** Drops or duplicates broadcasts until it is mended and at least one was affected. */
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

	/** Ends all faults except half-open sockets. */
	heal(): void {
		this.mend('connections cut');
		this.mend('connections stalled');
		this.#refusesJoin = false;
		this.#losesFrames = false;
		this.#doublesFrames = false;
		this.requestFaults.length = 0;
	}
}
