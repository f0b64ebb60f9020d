import { toOneLine } from './escape-html.ts';
import { EmailError } from './send-email.ts';

/**
 * What cannot be seen (controls, marks of direction, fillers, spaces), and what ends an address or
 * begins another one (RFC 5322, specials). Somebody on the way would drop it, or read it otherwise.
 */
const UNSAFE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800()<>[\]:;,\\"]/u;

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
 * The sender, `Name <address>` or an address alone: the address as it is set, the name on one line.
 *
 * @throws EmailError that does not repeat it
 */
export function exactSender(sender: string): string {
	const [, name, address = sender] = /^([^<>]*)<([^<>]*)>$/.exec(sender) ?? [];
	if (!isExact(address)) {
		throw new EmailError('email_from holds no address to send from.', { retry: false });
	}
	const tidied = toOneLine(name ?? '');
	return tidied ? `${tidied} <${address}>` : address;
}

function isExact(address: string): boolean {
	// Compatibility forms (`ｅ` for `e`) become other letters on the way, and another domain with them.
	return (
		/^[^@]+@[^@]+$/.test(address) && !UNSAFE.test(address) && address === address.normalize('NFKC')
	);
}
