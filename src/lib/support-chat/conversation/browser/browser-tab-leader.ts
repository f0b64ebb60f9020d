import { TabLeader } from '../../core/alerts/tab-leader.ts';
import { browserLocks } from './browser-locks.ts';
import { browserEnvironment, browserStore } from './browser-ports.ts';

/** Elects the tab that alerts the user to an arrival, among this browser's tabs of one scope. */
export function browserTabLeader(scope: string): TabLeader {
	return new TabLeader({
		scope,
		locks: browserLocks(),
		storage: browserStore,
		environment: browserEnvironment
	});
}
