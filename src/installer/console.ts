import { createInterface } from 'node:readline/promises';

/** How the installer talks to whoever runs it. */
export interface Console {
	say(text: string): void;
	/** Whether the answer is yes. */
	ask(question: string): Promise<boolean>;
}

/** The terminal. Where nobody can answer, the answer is no. */
export const terminal: Console = {
	say: (text) => console.log(text),
	ask: async (question) => {
		if (!process.stdin.isTTY) {
			console.log(`${question} No: nobody can answer here. --yes answers yes to all.`);
			return false;
		}
		const prompt = createInterface({ input: process.stdin, output: process.stdout });
		const answer = await prompt.question(`${question} [y/N] `);
		prompt.close();
		return /^y(es)?$/i.test(answer.trim());
	}
};
