import type { Turn, Words } from './reply-email.ts';

/** The plain-text part of the mail. */
export function renderText(words: Words): string {
	const blocks = [words.heading, ...words.turns.map(quote), words.more].filter(Boolean);
	return `${blocks.join('\n\n')}

${words.button}: ${words.chatUrl}

--
${words.reason}
${words.unsubscribe}: ${words.unsubscribeUrl}
`;
}

function quote({ author, replies }: Turn): string {
	const quoted = replies.map((reply) => reply.replace(/^/gm, '> '));
	return `${author}:\n${quoted.join('\n\n')}`;
}
