/** Resolves at the start of a frame, so that waiting for it is not measured. */
export function nextFrame(): Promise<unknown> {
	return new Promise(requestAnimationFrame);
}

/** Call within a frame. Resolves with the time (`performance.now`) after its layout and painting. */
export function frameDone(): Promise<number> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => resolve(performance.now());
		port2.postMessage(null);
	});
}
