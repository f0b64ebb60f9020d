import { escapeHtml } from './escape-html.ts';
import type { Words } from './reply-email.ts';

// Mail programs read the HTML of long ago: tables for layout, styles on each element, and no image,
// which many show only when asked. The style sheet is for those that know dark mode.

const FONT =
	"font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/** Keeps what follows the preview in the mail out of the line that lists show below the subject. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat(60);

const STYLES = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) { .card { padding: 24px 20px !important; } }
${darkRules('@media (prefers-color-scheme: dark) {', '', '}')}
${darkRules('', '[data-ogsc] ', '')}
`;

/** The HTML part of the mail. */
export function renderHtml(words: Words): string {
	const text = escapeAll(words);
	return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${text.heading}</title>
<style>${STYLES}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f7;${FONT}">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${text.preview}${FILLER}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f4f7">
<tr><td align="center" style="padding:32px 16px 40px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:520px">
<tr><td class="quiet" style="padding:0 4px 14px;color:#5a6070;font-size:14px;line-height:20px;font-weight:600;${FONT}">${text.sender}</td></tr>
<tr><td class="card" bgcolor="#ffffff" style="padding:32px;background:#ffffff;border:1px solid #e2e4ea;border-radius:16px;${FONT}">
${card(text)}
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

function card(text: Words): string {
	return `<h1 class="ink" style="margin:0 0 8px;color:#1b1d25;font-size:22px;line-height:28px;font-weight:700;letter-spacing:-0.01em">${text.heading}</h1>
<p class="quiet" style="margin:0 0 16px;color:#5a6070;font-size:15px;line-height:22px">${text.intro}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td class="bubble ink" dir="auto" bgcolor="#f3f4f7" style="padding:14px 16px;background:#f3f4f7;border-radius:4px 14px 14px 14px;color:#1b1d25;font-size:16px;line-height:24px;overflow-wrap:anywhere;word-break:break-word;${FONT}">${text.preview.replaceAll('\n', '<br>')}</td></tr>
</table>
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px">
<tr><td class="button" bgcolor="#4338ca" style="background:#4338ca;border-radius:10px"><a class="button" href="${text.chatUrl}" style="display:inline-block;padding:13px 24px;border-radius:10px;background:#4338ca;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none;${FONT}">${text.button}</a></td></tr>
</table>`;
}

function escapeAll(words: Words): Words {
	const entries = Object.entries(words).map(([name, text]) => [name, escapeHtml(text)]);
	return Object.fromEntries(entries) as Words;
}

/** Each rule on its own behind `scope`: Outlook on the web marks its dark mode with an attribute. */
function darkRules(open: string, scope: string, close: string): string {
	const rules = [
		'.page { background: #101117 !important; background-color: #101117 !important; }',
		'.card { background: #181a21 !important; border-color: #2b2e37 !important; }',
		'.bubble { background: #24262e !important; }',
		'.button { background: #5b52e8 !important; color: #ffffff !important; }',
		'.ink { color: #eceef3 !important; }',
		'.quiet { color: #a3a9b8 !important; }'
	];
	return [open, ...rules.map((rule) => scope + rule), close].filter(Boolean).join('\n');
}
