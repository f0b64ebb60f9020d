import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list, number }: Reader): InboxTexts => ({
	inbox: 'サポート受信トレイ',
	title: 'サポートチャット',
	titleOfChat: (email) => `${email} – サポートチャット`,
	notifications: '通知',

	chats: 'チャット',
	active: '対応中',
	archived: 'アーカイブ済み',
	noActive: '対応中のチャットはありません',
	noActiveNote: 'ユーザーがメッセージを送ると、ここに表示されます。',
	noArchived: 'アーカイブ済みのチャットはありません',
	noArchivedNote:
		'完了したチャットはアーカイブできます。ユーザーが再び書き込むと、一覧に戻ります。',
	messageCount: (messages) => count(messages, { other: 'メッセージ#件' }),
	unread: '未読',
	byYou: '自分:',
	by: (name) => `${name}：`,
	deletedEmail: '削除されたメールアドレス',
	loadMore: 'さらに読み込む',
	loading: '読み込み中…',
	moreNotLoaded: '続きのチャットを読み込めませんでした。接続を確認して、もう一度お試しください。',

	back: 'チャット一覧に戻る',
	archive: 'アーカイブ',
	restore: '元に戻す',
	problem: {
		forbidden: 'この操作はもう許可されていません。ページを再読み込みしてください。',
		unseen: 'ユーザーがたった今メッセージを送信しました。先に新しいメッセージをお読みください。',
		failed: 'うまくいきませんでした。接続を確認して、もう一度お試しください。'
	},
	online: 'オンライン',
	hasChatOpen: 'チャットを開いています',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `ほか${number(more)}人`] : names;
		return `${list(viewers)}が閲覧中`;
	},
	writing(names, more) {
		const writers = more > 0 ? [...names, `ほか${number(more)}人`] : names;
		return `${list(writers)}が返信を入力中…`;
	},

	conversationWith: (email) => `${email}との会話`,
	you: '自分',
	theUser: 'ユーザー',
	support: 'サポート',
	reply: '返信',
	writeReply: '返信を入力…',
	needsJavaScript: '会話の表示には JavaScript が必要です。',

	noChatOpen: '開いているチャットはありません',
	noChatOpenNote: '一覧から選んでください。',
	noChatOpenKeysNote: '一覧から選ぶか、キーボードを使ってください:',

	chatGone: 'このチャットはもう存在しません',
	chatGoneNote: '削除されたか、このアドレスには元から存在しません。',

	unreadChats: (chats) => count(chats, { other: '未読のチャット#件' }),

	search: '検索',
	searchPlaceholder: '人とメッセージを検索',
	clearSearch: '検索をクリア',
	people: '人',
	messages: 'メッセージ',
	nothingFound: '見つかりませんでした',
	nothingFoundNote: '別の言葉、言葉の先頭、アドレスの一部などをお試しください。',
	foundCount: (results) => count(results, { other: '結果#件' }),
	searchedSince: (time) => `${time}以降のメッセージを検索しました。`,
	searchOlder: 'さらに古いメッセージを検索',
	searchFailed: '検索できませんでした。接続を確認してください。',

	earlierShown: 'これより新しいメッセージがあります。',
	laterNotLoaded: 'これより後のメッセージを読み込めませんでした。',
	backToNewest: '最新のメッセージへ',

	userDetails: 'ユーザー情報',
	detailsNotLoaded: '情報を読み込めませんでした。',
	customerSince: '登録',
	lastSignIn: '最終サインイン',
	firstMessage: '最初のメッセージ',
	lastMessage: '最後のメッセージ',
	archivedSince: 'アーカイブ',
	messagesByUser: 'ユーザーのメッセージ',
	messagesBySupport: 'サポートのメッセージ',
	replyEmailsOf: '返信のメール通知',
	on: 'オン',
	off: 'オフ',

	archivedNow: (email) => `${email}をアーカイブしました`,
	restoredNow: (email) => `${email}を元に戻しました`,
	missesReply: 'ユーザーは最後の返信をまだ読んでいません。メールも送信されません。',
	undo: '取り消す',
	dismiss: '閉じる',

	settings: '設定',
	close: '閉じる',
	keyboardShortcuts: 'キーボードショートカット',
	singleKeys: '1キーのショートカット',
	singleKeysNote: 'j、k、e など（入力中を除く）',
	shortcuts: {
		next: '次のチャット',
		previous: '前のチャット',
		open: '選択したチャットを開く',
		reply: '返信を書く',
		move: 'アーカイブする／元に戻す',
		undo: 'アーカイブ操作を取り消す',
		search: '検索',
		help: 'ショートカット一覧を表示',
		leave: '入力欄を離れる、閉じる、戻る'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: 'アプリへ',
	signOut: 'ログアウト',
	signOutUnsent: '未送信の返信は失われます。ログアウトしますか？',
	toChats: 'チャット一覧へ',
	broken: 'こちら側で問題が発生しました。',
	noSuchChat: 'このチャットは存在しません。'
});
