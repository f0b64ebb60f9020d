import type { DutyHandle } from './activity-ports.ts';
import { PagePresence } from './page-presence.ts';
import type { ChannelHandle, Clock, PageEnvironment } from '../ports.ts';

export interface AvailabilityPorts {
	clock: Clock;
	environment: PageEnvironment;
}

/** Shows an admin as on duty, through `handle`, while they use this page; returns the stop function. */
export function announceAvailability(
	handle: DutyHandle,
	{ clock, environment }: AvailabilityPorts
): () => void {
	const presence = new PagePresence(clock, environment, (attending) => handle.attend(attending));
	const close = keepAwake(handle, environment);
	presence.start();
	return () => {
		presence.stop();
		close();
	};
}

/** Wakes a channel whenever the page is back; returns the function that ends this and closes the channel. */
export function keepAwake(handle: ChannelHandle, environment: PageEnvironment): () => void {
	const stopWaking = wakeWhenBack(handle, environment);
	return () => {
		stopWaking();
		handle.close();
	};
}

/** Wakes the channel when the page is visible and online again; returns the unsubscribe function. */
export function wakeWhenBack(
	handle: Pick<ChannelHandle, 'wake'>,
	environment: PageEnvironment
): () => void {
	return environment.subscribe(() => {
		if (environment.online && environment.visible) handle.wake();
	});
}
