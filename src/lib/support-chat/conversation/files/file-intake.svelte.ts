import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import type { FileParts } from './file-parts.ts';

/**
 * A chat's way to files: takes those that a person pastes, drops or chooses to the field's tray. What shows
 * and handles files is loaded with the first: until then this is all that an open chat has of it.
 */
export class FileIntake {
	/** What shows and handles files; undefined until it is loaded, null when that has failed. */
	parts = $state.raw<FileParts | null>();
	/** What has come before the tray. */
	readonly early: File[] = [];
	/** Sends what was to be sent before the tray. */
	held: (() => void) | null = null;
	readonly #load: () => Promise<FileParts>;
	#isLoading = false;

	/** @param load see `createFileParts` */
	constructor(load: (intake: FileIntake) => Promise<FileParts>) {
		this.#load = () => load(this);
	}

	/** To be called when there are files to show. */
	load(): void {
		if (this.#isLoading) return;
		this.#isLoading = true;
		void this.#load()
			.catch(() => null)
			.then((parts) => (this.parts = parts));
	}

	add(files: Iterable<File>): void {
		this.early.push(...files);
		this.load();
		this.parts?.tray.fill(this.early);
	}

	/** For `dragover` and `drop` on the chat. Without it the browser leaves the page for a dropped file. */
	readonly ondrag = (event: DragEvent): void => {
		const { dataTransfer, type } = event;
		if (!dataTransfer?.types.includes('Files')) return;
		event.preventDefault();
		// While they are dragged it has none.
		this.add(dataTransfer.files);
		this.parts?.tray.setOver(type !== 'drop');
	};

	/**
	 * Takes the files of a paste, unless it has text too, as from a table or a word processor, which add a
	 * picture of it. Copied files may come with their names as a text.
	 */
	readonly onpaste = (event: ClipboardEvent): void => {
		const data = event.clipboardData!;
		const text = data.getData('text/plain');
		const files = [...data.files].filter(({ name }) => !text || text.includes(name));
		if (files.length === 0) return;
		event.preventDefault();
		this.add(files);
	};

	/** Whether sending has to wait for files; `send` is called when they are ready. */
	holds(send: () => void): boolean {
		if (this.parts) return this.parts.tray.holds(send);
		if (this.early.length > 0) this.held = send;
		return this.early.length > 0;
	}

	/** Sends with the files, which stay when there is a problem. Returns that, or null. */
	send<Problem>(run: (files?: readonly PreparedFile[]) => Problem | null): Problem | null {
		const problem = run(this.parts?.tray.ready);
		if (!problem) this.parts?.tray.clear();
		return problem;
	}
}
