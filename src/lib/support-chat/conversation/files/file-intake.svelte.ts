import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import type { CreateFilePartsOptions, FileParts, FilePartsModule } from '../file-parts.ts';

/**
 * A chat's way to files: takes those that a person pastes, drops or chooses to the field's tray. What shows
 * and handles files is loaded with the first: until then this is all that an open chat has of it.
 */
export class FileIntake {
	/** What shows and handles files; undefined until it is loaded, null when that has failed. */
	parts = $state.raw<FileParts | null>();
	/** See `CreateFilePartsOptions`. */
	readonly isOff: () => boolean;
	readonly #load: () => Promise<FileParts>;
	#loading: Promise<unknown> | undefined;
	/** Files have come that are not in the tray yet. */
	#isTaking = false;

	constructor(load: () => Promise<FilePartsModule>, options: CreateFilePartsOptions) {
		this.isOff = options.isOff;
		this.#load = async () => (await load()).createFileParts(options);
	}

	/** To be called when there are files to show. Resolves also when it fails. */
	load(): Promise<unknown> {
		return (this.#loading ??= this.#load()
			.catch(() => null)
			.then((parts) => (this.parts = parts)));
	}

	add(files: readonly File[]): void {
		this.#isTaking = true;
		void this.load().then(() => {
			this.#isTaking = false;
			this.parts?.tray.add(files);
		});
	}

	/**
	 * Takes what is dropped on the chat, an element, or pasted or chosen in it; returns the undo. Without it the
	 * browser leaves the page for a dropped file.
	 */
	readonly attach = (chat: HTMLElement): (() => void) => {
		const stop = new AbortController();
		for (const type of ['dragover', 'drop', 'paste', 'change']) {
			chat.addEventListener(type, this.#take, stop);
		}
		return () => stop.abort();
	};

	/**
	 * Of a paste it takes files unless there is a text too, as from a table or a word processor, which add a
	 * picture of it. Copied files may come with their names as a text.
	 */
	readonly #take = (event: Event): void => {
		const { dataTransfer, clipboardData, target, type } = event as DragEvent & ClipboardEvent;
		const data = dataTransfer ?? clipboardData ?? (target as HTMLInputElement);
		const text = clipboardData?.getData('text/plain');
		const files = [...(data.files ?? [])].filter(({ name }) => !text || text.includes(name));
		// While they are dragged there are none.
		if (dataTransfer ? !dataTransfer.types.includes('Files') : files.length === 0) return;
		if (!this.isOff()) this.add(files);
		// What is pasted may have something else that the field takes.
		else if (!dataTransfer) return;
		event.preventDefault();
		this.parts?.tray.setOver(type === 'dragover' && !this.isOff());
	};

	/** Whether sending has to wait for files; `send` is called when they are ready. */
	holds(send: () => void): boolean {
		if (this.#isTaking) void this.load().then(send);
		return this.#isTaking || !!this.parts?.tray.holds(send);
	}

	/** Sends with the files, which stay when there is a problem. Returns that, or null. */
	send<Problem>(run: (files?: readonly PreparedFile[]) => Problem | null): Problem | null {
		const problem = run(this.parts?.tray.ready);
		if (!problem) this.parts?.tray.clear();
		return problem;
	}
}
