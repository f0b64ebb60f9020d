import { ChatError } from '../../chat-error.ts';

/** The files of a chat's messages in Storage, by path. */
export class SimulatedStorage {
	readonly #isStored: (messageId: string) => boolean;
	readonly #paths = new Set<string>();

	/** @param isStored whether a message is in the table, which takes no more files then */
	constructor(isStored: (messageId: string) => boolean) {
		this.#isStored = isStored;
	}

	has(path: string): boolean {
		return this.#paths.has(path);
	}

	/** Stores a file; one that is there stays. @throws ChatError when its message is stored */
	put(path: string): void {
		if (this.#isStored(messageOf(path))) {
			throw new ChatError('Violates row-level security', { code: 'Unauthorized', status: 403 });
		}
		this.#paths.add(path);
	}

	/** Removes the files that no message has taken. */
	sweep(): void {
		for (const path of this.#paths) {
			if (!this.#isStored(messageOf(path))) this.#paths.delete(path);
		}
	}
}

/** From `<chat>/<message>/<name>`. */
function messageOf(path: string): string {
	return path.split('/')[1]!;
}
