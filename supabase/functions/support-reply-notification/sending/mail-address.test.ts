import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import { exactAddress, exactSender, formatSender } from './mail-address.ts';
import { EmailError, type Sender } from './mail-service.ts';

const ADDRESSES = [
	'user@example.com',
	'User.Name+tag@Example.COM',
	"o'neil_%!#$&*/=?^`{|}~-@sub.example.co",
	'müller@bücher.example',
	'用户@例子.广告',
	'מישהו@דוגמה.ישראל'
];

const REFUSED: Record<string, string> = {
	empty: '',
	'no @': 'user.example.com',
	'two @': 'user@other@example.com',
	'nothing before the @': '@example.com',
	'nothing after the @': 'user@',
	'a leading space': ' user@example.com',
	'a trailing space': 'user@example.com ',
	'a space in it': 'us er@example.com',
	'a no-break space': 'user@example.com\u00a0',
	'a tab': 'user@\texample.com',
	'a line break': 'user@example.com\r\nbcc: other@example.com',
	'a line separator': 'user@example.com\u2028',
	'a NUL': 'user\u0000@example.com',
	'a delete': 'user\u007f@example.com',
	'a C1 control': 'user\u0085@example.com',
	'an override': '\u202emoc.elpmaxe@resu',
	'an isolate': 'user@\u2066example.com',
	'a direction mark': 'user\u200f@example.com',
	'an Arabic letter mark': 'user\u061c@example.com',
	'a zero-width space': 'user@exam\u200bple.com',
	'a zero-width joiner': 'user@exam\u200dple.com',
	'a soft hyphen': 'user@exam\u00adple.com',
	'a byte order mark': '\ufeffuser@example.com',
	'a filler letter': 'user\u3164@example.com',
	'a Braille blank': 'user\u2800@example.com',
	'a variation selector': 'user\ufe0f@example.com',
	'a tag': 'user\u{e0041}@example.com',
	'a lone surrogate': 'user\ud800@example.com',
	'a private-use character': 'user\ue000@example.com',
	'fullwidth letters': 'user@ｅxample.com',
	'a fullwidth dot': 'user@example．com',
	'a fullwidth @': 'user＠other.example@example.com',
	'a second address': 'user@example.com,other@example.com',
	'a second address after a semicolon': 'user@example.com;other@example.com',
	'a name': 'user <other@example.com>',
	'an address as a name': 'user@example.com<other@example.com>',
	'a comment': 'user(x)@example.com',
	quotes: '"user"@example.com',
	'a backslash': 'user\\@example.com',
	'an IP address as its domain': 'user@[127.0.0.1]'
};

function refuses(call: () => string | Sender, part: string): void {
	throws(call, (error: Error) => {
		ok(error instanceof EmailError);
		equal(error.retry, false);
		// The message is stored and logged.
		ok(part === '' || !error.message.includes(part), error.message);
		return true;
	});
}

for (const address of ADDRESSES) {
	Deno.test(`${address} is accepted unchanged`, () => {
		equal(exactAddress(address), address);
		deepEqual(exactSender(address), { name: '', address });
		deepEqual(exactSender(`Example Support <${address}>`), { name: 'Example Support', address });
	});
}

for (const [what, address] of Object.entries(REFUSED)) {
	Deno.test(`an address with ${what} is refused without repeating it`, () => {
		refuses(() => exactAddress(address), address);
		refuses(() => exactSender(`Support <${address}>`), address);
		// A name before an address makes a valid sender.
		if (address !== REFUSED['a name'] && address !== REFUSED['an address as a name']) {
			refuses(() => exactSender(address), address);
		}
	});
}

Deno.test('a sender’s name is cleaned up, its address is not', () => {
	deepEqual(exactSender('Example\r\nBcc: x\u202e <support@example.com>'), {
		name: 'Example Bcc: x',
		address: 'support@example.com'
	});
	refuses(() => exactSender('Support <other@example.com> <support@example.com>'), 'other');
	refuses(() => exactSender('Support <support@example.com> x'), 'support@');
});

for (const [set, shown] of [
	['Acme Support <a@b.c>', 'Acme Support <a@b.c>'],
	['Acme, Inc. <a@b.c>', '"Acme, Inc." <a@b.c>'],
	['"Acme, Inc." <a@b.c>', '"Acme, Inc." <a@b.c>'],
	['The "best" of Acme <a@b.c>', '"The \\"best\\" of Acme" <a@b.c>'],
	['"The \\"best\\" of Acme" <a@b.c>', '"The \\"best\\" of Acme" <a@b.c>'],
	['C:\\Acme <a@b.c>', '"C:\\\\Acme" <a@b.c>'],
	['other@example.com <a@b.c>', '"other@example.com" <a@b.c>'],
	['دعم أكمي <a@b.c>', 'دعم أكمي <a@b.c>'],
	['Müller & Söhne, GmbH <a@b.c>', '"Müller & Söhne, GmbH" <a@b.c>'],
	['"" <a@b.c>', 'a@b.c'],
	['<a@b.c>', 'a@b.c'],
	['a@b.c', 'a@b.c']
] as const) {
	Deno.test(`the sender ${set} is shown as ${shown}`, () => {
		equal(formatSender(exactSender(set)), shown);
	});
}

Deno.test('a quote at the end of a name cannot open the address', () => {
	const sender = exactSender('x\\" <a@b.c>');
	equal(formatSender(sender), '"x\\\\\\"" <a@b.c>');
});
