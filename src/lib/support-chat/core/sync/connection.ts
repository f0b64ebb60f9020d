import type { ChannelStatus } from '../ports.ts';

/** What the connection dot tells. 'connected' = the channel is joined, and nothing else. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'refused';

/** The state to show for a machine that is online or not and a channel's last status. */
export function connectionState(
	online: boolean,
	channel: ChannelStatus,
	wasLost: boolean
): ConnectionState {
	if (!online) return 'offline';
	if (channel === 'joined') return 'connected';
	if (channel === 'refused') return 'refused';
	return wasLost ? 'reconnecting' : 'connecting';
}
