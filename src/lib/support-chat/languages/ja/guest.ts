import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome:
		'うまく動かないとき、ご注文やアカウントのことなど、何でもご質問ください。チャットで返信します。',
	supportAway: 'チャットで返信します',

	label: '返信をメールで受け取る',
	save: '保存',
	skip: '今はしない',
	change: 'メールアドレスを変更',
	pending: (email) => `${email} に送信したリンクを開いて確認してください。`,
	confirmed: (email) => `${email} にメールでお知らせします。`,
	problem: {
		taken: 'このメールアドレスは登録済みです。サインインするか、別のアドレスをお使いください。',
		invalid: '有効なメールアドレスを入力してください。',
		tooMany: '試行回数が多すぎます。数分後にもう一度お試しください。',
		other: 'メールアドレスを保存できませんでした。接続を確認して、もう一度お試しください。'
	}
};
