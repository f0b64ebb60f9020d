import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: '备注',
	by: (name) => `${name}的备注`,
	spoken: (name) => `${name === null ? '您的备注' : `${name}的备注`}。仅您的团队可见。`,
	onlyTeam: '仅您的团队可见',
	writeAs: '回复或备注',
	write: '输入备注…',
	label: '仅团队可见的备注',
	add: '添加备注',
	delete: '删除备注',
	deleteQuestion: '删除此备注？',
	earlier: '显示更早的备注',
	mentionsYou: '提到了您',
	colleagues: '同事',
	colleagueCount: (colleagues) => count(colleagues, { other: '# 位同事' })
});
