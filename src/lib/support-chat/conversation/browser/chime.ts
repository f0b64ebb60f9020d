import { isMuted } from './mute.ts';

/** Two soft notes, as [frequency in Hz, start in seconds]. */
const NOTES = [
	[659.25, 0],
	[880, 0.11]
] as const;
const LENGTH_S = 0.45;
const LOUDNESS = 0.12;

/**
 * False when muted, and until the user has interacted with the page: browsers block sound before that
 * and log a warning.
 */
export function canChime(): boolean {
	return !isMuted() && navigator.userActivation?.hasBeenActive === true;
}

/** Plays the sound of a new message. */
export function playChime(): void {
	const audio = new AudioContext();
	for (const [frequency, delay] of NOTES) {
		const start = audio.currentTime + delay;
		const loudness = audio.createGain();
		loudness.gain.setValueAtTime(0, start);
		loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
		loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH_S);
		const tone = audio.createOscillator();
		tone.frequency.value = frequency;
		tone.connect(loudness).connect(audio.destination);
		tone.start(start);
		tone.stop(start + LENGTH_S);
	}
	setTimeout(() => void audio.close(), (LENGTH_S + 0.5) * 1000);
}
