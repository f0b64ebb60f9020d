import type { Channel } from './channel.ts';
import { databaseFault } from '../database.ts';
import { probeReadRights } from './policies.ts';
import type { ReadRights } from './policies.ts';
import { checkClaims, isRecord, TokenError, verifyToken } from './tokens.ts';

/**
 * Handles a new token on a joined channel: verifies it, checks the read policies again and drops the
 * cached write rights. Losing a read right ends the channel.
 */
export function handleAccessToken(channel: Channel, payload: unknown): void | Promise<void> {
	const token = isRecord(payload) ? payload.access_token : null;
	// Clients without a session send their API key, which changes nothing.
	if (typeof token !== 'string' || token === channel.token || token.startsWith('sb_')) return;
	return applyToken(channel, token);
}

async function applyToken(channel: Channel, token: string): Promise<void> {
	try {
		channel.claims = verifyToken(token, channel.server.jwtSecret);
	} catch (error) {
		return channel.shutdown(error instanceof Error ? error.message : String(error));
	}
	channel.token = token;
	channel.write = { broadcast: null, presence: null };
	watchExpiry(channel);
	if (channel.config.private) await readAgain(channel);
}

async function readAgain(channel: Channel): Promise<void> {
	const { database } = channel.server;
	const before = channel.read;
	try {
		const now = await probeReadRights(database, channel.policyContext, channel.presenceEnabled);
		channel.read = now;
		if (!now.broadcast && !now.presence) return channel.shutdown(noPermission(channel.name));
		if (lost(before, now)) {
			const text = 'You no longer have permission to read from this Channel topic:';
			channel.shutdown(`${text} ${channel.name}`);
		}
	} catch (error) {
		channel.server.log('error', `RlsPolicyError: ${String(error)}`);
		const fault = databaseFault(error, database.busy);
		channel.shutdown(fault?.message ?? noPermission(channel.name));
	}
}

function lost(before: ReadRights | null, now: ReadRights): boolean {
	if (!before) return false;
	return (before.broadcast && !now.broadcast) || (before.presence === true && !now.presence);
}

/** The platform's message for a private channel that the policies do not let a client read. */
export function noPermission(name: string): string {
	return `You do not have permissions to read from this Channel topic: ${name}`;
}

/** Ends the channel when its token expires. */
export function watchExpiry(channel: Channel): void {
	if (channel.expiryTimer) clearTimeout(channel.expiryTimer);
	const untilExpiry = channel.claims.exp * 1_000 - Date.now();
	const pause = Math.max(0, Math.min(channel.server.limits.tokenCheckMs, untilExpiry));
	channel.expiryTimer = setTimeout(() => checkExpiry(channel), pause);
}

function checkExpiry(channel: Channel): void {
	try {
		checkClaims(channel.claims);
		watchExpiry(channel);
	} catch (error) {
		channel.shutdown(error instanceof TokenError ? error.message : String(error));
	}
}
