import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: '期間',
	lastDays: (days) => `過去${number(days)}日間`,
	thisMonth: '今月',
	lastMonth: '先月',
	from: '開始日',
	to: '終了日',
	show: '表示',
	badSpan: '開始日が終了日より前になるように、366日以内で選んでください。',
	incomplete: (day) => `${day}から集計しています。それより前の数値は実際より少なくなっています。`,

	newChats: '新規チャット',
	answeredChats: '返信済みチャット',
	replies: '返信',
	firstReplies: '終了した待ち時間',
	medianReply: '最初の返信（中央値）',
	p90Reply: '最初の返信（90パーセンタイル）',
	waitingNow: '現在の返信待ち',
	none: 'なし',
	more: (percent, days) => count(days, { other: `直前の#日間より${percent}多い` }),
	fewer: (percent, days) => count(days, { other: `直前の#日間より${percent}少ない` }),
	longer: (percent, days) => count(days, { other: `直前の#日間より${percent}長い` }),
	shorter: (percent, days) => count(days, { other: `直前の#日間より${percent}短い` }),
	same: (days) => count(days, { other: '直前の#日間と同じ' }),
	noneBefore: (days) => count(days, { other: '直前の#日間はなし' }),

	chats: '新規チャットと返信済みチャット',
	firstReply: '最初の返信までの時間',
	median: '中央値',
	p90: '90パーセンタイル',
	byAdmin: '管理者別の返信',
	dayOf: (chart) => `グラフ「${chart}」の日`,
	empty: 'この期間には何もありません',

	table: '表で表示',
	download: 'CSVをダウンロード',
	day: '日',
	admin: '管理者',
	before: '直前の期間',
	isRemoved: '削除済み',
	notRecorded: '記録なし',

	how: '集計方法',
	meaning: {
		newChats:
			'ユーザーが始めた会話。最初のメッセージ、またはチャットがアーカイブされた後の最初のメッセージで始まります。',
		answeredChats: '最初の返信があった会話。始まった日は問いません。',
		replies: '管理者のメッセージ。',
		medianReply:
			'待ち時間の半分はこれより短い時間でした。待ち時間は、まだ返信のない最初のメッセージで始まり、返信で終わります。営業時間内の時間だけを数えます。',
		p90Reply: '待ち時間の9割はこれより短い時間でした。',
		waitingNow: '現在ユーザーが返信を待っている対応中のチャット。'
	},
	kept: '各数値はメッセージの日に数えます。削除されたチャットも集計に残ります。'
});
