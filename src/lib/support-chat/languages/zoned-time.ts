import { createSubscriber } from 'svelte/reactivity';
import { TimeFormat } from '../core/text/time.ts';

const LOOK_MS = 60_000;

/**
 * Times in the browser's time zone. When the zone changes while a tab is open, for example on a journey,
 * times are rendered again within a minute or when the tab becomes visible.
 */
export function zonedTime(locale: string): TimeFormat {
	let zone = currentZone();
	const track = createSubscriber((update) => {
		const look = () => {
			if (currentZone() === zone) return;
			zone = currentZone();
			update();
		};
		const timer = setInterval(look, LOOK_MS);
		document.addEventListener('visibilitychange', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	});
	return new TimeFormat({
		locale,
		get timeZone() {
			track();
			return zone;
		}
	});
}

function currentZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
