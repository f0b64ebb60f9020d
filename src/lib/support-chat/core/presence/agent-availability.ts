import type { DutyTransport, OnDuty } from './activity-ports.ts';
import { Attendance } from './page-presence.ts';
import type { ChannelHandle, Clock, Surroundings } from '../ports.ts';

export interface DutyPorts {
	transport: DutyTransport;
	clock: Clock;
	surroundings: Surroundings;
}

/** Shows an admin as on duty while they attend to this page; the returned function ends it. */
export function goOnDuty(name: string, { transport, clock, surroundings }: DutyPorts): () => void {
	const handle = transport.report(name);
	const attendance = new Attendance(clock, surroundings, (attending) => handle.attend(attending));
	const stopWaking = wakeWhenBack(handle, surroundings);
	attendance.start();
	return () => {
		stopWaking();
		attendance.stop();
		handle.close();
	};
}

/** Hears who is on duty; the returned function ends it. */
export function watchDuty(
	{ transport, surroundings }: Omit<DutyPorts, 'clock'>,
	onDuty: (present: OnDuty) => void
): () => void {
	const handle = transport.watch(onDuty);
	const stopWaking = wakeWhenBack(handle, surroundings);
	return () => {
		stopWaking();
		handle.close();
	};
}

/** Wakes the channel when the page is looked at again or the machine is online; returns the undo. */
export function wakeWhenBack(handle: ChannelHandle, surroundings: Surroundings): () => void {
	return surroundings.subscribe(() => {
		if (surroundings.online && surroundings.visible) handle.wake();
	});
}
