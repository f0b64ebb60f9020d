/** Settings of a browser; neither engine can change them after the start. */
export interface Settings {
	/** As in `navigator.language`. */
	language: 'en' | 'ar';
	colours: 'light' | 'dark';
}

/** A browser that tests can drive. */
export interface Engine {
	name: string;
	/** How to install it; null if it is installed. */
	howToGet(): string | null;
	/** Starts a browser with a fresh profile. */
	open(settings: Settings): Promise<Page>;
}

/**
 * The only page of a browser, limited to what Firefox and WebKit both support and independent of the
 * product.
 */
export interface Page {
	/** Resolves when the page is loaded; its scripts may still run. */
	goto(address: string): Promise<void>;
	/** The value of an expression in the page, converted through JSON. */
	evaluate(expression: string): Promise<unknown>;
	/** Moves the pointer to a point of the window, in CSS pixels, and clicks. */
	click(x: number, y: number): Promise<void>;
	/** Presses keys one after the other, named as in `KeyboardEvent.key`. */
	press(keys: readonly string[]): Promise<void>;
	/** A screenshot of the window as PNG. */
	screenshot(): Promise<Uint8Array>;
	/** Closes the browser. */
	close(): Promise<void>;
}
