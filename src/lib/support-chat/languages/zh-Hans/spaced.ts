/** A name before Chinese text, with a space unless the name ends in Chinese or punctuation. */
export function spaced(name: string): string {
	return /[\p{Script=Han}\p{Po}]$/u.test(name) ? name : `${name} `;
}
