import { toOneLine } from '../mail/escape-html.ts';
import { EmailError, type Sender } from './mail-service.ts';

/**
 * Invisible characters (controls, direction marks, fillers, spaces), and those that end an address or
 * start another one (RFC 5322, specials): mail servers drop them or interpret them differently.
 */
const UNSAFE = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800()<>[\]:;,\\"]/u;

/** Characters that a name must quote (RFC 5322, specials). */
const SPECIAL = /[()<>[\]:;@\\,."]/;

/**
 * Returns the address unchanged or throws: a cleaned-up address could belong to somebody else.
 *
 * @throws EmailError that does not repeat the address
 */
export function exactAddress(address: string): string {
	if (!isExact(address)) {
		throw new EmailError('The account’s e-mail address is not safe to send to.', {
			retry: false
		});
	}
	return address;
}

/**
 * Parses a sender, `Name <address>` or an address alone: the address unchanged, the name on one line and
 * unquoted.
 *
 * @throws EmailError that does not repeat the sender
 */
export function exactSender(sender: string): Sender {
	const [, name, address = sender] = /^([^<>]*)<([^<>]*)>$/.exec(sender) ?? [];
	if (!isExact(address)) {
		throw new EmailError('email_from contains no valid sender address.', { retry: false });
	}
	return { name: unquote(toOneLine(name ?? '')), address };
}

/** The sender as a header, `Name <address>`, with the name quoted if necessary. */
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
	// Mail servers normalise compatibility characters (`ｅ` to `e`), which changes the domain.
	return (
		/^[^@]+@[^@]+$/.test(address) && !UNSAFE.test(address) && address === address.normalize('NFKC')
	);
}
