import { toOneLine } from '../mail/escape-html.ts';
import { EmailError, type Sender } from './mail-service.ts';

/**
 * What cannot be seen (controls, marks of direction, fillers, spaces), and what ends an address or
 * begins another one (RFC 5322, specials). Somebody on the way would drop it, or read it otherwise.
 */
const UNSAFE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800()<>[\]:;,\\"]/u;

/** What a name may not hold outside quotes (RFC 5322, specials). */
const SPECIAL = /[()<>[\]:;@\\,."]/;

/**
 * The address as it is stored, or none: one that had to be tidied would be somebody else's.
 *
 * @throws EmailError that does not repeat the address
 */
export function exactAddress(address: string): string {
	if (!isExact(address)) {
		throw new EmailError('The address of the account is not one to send mail to.', {
			retry: false
		});
	}
	return address;
}

/**
 * The sender, `Name <address>` or an address alone: the address as it is set, the name on one line and
 * without the quotes that it may have.
 *
 * @throws EmailError that does not repeat it
 */
export function exactSender(sender: string): Sender {
	const [, name, address = sender] = /^([^<>]*)<([^<>]*)>$/.exec(sender) ?? [];
	if (!isExact(address)) {
		throw new EmailError('email_from holds no address to send from.', { retry: false });
	}
	return { name: unquote(toOneLine(name ?? '')), address };
}

/** As a header shows it, `Name <address>`, the name in quotes where it needs them. */
export function formatSender({ name, address }: Sender): string {
	if (!name) return address;
	const quoted = SPECIAL.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
	return `${quoted} <${address}>`;
}

function unquote(name: string): string {
	const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(name)?.[1];
	return quoted === undefined ? name : quoted.replace(/\\(.)/g, '$1').trim();
}

function isExact(address: string): boolean {
	// Compatibility forms (`ｅ` for `e`) become other letters on the way, and another domain with them.
	return (
		/^[^@]+@[^@]+$/.test(address) && !UNSAFE.test(address) && address === address.normalize('NFKC')
	);
}
