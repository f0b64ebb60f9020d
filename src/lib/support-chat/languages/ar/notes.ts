import type { NoteTexts } from '../en/notes.ts';
import type { Reader } from '../reader.ts';

export const notes = ({ count }: Pick<Reader, 'count'>): NoteTexts => ({
	note: 'ملاحظة',
	by: (name) => `ملاحظة من ${name}`,
	spoken: (name) => `${name === null ? 'ملاحظتك' : `ملاحظة من ${name}`}. لا يراها سوى فريقك.`,
	onlyTeam: 'لا يراها سوى فريقك',
	writeAs: 'رد أو ملاحظة',
	write: 'اكتب ملاحظة…',
	label: 'ملاحظة لا يراها سوى فريقك',
	add: 'إضافة الملاحظة',
	delete: 'حذف الملاحظة',
	deleteQuestion: 'هل تريد حذف هذه الملاحظة؟',
	earlier: 'عرض الملاحظات السابقة',
	mentionsYou: 'تشير إليك',
	colleagues: 'الزملاء',
	colleagueCount: (colleagues) =>
		count(colleagues, {
			zero: 'لا زملاء',
			one: 'زميل واحد',
			two: 'زميلان',
			few: '# زملاء',
			many: '# زميلًا',
			other: '# زميل'
		})
});
