import type { AvailabilityTransport, OnDuty } from './activity-ports.ts';
import { PagePresence } from './page-presence.ts';
import type { ChannelHandle, Clock, PageEnvironment } from '../ports.ts';

export interface AvailabilityPorts {
	transport: AvailabilityTransport;
	clock: Clock;
	environment: PageEnvironment;
}

/** Shows an admin as on duty while they use this page; returns the stop function. */
export function announceAvailability(
	name: string,
	{ transport, clock, environment }: AvailabilityPorts
): () => void {
	const handle = transport.report(name);
	const presence = new PagePresence(clock, environment, (attending) => handle.attend(attending));
	const stopWaking = wakeWhenBack(handle, environment);
	presence.start();
	return () => {
		stopWaking();
		presence.stop();
		handle.close();
	};
}

/** Calls `onDuty` with the admins on duty after each change; returns the stop function. */
export function watchAvailability(
	{ transport, environment }: Omit<AvailabilityPorts, 'clock'>,
	onDuty: (present: OnDuty) => void
): () => void {
	const handle = transport.watch(onDuty);
	const stopWaking = wakeWhenBack(handle, environment);
	return () => {
		stopWaking();
		handle.close();
	};
}

/** Wakes the channel when the page is visible and online again; returns the unsubscribe function. */
export function wakeWhenBack(handle: ChannelHandle, environment: PageEnvironment): () => void {
	return environment.subscribe(() => {
		if (environment.online && environment.visible) handle.wake();
	});
}
