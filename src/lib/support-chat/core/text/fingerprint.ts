/**
 * A hash of a text as twelve hexadecimal digits, not collision-resistant against an attacker (cyrb53, put
 * in the public domain by its author). Unlike `crypto.subtle` it is synchronous and needs no TLS.
 */
export function fingerprint(text: string): string {
	let a = 0xdeadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		a = Math.imul(a ^ unit, 2654435761);
		b = Math.imul(b ^ unit, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	return hex(a) + hex(b).slice(4);
}

function hex(number: number): string {
	return (number >>> 0).toString(16).padStart(8, '0');
}
