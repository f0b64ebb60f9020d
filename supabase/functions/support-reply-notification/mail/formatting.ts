// The reply email has the same formatting. Its function is deployed alone and so has a copy of this
// file; a test keeps both equal.

/** A piece of a message: plain text, or a link to show as that text. */
export interface TextPiece {
	text: string;
	/** http, https or mailto only, as `URL` serializes it: the host in ASCII, without a user name. */
	href?: string;
}

/** A styled part of a message. `open`, its pieces' text and `close` together are the source text. */
export interface StyledPiece {
	style: 'bold' | 'italic' | 'code' | 'codeblock';
	pieces: FormattedPiece[];
	open: string;
	close: string;
	/** Info string of a code block, such as its language. */
	info?: string;
}

export type FormattedPiece = TextPiece | StyledPiece;

export interface FormattingOptions {
	/** Splits text outside code, for example at links. */
	plain(text: string): TextPiece[];
	/** Makes code safe to display. */
	code(text: string): string;
}

/**
 * Scripts without spaces between words, for a character class: links and formatting marks may touch
 * their letters.
 */
export const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`;

// A block spans whole lines. Text after the opening fence is an info string only if the closing fence is
// on a line of its own; otherwise it is code.
const BLOCK =
	'(?<before>^|(?<=\\n)|\\n)```(?:(?<info>[\\w+#.-]{0,20})[ \\t]*\\n(?<lines>[^]*?)\\n```|(?<words>[^`]+)```)[ \\t]*(?:\\n|$)';
// In scripts without spaces a mark is never inside a word.
const WORD = `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_]`;
const INLINE = `(?<!\`|${WORD}|/)(?<ticks>\`|\`\`\`)(?<code>[^\`\\n]+)(?<!\\\\)\\k<ticks>(?![\`/])`;
const CODE = new RegExp(`${BLOCK}|${INLINE}`, 'gu');
/** Stars beside these are literal: the rest of a word, and the slash of a comment in code. */
const GOES_ON = new RegExp(`${WORD}|/`, 'u');

/**
 * Splits a message by its formatting: `**bold**`, `*italic*`, `` `code` ``, and code blocks between lines
 * of three backticks. Everything else is literal, as are marks inside a word, and stars in code or a
 * link, next to a space, or without a partner on their line.
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

/** The text without formatting marks. */
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

/** A run of stars that may open a style. */
interface Opener {
	/** Index among the pieces. */
	at: number;
	length: number;
}

/** Styles what is between stars. Visits each piece once and moves it at most three times. */
function emphasise(pieces: readonly FormattedPiece[]): FormattedPiece[] {
	const units = pieces.flatMap<FormattedPiece>((piece) =>
		isPlain(piece) ? splitAtStars(piece.text) : piece
	);
	const found: FormattedPiece[] = [];
	// At most one of each length: the latest, which is the nearest.
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

/** Wraps what is between a run of stars and its opener; false without an opener. */
function close(found: FormattedPiece[], openers: Opener[], length: number): boolean {
	const index = openers.findIndex((opener) => opener.length === length);
	// `**bold and *italic***`: three stars close two and one.
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

/** Whether a run of stars may be between `inside`, the styled text, and `outside`. */
function canFace(inside: string, outside: string): boolean {
	return /[^\s/]/.test(inside) && !GOES_ON.test(outside);
}

/** The first (0) character of a piece, or the last (-1) with its combining marks; '' for none. */
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

/** Length of a run of stars; 0 for other pieces and for more than three stars. */
function countStars(piece: FormattedPiece): number {
	return isPlain(piece) && /^\*{1,3}$/.test(piece.text) ? piece.text.length : 0;
}

function endsLine(piece: FormattedPiece): boolean {
	return isStyled(piece) ? piece.style === 'codeblock' : piece.text.includes('\n');
}

/** Joins adjacent plain text. */
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
