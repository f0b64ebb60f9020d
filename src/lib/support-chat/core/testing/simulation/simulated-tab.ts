import { Conversation } from '../../conversation.ts';
import type { SenderType } from '../../message.ts';
import type { Clock } from '../../ports.ts';
import { attachmentNames } from '../../files/attachment.ts';
import type { PreparedFile } from '../../files/outgoing-file.ts';
import type { Outgoing } from '../../sending/outgoing.ts';
import { Uploads, type UploadsOptions } from '../../sending/uploads.ts';
import type { UploadParts } from '../../sending/writing.ts';
import { FakeStorage, type MemoryFileStore } from '../fake-files.ts';
import { FakePageEnvironment } from '../test-support.ts';
import type { MemoryStore } from '../test-support.ts';
import { evictMessages } from '../../sync/evict-messages.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import type { SimulatedTable } from './simulated-table.ts';

export interface SimulatedTabOptions {
	name: string;
	userId: string;
	side: SenderType;
	table: SimulatedTable;
	clock: Clock;
	/** Shared by the tabs of one browser. */
	storage: MemoryStore;
	files: MemoryFileStore;
	createId(): string;
	random(): number;
}

/** A browser tab with the chat open. It survives reloads; its conversation does not. */
export class SimulatedTab {
	readonly name: string;
	readonly side: SenderType;
	readonly environment = new FakePageEnvironment();
	readonly network: SimulatedNetwork;
	/** Every text that was accepted for sending, in order. */
	readonly typed: string[] = [];
	/** Texts that have failed at any time, or have files: later ones may be stored before them. */
	readonly failed = new Set<string>();
	/** Violations found so far. */
	readonly problems: string[] = [];
	conversation: Conversation;
	readonly #options: SimulatedTabOptions;
	/** Ids of the messages announced since the chat was opened. */
	#announced: string[] = [];
	/** The last `seq` in the table when the chat was opened. */
	#storedAtOpening = 0;
	/** The last `seq` on screen after the first read. */
	#shownAtFirst = Infinity;
	#reading = false;
	#inspecting = false;

	constructor(options: SimulatedTabOptions) {
		this.#options = options;
		this.name = options.name;
		this.side = options.side;
		this.network = new SimulatedNetwork(options.side, options.table, options.clock);
		this.network.onMark = (upToSeq) => this.#checkMark(upToSeq);
		this.conversation = this.#open();
	}

	/** Id of the last message without a hole before it. */
	get newestShown(): string | undefined {
		const { messages } = this.conversation;
		const run = messages.filter(({ seq }, index) => seq === messages[0]!.seq + index);
		return run.at(-1)?.id;
	}

	send(text: string): void {
		if (this.conversation.send(text) === null) this.typed.push(text);
	}

	/** Sends files without a text: their names stand for it. */
	sendFiles(files: readonly PreparedFile[]): void {
		if (this.conversation.send('', files) !== null) return;
		this.typed.push(attachmentNames(files));
		this.failed.add(attachmentNames(files));
	}

	/** The browser clears its database, as it may when the disk is full. */
	loseFiles(): void {
		this.#options.files.entries.clear();
	}

	/** Reloads the page: pending calls are never answered. */
	reload(): void {
		this.network.forgetCalls();
		this.reopen();
	}

	/** Closes and reopens the chat in the same page. */
	reopen(): void {
		this.conversation.stop();
		this.#announced = [];
		this.conversation = this.#open();
		this.conversation.setReading(this.#reading);
	}

	/** Sets whether somebody is looking at the messages. */
	setReading(reading: boolean): void {
		this.#reading = reading;
		this.conversation.setReading(reading);
	}

	setOnline(online: boolean): void {
		this.network.offline = !online;
		this.environment.set({ online });
	}

	/** Checks what must hold between screen and table at any moment. */
	inspect(): void {
		const { messages, outgoing } = this.conversation;
		const rows = this.#options.table.rows;
		if (this.conversation.loaded && this.#shownAtFirst === Infinity) {
			this.#shownAtFirst = messages.at(-1)?.seq ?? 0;
		}
		const past = this.conversation.window?.messages ?? [];
		const known = [...past, ...messages];
		for (const [index, message] of known.entries()) {
			const row = rows[message.seq - 1];
			const before = known[index - 1];
			if (row?.id !== message.id) this.#complain(`${message.id} is not message ${message.seq}`);
			if (before && before.seq >= message.seq) this.#complain(`${message.id} is out of order`);
			if (message.readAt && !row?.readAt)
				this.#complain(`${message.id} is shown as read but is unread`);
		}
		const gap = past.find(({ seq }, index) => seq !== past[0]!.seq + index);
		if (gap) this.#complain(`before ${gap.id} something is missing`);
		for (const item of outgoing) {
			const { id, state } = item;
			if (state === 'failed') this.failed.add(textOf(item));
			if (known.some((message) => message.id === id)) this.#complain(`${id} is shown twice`);
		}
	}

	/** Checks that each message after the first read is announced, none twice, and nothing older. */
	inspectAnnouncements(): void {
		const announced = new Set(this.#announced);
		if (announced.size < this.#announced.length) this.#complain('something is announced twice');
		for (const { id, seq, senderType } of this.#options.table.rows) {
			const isNew = senderType !== this.side && seq > this.#shownAtFirst;
			const isOld = senderType === this.side || seq <= this.#storedAtOpening;
			if (isNew && !announced.has(id)) this.#complain(`${id} is not announced`);
			if (isOld && announced.has(id)) this.#complain(`${id} is announced but not new`);
		}
	}

	#open(): Conversation {
		this.#storedAtOpening = this.#options.table.rows.length;
		this.#shownAtFirst = Infinity;
		const { userId, clock, storage, createId, random } = this.#options;
		const conversation = new Conversation({
			chatId: 'chat',
			userId,
			side: this.side,
			transport: this.network,
			clock,
			storage,
			environment: this.environment,
			createId,
			random,
			evictMessages,
			evictionMargin: 5,
			loadUploads: async (parts) => new Uploads({ ...this.#uploadsOptions(), ...parts })
		});
		conversation.subscribe(() => this.#inspectSoon());
		conversation.onArrival((message) => {
			if (conversation !== this.conversation) this.#complain(`${message.id} is announced late`);
			this.#announced.push(message.id);
		});
		conversation.start();
		return conversation;
	}

	#uploadsOptions(): Omit<UploadsOptions, keyof UploadParts> {
		const { userId, clock, storage, random, files } = this.#options;
		const port = new FakeStorage();
		port.upload = (path) => this.network.upload(path);
		return { userId, port, store: files, clock, storage, environment: this.environment, random };
	}

	/** A screen is rendered after a change, not in the middle of it. */
	#inspectSoon(): void {
		if (this.#inspecting) return;
		this.#inspecting = true;
		void Promise.resolve().then(() => {
			this.#inspecting = false;
			this.inspect();
		});
	}

	#checkMark(upToSeq: number): void {
		const shown = this.conversation.messages.filter(({ seq }) => seq <= upToSeq);
		const first = shown[0]?.seq ?? 0;
		if (shown.length !== upToSeq - first + 1) {
			this.#complain(`marked ${upToSeq} read, but shows ${shown.length} from ${first} on`);
		}
	}

	#complain(problem: string): void {
		this.problems.push(`${this.name}: ${problem}`);
	}
}

/** The content that an outgoing message has when it is stored. */
export function textOf({ content, files }: Pick<Outgoing, 'content' | 'files'>): string {
	return content || attachmentNames(files);
}
