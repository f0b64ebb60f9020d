import { draftFileKeys, draftKeys } from '../../core/sending/draft-keys.ts';
import { KeptFiles } from '../../core/sending/kept-files.ts';
import { randomId } from '../../core/random-id.ts';
import { Uploads } from '../../core/sending/uploads.ts';
import type { UploadParts } from '../../core/sending/writing.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseAttachmentTransport } from '../../supabase/transports/attachment-transport.ts';
import { browserClock, browserEnvironment, browserStore } from '../browser/browser-ports.ts';
import { claimLock } from '../browser/claim-lock.ts';
import { fileStore } from './indexed-db-store.ts';

export interface StartUploadsOptions extends UploadParts {
	/** Bound to the page's user. */
	client: ChatClient;
	userId: string;
}

/** What uploads the files of a conversation in this browser. Loaded with the first file. */
export function startUploads(options: StartUploadsOptions): Uploads {
	return new Uploads({
		...options,
		port: new SupabaseAttachmentTransport(options),
		store: fileStore(options.userId),
		kept: keptFiles(options),
		clock: browserClock,
		storage: browserStore,
		environment: browserEnvironment
	});
}

/** By key prefix: a chat that is shown again has what was chosen for it. */
const kept = new Map<string, KeptFiles>();

function keptFiles({ userId, chatId }: StartUploadsOptions): KeptFiles {
	const prefix = draftFileKeys(draftKeys(userId) + chatId);
	let files = kept.get(prefix);
	if (!files) {
		files = new KeptFiles({
			prefix,
			store: fileStore(userId),
			storage: browserStore,
			createId: randomId,
			claim: (id) => claimLock(prefix + id)
		});
		kept.set(prefix, files);
	}
	return files;
}
