import type { ChannelStatus } from '../ports.ts';

/** State of the connection dot. 'connected' means that the channel is joined, nothing more. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'refused';

/** The state to show for the machine's and the channel's; `wasLost`: it has been joined before. */
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
