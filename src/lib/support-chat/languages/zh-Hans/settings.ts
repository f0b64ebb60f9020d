import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: '可连续发送的消息数' };
const every = { label: '之后每条间隔' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: '所有设置',
	section: {
		you: '您',
		general: '常规',
		messages: '消息与限制',
		team: '团队',
		hours: '工作时间',
		appearance: '外观',
		replies: '快捷回复',
		health: '邮件与运行状况',
		person: '个人数据',
		log: '更改记录'
	},
	notLoaded: '无法加载此页面。请检查网络连接后重试。',
	tryAgain: '重试',
	ownersOnly: '只有所有者可以查看。',
	noSection: '没有这项设置。',

	save: '保存',
	discard: '放弃更改',
	cancel: '取消',
	unsaved: '有未保存的更改',
	saving: '正在保存…',
	saved: '已保存',
	invalid: '未保存。请检查标记的字段。',
	failed: '未保存。请检查网络连接后重试。',
	forbidden: '未保存。只有所有者可以更改。',
	conflict: (fields) =>
		`未保存。其他人刚刚更改了：${list(fields)}。再次保存将覆盖，或者放弃您的更改。`,
	changedByOthers: '其他人刚刚更改了此项。',
	leaveQuestion: '不保存就离开？',
	leaveNote: '您在此页面上的更改将丢失。',
	leave: '离开',

	problem: {
		required: '请输入内容。',
		url: '请输入以 https:// 开头的地址。',
		sender: '请输入邮箱地址，或“名称 <地址>”。',
		number: '请输入数字。',
		refused: '不允许使用此值。'
	},
	tooLong: (characters) => count(characters, { other: '最多 # 个字符。' }),
	between: (least, most) => `请输入 ${least} 到 ${most} 之间的值。`,
	colorLike: (example) => `请输入颜色，例如 ${example}。`,
	pickColor: '选择颜色',
	defaultColor: '默认颜色',
	atLeast: (least) => `至少输入 ${least}。`,
	amountOf: (field) => `${field}：数值`,
	unitOf: (field) => `${field}：单位`,
	unit: {
		seconds: '秒',
		minutes: '分钟',
		hours: '小时',
		days: '天',
		months: '个月'
	},

	group: {
		names: '名称与地址',
		emails: '发给用户的邮件',
		inbox: '收件箱',
		files: '文件',
		users: '用户限制',
		guests: '访客限制',
		admins: '管理员限制',
		chats: '新建聊天限制',
		retention: '保留期限'
	},
	field: {
		appName: { label: '应用名称', note: '显示在邮件主题中。' },
		appUrl: { label: '应用地址', note: '邮件中的链接以此开头。' },
		inboxUrl: { label: '收件箱地址', note: '留空则为应用地址加 /admin。' },
		emailFrom: { label: '邮件发件人', note: '该域名须已在您的邮件服务中验证。' },
		emailAccentColor: { label: '邮件按钮的颜色' },
		replyEmailDelay: {
			label: '未读回复的邮件提醒延迟',
			note: '若用户届时仍未阅读回复，则发送邮件。'
		},
		emailArchivedReplies: { label: '已归档聊天中的回复也发邮件' },
		adminAlertDelay: {
			label: '有用户等待时给管理员发邮件',
			note: '若在这段时间内没有管理员看过消息。'
		},
		waitingWarning: { label: '等待多久后突出显示', note: '在聊天列表中。' },
		assignOnReply: {
			label: '回复时自动分配',
			note: '未分配的聊天归第一位回复的管理员。'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: '可连续新建的聊天数',
			note: '每位用户有一个聊天，清除后可以再开始一个。'
		},
		chatInterval: { label: '之后每个间隔' },
		attachmentsPerMessage: { label: '每条消息的文件数', note: '0 表示消息不能带文件。' },
		attachmentMaxBytes: { label: '文件大小上限（MB）' },
		archivedChatRetention: {
			label: '删除已归档的聊天',
			note: '归档后经过这段时间，连同所有消息永久删除。'
		},
		emptyGuestRetention: {
			label: '删除访客的空聊天',
			note: '从未写过任何内容的访客。'
		},
		officeHours: { label: '工作时间' },
		officeTimeZone: { label: '时区' },
		officeClosedDays: { label: '休息日' },
		widgetColor: { label: '小部件颜色', note: '在文字难以看清时会自动调整。' },
		logoUrl: { label: '徽标地址', note: '您的内容安全策略必须在 img-src 中允许其主机。' },
		welcomeText: { label: '欢迎语', note: '纯文本，所有语言相同。' }
	},

	office: officeHours,

	you: {
		name: '您的名称',
		nameNote: '用户会在您的回复上方看到它。以前的消息保留发送时的名称。',
		alerts: '有用户等待时给我发邮件',
		alertsNote: '关于分配给您或尚未分配的聊天。'
	},

	team: {
		admins: '管理员列表',
		owner: '所有者',
		admin: '管理员',
		rolesNote: '所有者还可以更改这些设置和团队。',
		roleOf: (name) => `${name}的角色`,
		remove: '移除',
		removeName: (name) => `移除${name}`,
		removeQuestion: (name) => `将${name}移出团队？`,
		removeNote: '其访问权限立即终止。其聊天变为未分配；消息保留。',
		lastOwner: '最后一位所有者不能移除或更改。请先将其他人设为所有者。',
		addTitle: '添加管理员',
		email: '邮箱地址',
		emailNote: '对方须已用此地址在您的应用中注册。',
		name: '用户看到的名称',
		role: '角色',
		add: '添加',
		added: (name) => `${name}已加入团队。`,
		removed: (name) => `已移除${name}。`,
		changed: (name) => `已更改${name}的角色。`,
		problem: {
			no_account: '还没有人用此地址注册。请对方先在您的应用中注册。',
			unconfirmed_address: '对方尚未确认此地址。',
			already_admin: '此人已在团队中。',
			blank: '请输入名称。',
			too_long: '最多 80 个字符。',
			last_owner: '最后一位所有者不能移除或更改。',
			no_admin: '此人已不在团队中。',
			not_owner: '只有所有者可以更改团队。',
			other: '操作失败。请检查网络连接后重试。'
		}
	},

	health: {
		title: '运行状况',
		allWell: '一切正常。',
		failedTitle: '未能发送的邮件',
		noneFailed: '过去 30 天内没有。',
		user: '发给用户，关于回复',
		alert: '发给管理员，关于等待的用户',
		tries: (tries) => count(tries, { other: '尝试 # 次' }),
		details: '详情',
		retryFor: (recipient) => `重试：${recipient}`,
		willRetry: '将在一分钟内重试。',
		mayBeSent: '邮件可能已送达，因此不再发送。',
		reason: {
			function: '无法连接 Edge Function。',
			unset: '未设置邮件服务。',
			sender: '邮件服务不接受此发件人。',
			recipient: '此地址无法接收邮件。',
			busy: '邮件服务繁忙。',
			other: '邮件服务未接受此邮件。'
		}
	},

	person: {
		note: '查找一个人，以导出或清除客服聊天中保存的相关数据。',
		query: '邮箱地址或访客名称',
		queryNote: '完整的地址，或访客的四个字符，例如 7F3K。',
		find: '查找',
		nobody: '未找到任何人。',
		noAccount: '账户已注销。',
		noChat: '没有聊天',
		messages: (amount) => count(amount, { other: '# 条消息' }),
		export: '导出为 JSON',
		exported: '文件已下载。',
		erase: '清除…',
		eraseQuestion: (name) => `清除关于${name}的一切？`,
		eraseNote: '将删除聊天及其所有消息和备注、待发送的邮件和邮件设置。账户保留。此操作无法撤销。',
		confirm: (word) => `输入 ${word} 以确认`,
		eraseNow: '永久清除',
		erased: '已全部清除。'
	},

	log: {
		none: '还没有更改。',
		more: '加载更多',
		project: '项目（SQL 或密钥）',
		empty: '空',
		entry: {
			settings_changed: (who) => `${who}更改了设置`,
			admin_added: (who, subject) => `${who}将${subject}加入团队`,
			admin_changed: (who, subject) => `${who}更改了${subject}`,
			admin_removed: (who, subject) => `${who}将${subject}移出团队`,
			data_exported: (who, subject) => `${who}导出了账户 ${subject} 的数据`,
			data_erased: (who, subject) => `${who}清除了账户 ${subject} 的数据`,
			email_retried: (who) => `${who}重试了一封邮件`
		}
	}
});
