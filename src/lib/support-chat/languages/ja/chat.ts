import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: 'どのようなご用件でしょうか？',
	welcome:
		'うまく動かないとき、ご注文やアカウントのことなど、何でもご質問ください。チャットで返信し、ご不在のときはメールでもお知らせします。',
	close: '閉じる',
	supportOnline: 'サポートはオンラインです',
	areOnline(names, more) {
		const people = more > 0 ? [...names, `ほか${number(more)}人`] : names;
		return `${list(people)}がオンラインです`;
	},
	supportAway: 'チャットとメールで返信します',
	usuallyReplies: {
		minutes: '通常は数分で返信します',
		hour: '通常は1時間以内に返信します',
		hours: '通常は数時間で返信します',
		day: '通常は1日以内に返信します'
	},
	reopens: {
		today: (time: string) => `${time}に再開します`,
		tomorrow: (time: string) => `明日${time}に再開します`,
		later: (time: string, day: string) => `${day} ${time}に再開します`
	},

	connection: {
		connecting: '接続中…',
		connected: '接続済み',
		reconnecting: '再接続中…',
		offline: 'オフラインです',
		refused: '未接続'
	},

	sessionEnded: {
		signed_out: 'ログアウトしました',
		other_user: '別のアカウントでログインしています'
	},
	sessionEndedNote: {
		signed_out: '続けるには、もう一度ログインしてください。未送信の内容は保存されています。',
		other_user: 'これは別のアカウントのチャットです。未送信の内容は保存されています。'
	},
	reload: '再読み込み',

	messagesWithSupport: 'サポートとのメッセージ',
	byYou: '自分：',
	by: (name) => `${name}：`,
	moreMessages: (messages) => count(messages, { other: 'ほか#件のメッセージ' }),
	loadingMessages: 'メッセージを読み込み中',
	messagesNotLoaded: 'メッセージを読み込めませんでした。再試行しています…',
	loadingEarlier: '以前のメッセージを読み込み中…',
	earlierNotLoaded: '以前のメッセージを読み込めませんでした。',
	tryAgain: '再試行',
	newMessages: '新着メッセージ',
	typing: (name) => `${name}が入力中…`,

	message: 'メッセージ',
	writeMessage: 'メッセージを入力…',
	send: '送信',
	attach: 'ファイルを添付',
	tooLong: (limit) =>
		`メッセージは${number(limit)}文字までです。短くするか、分けて送信してください。`,
	outboxFull: '未送信のメッセージが多すぎます。',
	blocked: 'サポートは今後あなたからのメッセージを受け付けません。',

	delivery: {
		waiting: '送信待ち…',
		sending: '送信中…',
		sent: '送信済み',
		seen: '既読'
	},
	rateLimited: (seconds) => count(seconds, { other: '送信の間隔が短すぎます。#秒後に送信します…' }),
	notSent: {
		blank: '送信できませんでした。メッセージが空です。',
		'too-long': '送信できませんでした。メッセージが長すぎます。',
		forbidden: '送信できませんでした。このチャットではメッセージを送信できません。',
		blocked: '送信できませんでした。サポートは今後あなたからのメッセージを受け付けません。',
		refused: '送信できませんでした。このメッセージは許可されていません。書き方を変えてください。',
		other: '送信できませんでした。サーバーがメッセージを受け付けませんでした。'
	},
	retry: '再送信',
	delete: '削除',

	settings: '設定'
});
