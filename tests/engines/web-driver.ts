/** A WebDriver session over plain HTTP: https://www.w3.org/TR/webdriver2/ */
export class WebDriverSession {
	readonly #url: string;

	private constructor(url: string) {
		this.#url = url;
	}

	/** @throws Error with the driver's reason when it cannot start a session */
	static async start(driver: string, capabilities: object): Promise<WebDriverSession> {
		const body = { capabilities: { alwaysMatch: capabilities } };
		const { sessionId } = (await send('POST', `${driver}/session`, body)) as { sessionId: string };
		return new WebDriverSession(`${driver}/session/${sessionId}`);
	}

	post(command: string, body: object): Promise<unknown> {
		return send('POST', `${this.#url}/${command}`, body);
	}

	get(command: string): Promise<unknown> {
		return send('GET', `${this.#url}/${command}`);
	}

	async end(): Promise<void> {
		await send('DELETE', this.#url);
	}
}

/** The slowest command starts a browser. */
const PATIENCE_MS = 60_000;

async function send(method: string, url: string, body?: object): Promise<unknown> {
	const response = await fetch(url, {
		method,
		signal: AbortSignal.timeout(PATIENCE_MS),
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
	});
	const { value } = (await response.json()) as { value: unknown };
	if (response.ok) return value;
	const { error, message } = value as Record<string, string>;
	throw new Error(`${error}: ${message}`);
}
