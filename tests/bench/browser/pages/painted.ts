/** Resolves at the start of a frame, so that waiting for one is no part of what is measured. */
export function nextFrame(): Promise<unknown> {
	return new Promise(requestAnimationFrame);
}

/** To be called within a frame. Resolves with the time when its layout and painting are done. */
export function frameDone(): Promise<number> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => resolve(performance.now());
		port2.postMessage(null);
	});
}
