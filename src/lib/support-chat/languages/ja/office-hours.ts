import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: '営業時間内のみ対応する',
	limitedNote: '時間外は、ウィジェットに再開時刻が表示されます。',
	zoneProblem: '一覧からタイムゾーンを選んでください。',
	from: '開始',
	to: '終了',
	closed: '休業',
	addSpan: (day: string) => `${day}に時間を追加`,
	removeSpan: (day: string) => `${day}の時間を削除`,
	copy: '月曜日を平日すべてにコピー',
	spansProblem: '各時刻は前の時刻より後にしてください。',
	openNow: '現在営業中',
	opens: (when: string) => `${when}に再開`,
	neverOpen: '営業日がありません',
	closedDay: '日付',
	addDay: '追加',
	removeDay: (day: string) => `${day}を削除`,
	preview: 'プレビュー'
};
