import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: '定型文',
	purpose: 'サポートチーム全員で使えます。返信の先頭に / を入力すると挿入できます。',
	listed: (replies) => count(replies, { other: '定型文 # 件' }),
	none: '定型文はまだありません',
	noneNote: 'よく使う文章を保存すれば、入力し直す必要がありません。',
	noMatch: '一致する定型文がありません',
	notLoaded: '定型文を読み込めませんでした。',
	typeMore: '続けて入力すると、ほかの定型文を探せます。',
	manage: '定型文を管理',
	shortcut: '返信の先頭で定型文を挿入',
	search: '定型文を検索',

	variables: {
		customer_name: 'ユーザーの名前',
		customer_email: 'ユーザーのメールアドレス',
		my_name: '自分の名前'
	},
	insertVariable: '使うときに置き換えられます：',
	unknownVariable: (written) => `${written} は変数ではないため、そのまま残ります。`,
	gapQuestion: (written) => `${written} が入力されていません。このまま送信しますか？`,

	add: '定型文を追加',
	edit: (title) => `「${title}」を編集`,
	delete: (title) => `「${title}」を削除`,
	deleted: (title) => `「${title}」を削除しました`,
	titleField: 'タイトル',
	contentField: '本文',
	save: '保存',
	titleBlank: 'タイトルを入力してください。',
	titleTooLong: (limit) => `タイトルは ${number(limit)} 文字までです。`,
	contentBlank: '本文を入力してください。',
	contentTooLong: (limit) => `本文は ${number(limit)} 文字までです。`,
	changed: 'ほかの担当者がこの定型文を変更しました。現在の内容：',
	useTheirs: 'この内容を使う',
	saveMine: '自分の内容を保存',
	gone: 'ほかの担当者がこの定型文を削除しました。保存するともう一度追加されます。',
	notDeleted: 'ほかの担当者がこの定型文を変更したところです。内容を確認してから削除してください。'
});
