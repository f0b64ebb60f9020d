import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'サウンド',
	desktopNotifications: 'デスクトップ通知',
	notificationsNote: {
		unsupported: 'このブラウザーはデスクトップ通知に対応していません。',
		denied: 'ブロックされています。ブラウザーの設定でこのサイトに許可できます。',
		default: '最初にブラウザーの確認が表示されます。',
		granted: 'このページがバックグラウンドにあるときに表示されます。'
	},
	replyEmails: '未読の返信をメールで受け取る',
	replyEmailsProblem: {
		notLoaded: 'この設定を読み込めませんでした。しばらくしてからもう一度お試しください。',
		notSaved: '保存できませんでした。接続を確認して、もう一度お試しください。'
	}
};
