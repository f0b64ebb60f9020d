import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: '一度に送信できるメッセージ数' };
const every = { label: 'その後の送信間隔' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'すべての設定',
	section: {
		you: 'あなた',
		general: '全般',
		messages: 'メッセージと制限',
		team: 'チーム',
		hours: '営業時間',
		appearance: '外観',
		replies: '定型文',
		health: 'メールと稼働状況',
		person: '個人データ',
		log: '変更履歴'
	},
	notLoaded: 'ページを読み込めませんでした。接続を確認して、もう一度お試しください。',
	tryAgain: '再試行',
	ownersOnly: 'オーナーのみが表示できます。',
	noSection: 'この設定は存在しません。',

	save: '保存',
	discard: '変更を破棄',
	cancel: 'キャンセル',
	unsaved: '未保存の変更があります',
	saving: '保存中…',
	saved: '保存しました',
	invalid: '保存できませんでした。印の付いた項目を確認してください。',
	failed: '保存できませんでした。接続を確認して、もう一度お試しください。',
	forbidden: '保存できませんでした。変更できるのはオーナーのみです。',
	conflict: (fields) =>
		`保存できませんでした。次の項目がほかの人によって変更されました：${list(fields)}。上書きするにはもう一度保存し、そうでなければ変更を破棄してください。`,
	changedByOthers: 'ほかの人が変更しました。',
	leaveQuestion: '保存せずに移動しますか？',
	leaveNote: 'このページの変更は失われます。',
	leave: '移動する',

	problem: {
		required: '値を入力してください。',
		url: 'https:// で始まるアドレスを入力してください。',
		sender: 'メールアドレス、または「名前 <アドレス>」を入力してください。',
		number: '数値を入力してください。',
		refused: 'この値は使用できません。'
	},
	tooLong: (characters) => count(characters, { other: '#文字以内で入力してください。' }),
	between: (least, most) => `${least}から${most}までの値を入力してください。`,
	colorLike: (example) => `${example} のような色を入力してください。`,
	pickColor: '色を選ぶ',
	defaultColor: '標準の色',
	atLeast: (least) => `${least}以上を入力してください。`,
	amountOf: (field) => `${field}：数値`,
	unitOf: (field) => `${field}：単位`,
	unit: {
		seconds: '秒',
		minutes: '分',
		hours: '時間',
		days: '日',
		months: 'か月'
	},

	group: {
		names: '名前とアドレス',
		emails: 'ユーザーへのメール',
		inbox: '受信トレイ',
		files: 'ファイル',
		users: 'ユーザーの制限',
		guests: 'ゲストの制限',
		admins: '管理者の制限',
		chats: '新しいチャットの制限',
		retention: '保存期間'
	},
	field: {
		appName: { label: 'アプリの名前', note: 'メールの件名に使われます。' },
		appUrl: { label: 'アプリのアドレス', note: 'メール内のリンクの先頭になります。' },
		inboxUrl: {
			label: '受信トレイのアドレス',
			note: '空の場合は、アプリのアドレスに /admin を付けたものです。'
		},
		emailFrom: {
			label: 'メールの差出人',
			note: 'メールサービスにドメインを登録しておく必要があります。'
		},
		emailAccentColor: { label: 'メールのボタンの色' },
		replyEmailDelay: {
			label: '未読の返信をメールで知らせるまでの時間',
			note: 'それまでにユーザーが返信を読んでいない場合に送信します。'
		},
		emailArchivedReplies: { label: 'アーカイブ済みチャットの返信も知らせる' },
		adminAlertDelay: {
			label: 'ユーザーが待っているとき管理者にメールする',
			note: 'この時間、どの管理者もメッセージを見ていない場合に送信します。'
		},
		waitingWarning: {
			label: '待ち時間を強調表示するまでの時間',
			note: 'チャットの一覧で強調表示します。'
		},
		assignOnReply: {
			label: '返信時に割り当てる',
			note: '担当者のいないチャットは、最初に返信した管理者の担当になります。'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: '一度に作成できるチャット数',
			note: 'チャットはユーザーごとに 1 つで、消去後に新しく始められます。'
		},
		chatInterval: { label: 'その後の作成間隔' },
		attachmentsPerMessage: {
			label: '1件のメッセージのファイル数',
			note: '0の場合、ファイルは送信できません。'
		},
		attachmentMaxBytes: { label: 'ファイルの最大サイズ（MB）' },
		archivedChatRetention: {
			label: 'アーカイブ済みチャットを削除する',
			note: 'アーカイブからこの期間が過ぎると、すべてのメッセージとともに完全に削除します。'
		},
		emptyGuestRetention: {
			label: 'ゲストの空のチャットを削除する',
			note: '何も書かなかったゲストのチャットです。'
		},
		officeHours: { label: '営業時間' },
		officeTimeZone: { label: 'タイムゾーン' },
		officeClosedDays: { label: '休業日' },
		widgetColor: { label: 'ウィジェットの色', note: '文字が読みにくい場合は調整されます。' },
		logoUrl: {
			label: 'ロゴのアドレス',
			note: 'コンテンツセキュリティポリシーのimg-srcで、そのホストを許可する必要があります。'
		},
		welcomeText: { label: '最初に表示する文', note: '書式なしのテキスト。すべての言語で同じです。' }
	},

	office: officeHours,

	you: {
		name: 'あなたの名前',
		nameNote: '返信の上に表示され、ユーザーに見えます。以前のメッセージは送信時の名前のままです。',
		alerts: 'ユーザーが待っているときメールで知らせる',
		alertsNote: '自分の担当、または担当者のいないチャットについて知らせます。'
	},

	team: {
		admins: '管理者',
		owner: 'オーナー',
		admin: '管理者',
		rolesNote: 'オーナーは、これらの設定とチームも変更できます。',
		roleOf: (name) => `${name} の役割`,
		remove: '削除',
		removeName: (name) => `${name} を削除`,
		removeQuestion: (name) => `${name} をチームから削除しますか？`,
		removeNote:
			'すぐにアクセスできなくなります。担当チャットは未割り当てになり、メッセージは残ります。',
		lastOwner: '最後のオーナーは削除も変更もできません。先にほかの人をオーナーにしてください。',
		addTitle: '管理者を追加',
		email: 'メールアドレス',
		emailNote: 'そのアドレスでアプリに登録済みである必要があります。',
		name: 'ユーザーに表示される名前',
		role: '役割',
		add: '追加',
		added: (name) => `${name} をチームに追加しました。`,
		removed: (name) => `${name} を削除しました。`,
		changed: (name) => `${name} の役割を変更しました。`,
		problem: {
			no_account: 'このアドレスで登録した人はいません。先にアプリに登録してもらってください。',
			unconfirmed_address: 'このアドレスはまだ確認されていません。',
			already_admin: 'この人はすでにチームにいます。',
			blank: '名前を入力してください。',
			too_long: '80文字以内で入力してください。',
			last_owner: '最後のオーナーは削除も変更もできません。',
			no_admin: 'この人はもうチームにいません。',
			not_owner: 'チームを変更できるのはオーナーのみです。',
			other: '操作できませんでした。接続を確認して、もう一度お試しください。'
		}
	},

	health: {
		title: '稼働状況',
		allWell: '問題はありません。',
		failedTitle: '送信できなかったメール',
		noneFailed: '過去 30 日間にはありません。',
		user: 'ユーザー宛て、返信について',
		alert: '管理者宛て、待っているユーザーについて',
		tries: (tries) => count(tries, { other: '試行#回' }),
		details: '詳細',
		retryFor: (recipient) => `再試行：${recipient}`,
		willRetry: '1 分以内に再試行します。',
		mayBeSent: '届いている可能性があるため、もう一度は送信しません。',
		reason: {
			function: 'Edge Function に接続できませんでした。',
			unset: 'メールサービスが設定されていません。',
			sender: 'メールサービスが差出人を受け付けませんでした。',
			recipient: 'このアドレスはメールを受信できません。',
			busy: 'メールサービスが混み合っていました。',
			other: 'メールサービスが受け付けませんでした。'
		}
	},

	person: {
		note: 'サポートチャットに保存された個人のデータを検索して、書き出しまたは消去します。',
		query: 'メールアドレスまたはゲスト名',
		queryNote: 'アドレス全体、または 7F3K のようなゲストの 4 文字を入力します。',
		find: '検索',
		nobody: '見つかりませんでした。',
		noAccount: 'アカウントは削除されました。',
		noChat: 'チャットなし',
		messages: (amount) => count(amount, { other: 'メッセージ#件' }),
		export: 'JSON で書き出す',
		exported: 'ファイルをダウンロードしました。',
		erase: '消去…',
		eraseQuestion: (name) => `${name} に関するすべてを消去しますか？`,
		eraseNote:
			'すべてのメッセージとメモを含むチャット、送信待ちのメール、メールの設定を削除します。アカウントは残ります。この操作は取り消せません。',
		confirm: (word) => `確認のため ${word} と入力してください`,
		eraseNow: '完全に消去',
		erased: 'すべて消去しました。'
	},

	log: {
		none: '変更はまだありません。',
		more: 'さらに読み込む',
		project: 'プロジェクト（SQL または秘密鍵）',
		empty: '空',
		entry: {
			settings_changed: (who) => `${who} が設定を変更しました`,
			admin_added: (who, subject) => `${who} が ${subject} をチームに追加しました`,
			admin_changed: (who, subject) => `${who} が ${subject} を変更しました`,
			admin_removed: (who, subject) => `${who} が ${subject} をチームから削除しました`,
			data_exported: (who, subject) => `${who} がアカウント ${subject} のデータを書き出しました`,
			data_erased: (who, subject) => `${who} がアカウント ${subject} のデータを消去しました`,
			email_retried: (who) => `${who} がメールを再試行しました`
		}
	}
});
