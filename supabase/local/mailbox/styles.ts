/** The mailbox's style sheet: the list beside the open e-mail, or one of them on a narrow screen. */
export const STYLES = `
:root {
	color-scheme: light dark;
	--page: light-dark(#f4f5f7, #15171b);
	--sheet: light-dark(#ffffff, #1c1f24);
	--line: light-dark(#dfe2e7, #30343c);
	--ink: light-dark(#1b1e24, #e8eaee);
	--quiet: light-dark(#5c6470, #9aa3b0);
	--accent: light-dark(#1f6feb, #6ea8fe);
	--chosen: light-dark(#e8f0fe, #22304a);
}

* { box-sizing: border-box; }

body {
	margin: 0;
	height: 100dvh;
	display: grid;
	grid-template: auto 1fr / minmax(16rem, 24rem) 1fr;
	background: var(--page);
	color: var(--ink);
	font: 15px/1.45 system-ui, sans-serif;
}

a { color: inherit; text-decoration: none; }

:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }

.bar {
	grid-column: 1 / -1;
	display: flex;
	align-items: center;
	gap: 0.75rem;
	padding: 0.6rem 1rem;
	background: var(--sheet);
	border-bottom: 1px solid var(--line);
}

.bar h1 { font-size: 1rem; margin: 0; }

.bar p { margin: 0; flex: 1; color: var(--quiet); }

button {
	font: inherit;
	color: inherit;
	background: none;
	border: 1px solid var(--line);
	border-radius: 6px;
	padding: 0.25rem 0.7rem;
	cursor: pointer;
}

button:hover { border-color: var(--quiet); }

.list {
	overflow-y: auto;
	border-right: 1px solid var(--line);
	background: var(--sheet);
}

.list ul { list-style: none; margin: 0; padding: 0; }

.list a {
	display: grid;
	grid-template-columns: 1fr auto;
	gap: 0.1rem 0.75rem;
	padding: 0.65rem 1rem;
	border-bottom: 1px solid var(--line);
}

.list a:hover { background: var(--page); }

.list a[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent); }

.list .to { font-weight: 600; }

.list time, .list .preview { color: var(--quiet); font-size: 0.87em; }

.list .subject, .list .preview { grid-column: 1 / -1; }

.list .to, .list .subject, .list .preview {
	overflow: hidden;
	text-overflow: ellipsis;
	white-space: nowrap;
}

.nothing { color: var(--quiet); padding: 2rem 1rem; text-align: center; }

main { display: flex; flex-direction: column; min-width: 0; min-height: 0; }

.mail header { padding: 1rem 1.25rem 0; border-bottom: 1px solid var(--line); }

.mail { flex: 1; display: flex; flex-direction: column; min-height: 0; background: var(--sheet); }

.mail h2 { font-size: 1.25rem; margin: 0 0 0.5rem; overflow-wrap: anywhere; }

.mail dl {
	display: grid;
	grid-template-columns: max-content 1fr;
	gap: 0.1rem 0.75rem;
	margin: 0;
}

.mail dt { color: var(--quiet); }

.mail dd { margin: 0; overflow-wrap: anywhere; }

.mail nav { display: flex; gap: 1.25rem; margin-top: 0.75rem; }

.mail nav a { padding: 0.4rem 0; color: var(--quiet); border-bottom: 2px solid transparent; }

.mail nav a[aria-current] { color: var(--ink); border-color: var(--accent); }

.back { display: none; }

iframe { flex: 1; width: 100%; border: 0; }

pre, .headers { flex: 1; margin: 0; padding: 1.25rem; overflow: auto; }

pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, monospace; }

@media (max-width: 44rem) {
	body { grid-template-columns: 1fr; }
	.reading .list, .listing main { display: none; }
	.list { border-right: 0; }
	.back { display: inline-block; color: var(--accent); margin-bottom: 0.5rem; }
}
`;
