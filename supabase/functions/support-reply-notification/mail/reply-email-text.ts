import type { Turn, Words } from './reply-email.ts';

/** The plain-text part of the e-mail. */
export function renderText(words: Words): string {
	const blocks = [
		words.heading,
		...words.turns.map((turn) => quote(turn, words)),
		words.more
	].filter(Boolean);
	return `${blocks.join('\n\n')}

${words.button}${words.colon} ${words.chatUrl}

--
${words.reason}
${words.unsubscribe}${words.colon} ${words.unsubscribeUrl}
`;
}

function quote({ author, replies }: Turn, { colon }: Words): string {
	const quoted = replies.map((reply) => reply.replace(/^/gm, '> '));
	return `${author}${colon}\n${quoted.join('\n\n')}`;
}
