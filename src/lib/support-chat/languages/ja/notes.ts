import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'メモ',
	by: (name) => `${name}さんのメモ`,
	spoken: (name) =>
		`${name === null ? '自分のメモ' : `${name}さんのメモ`}。チームだけに表示されます。`,
	onlyTeam: 'チームだけに表示されます',
	writeAs: '返信またはメモ',
	write: 'メモを入力…',
	label: 'チームだけに表示されるメモ',
	add: 'メモを追加',
	delete: 'メモを削除',
	deleteQuestion: 'このメモを削除しますか？',
	earlier: '以前のメモを表示',
	mentionsYou: 'あなた宛て',
	colleagues: 'メンバー',
	colleagueCount: (colleagues) => count(colleagues, { other: '#人のメンバー' })
});
