import { describe, expect, it } from 'vitest';
import { formatted, unformatted } from './formatted.ts';
import type { FormattedPiece } from './formatting.ts';

const TAGS = { bold: 'b', italic: 'i', code: 'c', codeblock: 'pre' };

/** The pieces as one line, with brackets for styles. */
function drawn(pieces: readonly FormattedPiece[]): string {
	const draw = (piece: FormattedPiece): string => {
		if (!('style' in piece)) return piece.href ? `<${piece.text}>` : piece.text;
		return `[${TAGS[piece.style]}${piece.info ? ` ${piece.info}` : ''}|${drawn(piece.pieces)}]`;
	};
	return pieces.map(draw).join('');
}

/** Reassembles the source text. */
function written(pieces: readonly FormattedPiece[]): string {
	return pieces
		.map((piece) =>
			'style' in piece ? piece.open + written(piece.pieces) + piece.close : piece.text
		)
		.join('');
}

const FORMATTED: Record<string, string> = {
	'**bold** and *italic*': '[b|bold] and [i|italic]',
	'***both***': '[b|[i|both]]',
	'**bold and *italic***': '[b|bold and [i|italic]]',
	'*italic and **bold***': '[i|italic and [b|bold]]',
	'**bold *italic* bold**': '[b|bold [i|italic] bold]',
	'**a** b **c**': '[b|a] b [b|c]',
	'(**note**), "*it*".': '([b|note]), "[i|it]".',
	'这是**重点**内容': '这是[b|重点]内容',
	'请用`ls`命令': '请用[c|ls]命令',
	'the `id`s': 'the [c|id]s',
	'**مهم** جدا': '[b|مهم] جدا',
	'**👍🏽**': '[b|👍🏽]',
	'**e\u0301**': '[b|e\u0301]',
	'**two words**\n**two lines**': '[b|two words]\n[b|two lines]',
	'`code` here': '[c|code] here',
	'**`code` in bold**': '[b|[c|code] in bold]',
	'`**no bold**`': '[c|**no bold**]',
	'```one line```': '[pre|one line]',
	'say ```this``` too': 'say [c|this] too',
	'```\nlet x = 1;\n\nlet y = 2;\n```': '[pre|let x = 1;\n\nlet y = 2;]',
	'before\n```ts\nlet *x*;\n```\nafter': 'before[pre ts|let *x*;]after',
	'```first\nsecond```': '[pre|first\nsecond]',
	'```\na\n```\n```\nb\n```': '[pre|a][pre|b]',
	'**https://example.com/a**': '[b|<https://example.com/a>]',
	'https://example.com/*a*/b': '<https://example.com/*a*/b>',
	'*see www.example.com now*': '[i|see <www.example.com> now]',
	'`https://example.com`': '[c|https://example.com]'
};

const PLAIN = [
	'2 * 3 * 4 = 24',
	'2*3*4',
	'2**3**4',
	'a*b*c and x**y**z',
	'snake*_case*_',
	'* one\n* two',
	'*not\nthis*',
	'** no **',
	'**open',
	'open**',
	'*',
	'****',
	'**** no ****',
	'*.ts and *.js',
	'/* a comment */ /*one*/ */two/*',
	'tag`text`',
	'a `b\\` c',
	'/*`one`/* `two`/',
	'`open',
	'``',
	'` `',
	'``two``',
	'```',
	'```\n```',
	'```\nopen',
	'a `b\nc` d',
	'<b>no HTML</b> &amp; [no](https://) _no_ ~~no~~ # no',
	''
];

describe('formatted', () => {
	it.each(Object.entries(FORMATTED))('formats %j', (text, expected) => {
		expect(drawn(formatted(text))).toBe(expected);
		expect(written(formatted(text))).toBe(text);
	});

	it.each(PLAIN)('leaves %j as it is', (text) => {
		expect(drawn(formatted(text))).toBe(text);
	});

	it('keeps every character of the longest text and limits nesting', () => {
		const pieces = [
			'*',
			'**',
			'***',
			'*a',
			'a*',
			'**a',
			'*a**',
			'`',
			'``',
			'```',
			'\n```',
			'```\n'
		];
		const long = [...pieces, '*a **b ', '**a *b***', '`a*', 'www.a.bc*'].flatMap((piece) => [
			piece.repeat(4000 / piece.length),
			`${piece} `.repeat(2000 / piece.length)
		]);
		for (const text of long) {
			const pieces = formatted(text);
			expect(written(pieces)).toBe(text);
			expect(depth(pieces)).toBeLessThanOrEqual(5);
		}
	});
});

function depth(pieces: readonly FormattedPiece[]): number {
	const depths = pieces.map((piece) => ('style' in piece ? 1 + depth(piece.pieces) : 1));
	return Math.max(0, ...depths);
}

describe('unformatted', () => {
	it('drops the marks and keeps the text', () => {
		expect(unformatted('**Bold**, *it*, `code`, https://a.example')).toBe(
			'Bold, it, code, https://a.example'
		);
		expect(unformatted('Run\n```sh\nls\n```\nnow')).toBe('Run\nls\nnow');
	});
});
