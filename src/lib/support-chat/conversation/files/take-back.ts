import type { FileTools } from '../file-parts.ts';

/** Takes a message that is not sent back into the field: its text above what is typed there, and its files. */
export async function takeBack(
	{ conversation, tray }: FileTools,
	messageId: string
): Promise<void> {
	const chat = conversation();
	const uploads = await chat?.uploads().catch(() => null);
	const unsent = await uploads?.cancel(messageId);
	if (!chat || !unsent) return;
	chat.draft = [unsent.text, chat.draft].filter((text) => text !== '').join('\n');
	tray.putBack(unsent.files);
}
