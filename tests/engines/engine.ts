/** How a browser is set up before it starts: neither engine can be told later. */
export interface Settings {
	/** What its user reads, as in `navigator.language`. */
	language: 'en' | 'ar';
	colours: 'light' | 'dark';
}

/** A browser that tests can drive. */
export interface Engine {
	name: string;
	/** Where it is not on this machine: what brings it. Null where it is. */
	howToGet(): string | null;
	/** Starts a browser that nobody has used before. */
	open(settings: Settings): Promise<Page>;
}

/**
 * The only page of a browser: what Firefox and WebKit can both do, and no more. It knows nothing of the
 * product.
 */
export interface Page {
	/** Resolves when the page is loaded; its scripts may still be at work. */
	goto(address: string): Promise<void>;
	/** The value of an expression in the page, by way of JSON. */
	evaluate(expression: string): Promise<unknown>;
	/** Moves the pointer to a point of the window, and clicks. */
	click(x: number, y: number): Promise<void>;
	/** Presses keys one after the other, as `KeyboardEvent.key` names them. */
	press(keys: readonly string[]): Promise<void>;
	/** A picture of the window, as PNG. */
	screenshot(): Promise<Uint8Array>;
	/** Ends the browser. */
	close(): Promise<void>;
}
