import type { Turn, Words } from './email-words.ts';
import { FILE_SIGN, type QuotedMessage } from './quoted-message.ts';

/** The plain-text part of an e-mail. */
export function renderText(words: Words): string {
	const blocks = [
		words.heading,
		...words.turns.map((turn) => quote(turn, words)),
		words.more
	].filter(Boolean);
	return `${blocks.join('\n\n')}

${words.button}${words.colon} ${words.buttonUrl}

--
${words.reason}
${words.unsubscribe}${words.colon} ${words.unsubscribeUrl}
`;
}

/** Who wrote what: the name, what is said about it, the messages, and the link. */
function quote({ author, note, url, messages }: Turn, { colon }: Words): string {
	const quoted = messages.map((message) => linesOf(message).replace(/^/gm, '> '));
	return [author + colon, note, quoted.join('\n\n'), url].filter(Boolean).join('\n');
}

function linesOf({ text, files }: QuotedMessage): string {
	return [text, ...files.map((name) => `${FILE_SIGN} ${name}`)].filter(Boolean).join('\n');
}
