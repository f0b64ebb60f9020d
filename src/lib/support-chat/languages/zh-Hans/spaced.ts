/** A name before Chinese words: with a space after Latin letters and digits, with none after Chinese. */
export function spaced(name: string): string {
	return /[\p{Script=Han}\p{Po}]$/u.test(name) ? name : `${name} `;
}
