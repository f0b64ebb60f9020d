import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { savedReplies } from './saved-replies.ts';
import { notes } from './notes.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'サポート受信トレイ',
	title: 'サポートチャット',
	titleOfArea: (area: string) => `${area} – サポート受信トレイ`,
	titleOfChat: (email) => `${email} – サポートチャット`,
	notifications: '通知',
	skipToReply: '返信欄へ移動',
	skipToChats: 'チャット一覧へ移動',
	skipToContent: '本文へ移動',
	areas: '受信トレイのページ',
	area: { chats: 'チャット', reports: 'レポート', settings: '設定' },

	chats: 'チャット',
	active: '対応中',
	archived: 'アーカイブ済み',
	isArchived: 'アーカイブ済み',
	noActive: '対応中のチャットはありません',
	noActiveNote: 'ユーザーがメッセージを送ると、ここに表示されます。',
	noArchived: 'アーカイブ済みのチャットはありません',
	noArchivedNote:
		'完了したチャットはアーカイブできます。ユーザーが再び書き込むと、一覧に戻ります。',
	messageCount: (messages) => count(messages, { other: 'メッセージ#件' }),
	unread: '未読',
	byYou: '自分：',
	by: (name) => `${name}：`,
	deletedUser: '削除されたユーザー',
	guest: (name) => `ゲスト ${name}`,
	loadMore: 'さらに読み込む',
	loading: '読み込み中…',
	moreNotLoaded: '続きのチャットを読み込めませんでした。接続を確認して、もう一度お試しください。',

	back: 'チャット一覧に戻る',
	archive: 'アーカイブ',
	restore: 'アーカイブ解除',
	problem: {
		forbidden: 'この操作の権限がありません。ページを再読み込みしてください。',
		unseen: 'ユーザーがたった今メッセージを送信しました。先にお読みください。',
		failed: '操作できませんでした。接続を確認して、もう一度お試しください。'
	},
	online: 'オンライン',
	hasChatOpen: 'チャットを開いています',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `ほか${number(more)}人`] : names;
		return `${list(viewers)}がこのチャットを閲覧中`;
	},
	writing(names, more) {
		const writers = more > 0 ? [...names, `ほか${number(more)}人`] : names;
		return `${list(writers)}が返信を入力中…`;
	},

	filters: '絞り込み',
	filter: {
		waiting: '返信待ち',
		mine: '自分の担当',
		unassigned: '担当者なし',
		all: 'すべて'
	},
	noChats: {
		waiting: '返信待ちのチャットはありません',
		mine: '自分が担当するチャットはありません',
		unassigned: '担当者のいないチャットはありません'
	},
	waiting: (ms) => `${elapsed(ms, locale)}待っています`,
	draft: '下書き',
	blocked: 'ブロック中',
	assign: '担当者を決める',
	assignedTo: (name) => `担当：${name}`,
	notAssigned: '担当者なし',
	nobody: '担当者なし',
	yourself: (name) => `${name}（自分）`,
	markUnread: '未読にする',
	block: 'ユーザーをブロック',
	unblock: 'ブロックを解除',
	blockQuestion: 'このユーザーをブロックしますか？',
	blockNote:
		'ブロックを解除するまで、このユーザーはチャットを読めますが、メッセージを送信できません。',
	cancel: 'キャンセル',
	answeredMeanwhile: (name) => `${name}がたった今返信しました。このまま送信しますか？`,
	sendAnyway: 'このまま送信',

	notes: notes({ count }),

	conversationWith: (email) => `${email}とのチャット`,
	you: '自分',
	theUser: 'ユーザー',
	support: 'サポート',
	reply: '返信',
	writeReply: '返信を入力…',
	needsJavaScript: 'チャットの表示には JavaScript が必要です。',

	noChatOpen: '開いているチャットはありません',
	noChatOpenNote: '一覧から選んでください。',
	noChatOpenKeysNote: '一覧から選ぶか、キーボードを使ってください：',

	chatGone: 'このチャットはもう存在しません',
	chatGoneNote: '削除されたか、リンクが間違っています。',

	unreadChats: (chats) => count(chats, { other: '未読のチャット#件' }),
	moreUnreadChats: (limit) => `未読のチャット${number(limit)}件超`,

	search: '検索',
	searchPlaceholder: 'ユーザーとメッセージを検索',
	clearSearch: '検索をクリア',
	people: 'ユーザー',
	messages: 'メッセージ',
	nothingFound: '見つかりませんでした',
	nothingFoundNote: '別の言葉、言葉の先頭、メールアドレスの一部などをお試しください。',
	foundCount: (results) => count(results, { other: '結果#件' }),
	searchedSince: (time) => `${time}以降のメッセージを検索しました。`,
	searchOlder: 'さらに古いメッセージを検索',
	searchFailed: '検索できませんでした。接続を確認してください。',

	earlierShown: '以前のメッセージを表示しています。',
	laterNotLoaded: '新しいメッセージを読み込めませんでした。',
	backToNewest: '最新のメッセージへ移動',

	userDetails: 'ユーザー情報',
	detailsNotLoaded: '情報を読み込めませんでした。',
	accountCreated: 'アカウント作成',
	lastSignIn: '最終ログイン',
	firstMessage: '最初のメッセージ',
	lastMessage: '最後のメッセージ',
	archivedAt: 'アーカイブ',
	messagesByUser: 'ユーザーのメッセージ',
	messagesBySupport: 'サポートのメッセージ',
	replyEmailsOf: '返信のメール通知',
	on: 'オン',
	off: 'オフ',
	yes: 'はい',
	no: 'いいえ',
	userLanguage: '言語',
	lastPage: '最後のページ',

	archivedNow: (email) => `${email}とのチャットをアーカイブしました`,
	restoredNow: (email) => `${email}とのチャットのアーカイブを解除しました`,
	missesReply: 'ユーザーは最後の返信をまだ読んでいません。メールも送信されません。',
	undo: '取り消す',
	dismiss: '閉じる',

	health: {
		settingMissing: 'メールの送信に必要な設定がありません。',
		functionMissing: 'Edge Function が応答しないため、メールが送信されていません。',
		mailServiceMissing: 'メールサービスが設定されていないため、メールが送信されていません。',
		pgNetMissing: '拡張機能 pg_net がないため、メールが送信されていません。',
		jobsMissing: 'スケジュールされたジョブが実行されていません。',
		clockFailing: 'メールを送信するジョブが失敗しています。',
		emailsOverdue: 'ユーザーへのメールが遅れています。',
		emailsFailed: '過去 24 時間に送信できなかったメールがあります。',
		fileFunctionMissing: 'Edge Function が応答しないため、削除されたファイルが保存されたままです。',
		filesNotRemoved: '削除されたファイルを消去できず、保存されたままです。',
		realtimeNotReady:
			'Realtime の準備ができていないため、新しいメッセージの表示が遅れることがあります。Supabase のダッシュボードでプロジェクトを再起動してください。',
		sql: 'SQL エディターで実行：',
		terminal: 'ターミナルで実行：',
		copy: 'コピー',
		copied: 'コピーしました'
	},

	savedReplies: savedReplies({ count, number }),

	settings: '設定',
	close: '閉じる',
	keyboardShortcuts: 'キーボードショートカット',
	opensNext: 'アーカイブ後に次のチャットを開く',
	singleKeys: '1キーのショートカット',
	singleKeysNote: 'j、k、e など（入力中を除く）',
	shortcuts: {
		next: '次のチャット',
		previous: '前のチャット',
		open: '選択したチャットを開く',
		reply: '返信を書く',
		note: 'メモを書く',
		move: 'アーカイブ／アーカイブ解除',
		assign: '担当者を決める',
		markUnread: '未読にする',
		undo: '直前の操作を取り消す',
		search: '検索',
		help: 'ショートカット一覧を表示',
		leave: '入力欄を離れる、閉じる、戻る'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: 'アプリへ移動',
	signOut: 'ログアウト',
	signOutUnsent: '未送信の返信は失われます。ログアウトしますか？',
	toChats: 'チャット一覧へ移動',
	broken: 'サーバーで問題が発生しました。',
	noSuchChat: 'このチャットは存在しません。',
	adminsOnly: '受信トレイを開けるのはサポート管理者だけです。',
	signIn: 'ログイン'
});
