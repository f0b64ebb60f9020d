// The mail about a reply is formatted alike. Its function is deployed alone and so has a copy of this
// file, which a test holds equal.

/** A piece of a message: plain text, or a link to show as that text. */
export interface TextPiece {
	text: string;
	/** Only http, https and mailto, as `URL` spells it: the host in ASCII, no user name before it. */
	href?: string;
}

/** A part of a message in a style of its own. `open`, its pieces' text and `close` are what was written. */
export interface StyledPiece {
	style: 'bold' | 'italic' | 'code' | 'codeblock';
	pieces: FormattedPiece[];
	open: string;
	close: string;
	/** What a block of code says of itself, such as its language. */
	info?: string;
}

export type FormattedPiece = TextPiece | StyledPiece;

export interface FormattingOptions {
	/** Splits what is no code, and may find links in it. */
	plain(text: string): TextPiece[];
	/** Makes code fit to be shown. */
	code(text: string): string;
}

/**
 * Scripts without spaces between words, for a character class: an address or a sign of formatting may
 * stand right after and right before their letters.
 */
export const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;

// A block is made of whole lines. Only where the fence that ends it has a line of its own may its first
// line tell of the code; everywhere else that is a part of the code.
const BLOCK =
	'(?<before>^|(?<=\\n)|\\n)```(?:(?<info>[\\w+#.-]{0,20})[ \\t]*\\n(?<lines>[^]*?)\\n```|(?<words>[^`]+)```)[ \\t]*(?:\\n|$)';
// Scripts without spaces have no words that a sign could stand in the middle of.
const WORD = `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_]`;
const INLINE = `(?<!\`|${WORD}|/)(?<ticks>\`|\`\`\`)(?<code>[^\`\\n]+)(?<!\\\\)\\k<ticks>(?![\`/])`;
const CODE = new RegExp(`${BLOCK}|${INLINE}`, 'gu');
/** What stars mean nothing beside: a word that goes on, and the slash of a comment in code. */
const GOES_ON = new RegExp(`${WORD}|/`, 'u');

/**
 * Splits a message as people format them: `**bold**`, `*italic*`, `` `code` ``, and blocks of code
 * between lines of three backticks. Nothing else has a meaning. Nor have these inside of a word; and a
 * star has none in code or in a link, beside a space, or without a partner on its line.
 */
export function parseFormatting(
	text: string,
	{ plain, code }: FormattingOptions
): FormattedPiece[] {
	const pieces: FormattedPiece[] = [];
	let end = 0;
	for (const match of text.matchAll(CODE)) {
		const piece = codePiece(match, code);
		if (!piece) continue;
		pieces.push(...plain(text.slice(end, match.index)), piece);
		end = match.index + match[0].length;
	}
	pieces.push(...plain(text.slice(end)));
	return emphasise(pieces);
}

/** The text as it is read: without the signs that only give it a style. */
export function withoutSigns(pieces: readonly FormattedPiece[]): string {
	const texts = pieces.map((piece) => {
		if (!isStyled(piece)) return piece.text;
		const text = withoutSigns(piece.pieces);
		return piece.style === 'codeblock' ? `\n${text}\n` : text;
	});
	return texts.join('');
}

function codePiece(
	{ 0: written, groups }: RegExpExecArray,
	show: (code: string) => string
): StyledPiece | null {
	const { before, info, lines, words, code } = groups as Record<string, string | undefined>;
	const text = lines ?? words ?? code ?? '';
	if (!/\S/.test(text)) return null;
	const close = /\n?`+[ \t]*\n?$/.exec(written)![0].length;
	const end = words === undefined ? written.length - close : written.lastIndexOf('```');
	return {
		style: before === undefined ? 'code' : 'codeblock',
		pieces: [{ text: show(text) }],
		open: written.slice(0, end - text.length),
		close: written.slice(end),
		...(info && { info })
	};
}

/** A run of stars that may begin something. */
interface Opener {
	/** Where among the pieces it is. */
	at: number;
	length: number;
}

/** Finds what stands between stars. It looks at each piece once and moves it at most three times. */
function emphasise(pieces: readonly FormattedPiece[]): FormattedPiece[] {
	const units = pieces.flatMap<FormattedPiece>((piece) =>
		isPlain(piece) ? splitAtStars(piece.text) : piece
	);
	const found: FormattedPiece[] = [];
	// At most one of each length: a later one is the nearer.
	let openers: Opener[] = [];
	for (const [index, unit] of units.entries()) {
		const length = countStars(unit);
		const before = edge(units[index - 1], -1);
		const after = edge(units[index + 1], 0);
		if (length > 0 && canFace(before, after) && close(found, openers, length)) continue;
		if (length > 0 && canFace(after, before)) {
			openers = openers.filter((opener) => opener.length !== length);
			openers.push({ at: found.length, length });
		}
		if (endsLine(unit)) openers = [];
		found.push(unit);
	}
	return merged(found);
}

/** Puts what is between a run of stars and its opener into a piece; false when there is none. */
function close(found: FormattedPiece[], openers: Opener[], length: number): boolean {
	const index = openers.findIndex((opener) => opener.length === length);
	// `**bold and *italic***`: three end what two and one have begun.
	const first = index < 0 && length === 3 ? openers.length - 2 : index;
	const closed = openers.slice(Math.max(first, 0), index < 0 ? undefined : index + 1).reverse();
	if (first < 0 || closed.reduce((sum, opener) => sum + opener.length, 0) !== length) return false;
	for (const opener of closed) {
		const inner = merged(found.splice(opener.at + 1));
		found[opener.at] =
			opener.length === 3 ? starred(2, [starred(1, inner)]) : starred(opener.length, inner);
	}
	openers.length = first;
	return true;
}

function starred(length: number, pieces: FormattedPiece[]): StyledPiece {
	const stars = '*'.repeat(length);
	return { style: length === 1 ? 'italic' : 'bold', pieces, open: stars, close: stars };
}

/** Whether stars may begin what is before `inside`, seen from the side of `outside`. */
function canFace(inside: string, outside: string): boolean {
	return /[^\s/]/.test(inside) && !GOES_ON.test(outside);
}

/** The first (0) or last (-1) character of a piece, with the marks on it; '' for none. */
function edge(piece: FormattedPiece | undefined, at: 0 | -1): string {
	if (!piece) return '';
	const text = isStyled(piece) ? '`' : piece.text;
	return (at === 0 ? /^./su : /\P{M}\p{M}*$/u).exec(text)?.[0] ?? '';
}

const isStyled = (piece: FormattedPiece): piece is StyledPiece => 'style' in piece;
const isPlain = (piece: FormattedPiece): piece is TextPiece => !isStyled(piece) && !piece.href;

function splitAtStars(text: string): TextPiece[] {
	const parts = text.split(/(\*+)/).filter((part) => part !== '');
	return parts.map((part) => ({ text: part }));
}

/** How many stars a piece is of; 0 for other pieces, and for more stars than have a meaning. */
function countStars(piece: FormattedPiece): number {
	return isPlain(piece) && /^\*{1,3}$/.test(piece.text) ? piece.text.length : 0;
}

function endsLine(piece: FormattedPiece): boolean {
	return isStyled(piece) ? piece.style === 'codeblock' : piece.text.includes('\n');
}

/** With neighbours of plain text as one. */
function merged(pieces: readonly FormattedPiece[]): FormattedPiece[] {
	const result: FormattedPiece[] = [];
	for (const piece of pieces) {
		const last = result.at(-1);
		if (last && isPlain(last) && isPlain(piece))
			result[result.length - 1] = { text: last.text + piece.text };
		else result.push(piece);
	}
	return result;
}
