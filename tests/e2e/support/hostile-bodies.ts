// Bodies of form posts. They are sent as Latin-1, so no character is above U+00FF.

const FORM = 'application/x-www-form-urlencoded';
const LONG = 'x'.repeat(6000);

/** A body and its declared content type. */
export interface HostileBody {
	type: string | undefined;
	body: Buffer;
}

const multipart = (...parts: string[]): Buffer =>
	Buffer.from(parts.map((part) => `--b\r\n${part}\r\n`).join('') + '--b--\r\n', 'latin1');
const field = (name: string, value: string) =>
	`Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string, filename: string) =>
	`Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\nx`;
const PARTS = 'multipart/form-data; boundary=b';

const FIELDS = [
	'email',
	'password',
	'next',
	'reply_emails',
	'token_hash',
	'type',
	'List-Unsubscribe'
];
const all = (value: string) => FIELDS.map((name) => `${name}=${value}`).join('&');

const BODIES: readonly (readonly [type: string | undefined, body: string | Buffer])[] = [
	[FORM, ''],
	[FORM, '=&=&&'],
	[FORM, '%'],
	[FORM, all('')],
	[FORM, all('%00')],
	[FORM, all('%ff%fe')],
	[FORM, all('%ED%A0%80')],
	[FORM, all('a%00%40example.com')],
	[FORM, all('x').repeat(20)],
	[FORM, 'email=user%40example.com&password=%00password'],
	[FORM, 'email=user%40example.com&password=%EF%BF%BFpassword'],
	[FORM, 'email=user%40example.com&email=other%40example.com&password=a&password=b'],
	[FORM, 'email=%E2%80%AEuser%40example.com&password=password123'],
	[FORM, 'email=user%0d%0abcc%3ax%40example.com&password=password123'],
	[FORM, `email=${'a'.repeat(250)}%40example.com&password=password123`],
	[FORM, `email=user%40example.com&password=${'p'.repeat(100_000)}`],
	[FORM, '__proto__=x&constructor=x&toString=x'],
	[FORM, 'next=%2F%2Fevil.example&next=x'],
	[FORM, 'reply_emails=off&reply_emails=on'],
	[FORM, 'List-Unsubscribe=One-Click&List-Unsubscribe=x'],
	[FORM, 'a&'.repeat(100_000)],
	[FORM, Buffer.alloc(600_000, 'x')],
	[FORM, Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x3d, 0x26])],
	[`${FORM}; charset=utf-16`, 'email=a'],
	[`${FORM}; charset=\u00ff`, 'email=a'],
	[PARTS, ''],
	[PARTS, multipart(field('email', 'user@example.com'), field('password', 'password123'))],
	[PARTS, multipart(...FIELDS.map((name) => file(name, 'x.txt')))],
	[PARTS, multipart(...FIELDS.map((name) => file(name, '../../etc/passwd')))],
	[PARTS, multipart(file('reply_emails', '\u0000"; x="'), field('email', '\u0000'))],
	[PARTS, multipart(field('email', 'a'), field('email', 'b'), file('email', 'c'))],
	[PARTS, multipart('', 'no colon', field('', ''))],
	[PARTS, multipart(...Array.from({ length: 2000 }, (_, i) => field(`f${i}`, 'x')))],
	[PARTS, `--b\r\n${field('email', 'no end')}`],
	[PARTS, '--c\r\n'],
	['multipart/form-data', multipart(field('email', 'a'))],
	['multipart/form-data; boundary=', multipart(field('email', 'a'))],
	['multipart/form-data; boundary="', multipart(field('email', 'a'))],
	[`multipart/form-data; boundary=${'b'.repeat(2000)}`, multipart(field('email', 'a'))],
	['multipart/form-data; boundary=\u00ff', multipart(field('email', 'a'))],
	['multipart/mixed; boundary=b', multipart(field('email', 'a'))],
	['text/plain', 'email=a'],
	['application/json', '{"email":1}'],
	['application/json', '{'],
	['application/x-sveltekit-formdata', Buffer.from([0, 1, 2, 3, 255])],
	['application/x-sveltekit-formdata', ''],
	['application/octet-stream', Buffer.alloc(100)],
	['', 'email=a'],
	['x', 'email=a'],
	[';;;', 'email=a'],
	[LONG, 'email=a'],
	[undefined, 'email=a']
];

export const HOSTILE_BODIES: readonly HostileBody[] = BODIES.map(([type, body]) => ({
	type,
	body: typeof body === 'string' ? Buffer.from(body, 'latin1') : body
}));
