import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `${app} サポート`,
	subject: (sender) => `${sender}からの新しい返信`,
	heading: { other: '新しい返信が#件あります' },
	more: { other: 'ほか#件' },
	button: 'チャットを開く',
	reason: (sender) => `${sender}からの未読の返信があるため、このメールをお送りしています。`,
	unsubscribe: 'メール通知を停止する',
	colon: '：',
	alert: {
		heading: { other: '返信待ちのチャットが#件あります' },
		more: { other: 'ほか#件' },
		waiting: (since, duration) => `${since}から返信待ち（${duration}）`,
		guest: (name) => `ゲスト ${name}`,
		deletedUser: '削除されたユーザー',
		button: 'サポート受信トレイを開く',
		reason: (app) => `${app}のチャットの担当者に、まだ誰も見ていないチャットをお知らせしています。`
	}
};
