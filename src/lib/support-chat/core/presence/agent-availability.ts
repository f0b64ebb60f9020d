import type { AvailabilityTransport, OnDuty } from './activity-ports.ts';
import { PagePresence } from './page-presence.ts';
import type { ChannelHandle, Clock, PageEnvironment } from '../ports.ts';

export interface AvailabilityPorts {
	transport: AvailabilityTransport;
	clock: Clock;
	environment: PageEnvironment;
}

/** Shows an admin as on duty while they attend to this page; the returned function ends it. */
export function announceAvailability(
	name: string,
	{ transport, clock, environment }: AvailabilityPorts
): () => void {
	const handle = transport.report(name);
	const attendance = new PagePresence(clock, environment, (attending) => handle.attend(attending));
	const stopWaking = wakeWhenBack(handle, environment);
	attendance.start();
	return () => {
		stopWaking();
		attendance.stop();
		handle.close();
	};
}

/** Hears who is on duty; the returned function ends it. */
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

/** Wakes the channel when the page is looked at again or the machine is online; returns the undo. */
export function wakeWhenBack(handle: ChannelHandle, environment: PageEnvironment): () => void {
	return environment.subscribe(() => {
		if (environment.online && environment.visible) handle.wake();
	});
}
