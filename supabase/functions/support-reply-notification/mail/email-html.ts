import { CARD, DARK_CARD, type ButtonColors } from './button-colors.ts';
import { escapeHtml } from './escape-html.ts';
import { renderFormatted } from './reply-email-format.ts';
import type { Turn, Words } from './email-words.ts';
import { FILE_SIGN, type QuotedMessage } from './quoted-message.ts';

// Mail programs support only old HTML: tables for layout, inline styles, and no images, which many block
// by default. The style sheet is for those that support dark mode.

const FONT =
	"font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/** Keeps the text after the preview out of the line that mail lists show below the subject. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat(60);

/** The HTML part of an e-mail. */
export function renderHtml(words: Words, colors: ButtonColors): string {
	const text = escapeAll(words);
	return `<!doctype html>
<html lang="${text.lang}" dir="${text.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${text.heading}</title>
<style>${styles(colors)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f7;${FONT}">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${text.preview}${FILLER}</div>
<table ${TABLE} class="page" lang="${text.lang}" dir="${text.dir}" width="100%" bgcolor="#f3f4f7">
<tr><td align="center" style="padding:32px 16px 40px">
<table ${TABLE} width="100%" style="max-width:520px">
<tr><td class="quiet" dir="auto" style="padding:0 4px 14px;text-align:${start(text)};color:#5a6070;font-size:14px;line-height:20px;font-weight:600;${FONT}">${text.sender}</td></tr>
<tr><td class="card" bgcolor="${CARD}" style="padding:32px;background:${CARD};border:1px solid #e2e4ea;border-radius:16px;${FONT}">
${card(text, colors)}
</td></tr>
<tr><td class="quiet" style="padding:18px 4px 0;color:#5a6070;font-size:13px;line-height:20px;${FONT}">
${text.reason}<br><a class="quiet" href="${text.unsubscribeUrl}" style="color:#5a6070;text-decoration:underline">${text.unsubscribe}</a>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function card(text: Words, { background, text: ink, edge }: ButtonColors): string {
	return `<h1 class="ink" style="margin:0 0 4px;color:#1b1d25;font-size:22px;line-height:28px;font-weight:700;letter-spacing:-0.01em">${text.heading}</h1>
<table ${TABLE} width="100%">
${text.turns.map((it) => turn(it, text)).join('\n')}
${text.more ? `<tr><td class="quiet" style="padding:12px 0 0;color:#5a6070;font-size:14px;line-height:20px;${FONT}">${text.more}</td></tr>` : ''}
</table>
<table ${TABLE} style="margin-top:24px">
<tr><td class="button" bgcolor="${background}" style="background:${background};border:1px solid ${edge};border-radius:10px"><a class="button-text" href="${text.buttonUrl}" style="display:inline-block;padding:13px 24px;border-radius:10px;color:${ink};font-size:16px;line-height:20px;font-weight:600;text-decoration:none;${FONT}">${text.button}</a></td></tr>
</table>`;
}

/** The side where lines start, also for messages in the other direction. */
function start({ dir }: Words): string {
	return dir === 'rtl' ? 'right' : 'left';
}

/** The author's name above their messages. */
function turn({ author, note, url, messages }: Turn, words: Words): string {
	const style = `padding:16px 0 ${note ? 0 : 6}px;text-align:${start(words)};color:#5a6070;font-size:14px;line-height:20px;font-weight:600;overflow-wrap:anywhere;${FONT}`;
	const name = url
		? `<a class="quiet" href="${url}" style="color:#5a6070;text-decoration:underline">${author}</a>`
		: author;
	const rows = [`<tr><td class="quiet" dir="auto" style="${style}">${name}</td></tr>`];
	if (note) rows.push(noteRow(note));
	return [...rows, ...messages.map((message, index) => bubble(message, index, words))].join('\n');
}

/** In a row of its own, because its direction is the e-mail's and not the name's. */
function noteRow(note: string): string {
	return `<tr><td class="quiet" style="padding:0 0 6px;color:#5a6070;font-size:13px;line-height:18px;${FONT}">${note}</td></tr>`;
}

function bubble(message: QuotedMessage, index: number, { dir }: Words): string {
	const corners = dir === 'rtl' ? '14px 4px 14px 14px' : '4px 14px 14px 14px';
	const space = index === 0 ? 0 : 6;
	return `<tr><td style="padding:${space}px 0 0"><table ${TABLE}><tr><td class="bubble ink" dir="auto" bgcolor="#f3f4f7" style="padding:12px 16px;background:#f3f4f7;border-radius:${corners};color:#1b1d25;font-size:16px;line-height:24px;overflow-wrap:anywhere;word-break:break-word;${FONT}">${contents(message)}</td></tr></table></td></tr>`;
}

/** The text, formatted, and the names of the files, which are not. */
function contents({ text, files }: QuotedMessage): string {
	const names = files.map((name) => `<div dir="auto">${FILE_SIGN} ${name}</div>`);
	return [text && renderFormatted(text), ...names].join('');
}

/** Escapes every text for use between tags and in quoted attributes. */
function escapeAll(words: Words): Words {
	const escape = (value: unknown): unknown => {
		if (typeof value === 'string') return escapeHtml(value);
		if (Array.isArray(value)) return value.map(escape);
		const entries = Object.entries(value as object).map(([name, it]) => [name, escape(it)]);
		return Object.fromEntries(entries);
	};
	return escape(words) as Words;
}

function styles(colors: ButtonColors): string {
	return `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .card { padding: 24px 20px !important; } }
${darkRules(colors, '@media (prefers-color-scheme: dark) {', '', '}')}
${darkRules(colors, '', '[data-ogsc] ', '')}
`;
}

/** The dark rules, each prefixed with `scope`: Outlook on the web marks dark mode with an attribute. */
function darkRules(
	{ background, text, darkEdge }: ButtonColors,
	open: string,
	scope: string,
	close: string
): string {
	const rules = [
		'.page { background: #101117 !important; background-color: #101117 !important; }',
		`.card { background: ${DARK_CARD} !important; border-color: #2b2e37 !important; }`,
		'.bubble { background: #24262e !important; }',
		`.button { background: ${background} !important; border-color: ${darkEdge} !important; }`,
		`.button-text { color: ${text} !important; }`,
		'.ink { color: #eceef3 !important; }',
		'.quiet { color: #a3a9b8 !important; }'
	];
	return [open, ...rules.map((rule) => scope + rule), close].filter(Boolean).join('\n');
}
