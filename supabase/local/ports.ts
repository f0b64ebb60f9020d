import { createServer } from 'node:net';
import { StackError } from './errors.ts';

/** The ports of one stack; `supabase start` uses those of base 54000. */
export interface Ports {
	api: number;
	db: number;
	mailbox: number;
}

export const DEFAULT_PORT_BASE = 54000;

/** The ports that `supabase start` would use if its own began at this base. */
export function portsFrom(base: number): Ports {
	return { api: base + 321, db: base + 322, mailbox: base + 324 };
}

/** @throws StackError that names the first port in use by another program */
export async function requireFreePorts(ports: Ports): Promise<void> {
	const named = { API: ports.api, Postgres: ports.db, mailbox: ports.mailbox };
	for (const [name, port] of Object.entries(named)) {
		if (await isFree(port)) continue;
		throw new StackError(
			`Port ${port} (${name}) is taken. Stop what listens there, or take other ports: npm run stack -- --port-base 56000`
		);
	}
}

/**
 * A base from `base` to 990 above it whose ports are free now, to run several stacks. Choose one below 32,000: from
 * there on, operating systems use ports for outgoing connections. Each process begins to look elsewhere, so that two
 * that look at once, before either listens, find different ones.
 */
export async function findFreePortBase(base: number): Promise<number> {
	for (let i = 0; i < 100; i++) {
		const candidate = base + 10 * ((process.pid + i) % 100);
		const free = await Promise.all(Object.values(portsFrom(candidate)).map(isFree));
		if (free.every(Boolean)) return candidate;
	}
	throw new StackError(`No free ports from ${base} on.`);
}

/** Whether nothing listens on this port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
}
