import { elapsed } from '../../core/text/elapsed.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { notes } from './notes.ts';
import { spaced } from './spaced.ts';
import { savedReplies } from './saved-replies.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: '客服收件箱',
	title: '客服聊天',
	titleOfArea: (area: string) => `${area} – 客服收件箱`,
	titleOfChat: (email) => `${email} – 客服聊天`,
	notifications: '通知',
	skipToReply: '跳到回复框',
	skipToChats: '跳到聊天列表',
	skipToContent: '跳到内容',
	areas: '收件箱的页面',
	area: { chats: '聊天', reports: '报表', settings: '设置' },

	chats: '聊天',
	active: '进行中',
	archived: '已归档',
	isArchived: '已归档',
	noActive: '没有进行中的聊天',
	noActiveNote: '用户发来消息后，聊天会显示在这里。',
	noArchived: '没有已归档的聊天',
	noArchivedNote: '处理完的聊天可以归档。用户再次发来消息时，它会重新出现。',
	messageCount: (messages) => count(messages, { other: '# 条消息' }),
	unread: '未读',
	byYou: '您：',
	by: (name) => `${name}：`,
	deletedUser: '已注销用户',
	guest: (name) => `访客 ${name}`,
	loadMore: '加载更多',
	loading: '正在加载…',
	moreNotLoaded: '无法加载更多聊天。请检查网络连接，然后重试。',

	back: '返回聊天列表',
	archive: '归档',
	restore: '取消归档',
	problem: {
		forbidden: '您已无权执行此操作。请重新加载页面。',
		unseen: '用户刚刚发来一条消息。请先阅读。',
		failed: '操作失败。请检查网络连接，然后重试。'
	},
	online: '在线',
	hasChatOpen: '正在查看此聊天',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `另外 ${number(more)} 人`] : names;
		return `${spaced(list(viewers))}正在查看此聊天`;
	},
	writing(names, more) {
		const writers = more > 0 ? [...names, `另外 ${number(more)} 人`] : names;
		return `${spaced(list(writers))}正在撰写回复…`;
	},

	filters: '筛选',
	filter: {
		waiting: '等待中',
		mine: '我的',
		unassigned: '未分配',
		all: '全部'
	},
	noChats: {
		waiting: '没有人在等待',
		mine: '没有分配给您的聊天',
		unassigned: '没有未分配的聊天'
	},
	waiting: (ms) => `已等待 ${elapsed(ms, locale)}`,
	draft: '草稿',
	blocked: '已屏蔽',
	assign: '分配',
	assignedTo: (name) => `已分配给 ${name}`,
	notAssigned: '未分配',
	nobody: '无人',
	yourself: (name) => `${name}（您）`,
	markUnread: '标为未读',
	block: '屏蔽用户',
	unblock: '取消屏蔽用户',
	blockQuestion: '要屏蔽此用户吗？',
	blockNote: '取消屏蔽之前，该用户可以查看聊天，但不能发送消息。',
	cancel: '取消',
	answeredMeanwhile: (name) => `${name} 刚刚回复了。仍要发送吗？`,
	sendAnyway: '仍要发送',

	notes: notes({ count }),

	conversationWith: (email) => `与 ${email} 的聊天`,
	you: '您',
	theUser: '用户',
	support: '客服',
	reply: '回复',
	writeReply: '输入回复…',
	needsJavaScript: '聊天需要启用 JavaScript。',

	noChatOpen: '没有打开的聊天',
	noChatOpenNote: '请从列表中选择一个。',
	noChatOpenKeysNote: '请从列表中选择一个，或使用键盘：',

	chatGone: '此聊天已不存在',
	chatGoneNote: '它已被删除，或者链接有误。',

	unreadChats: (chats) => count(chats, { other: '# 个未读聊天' }),
	moreUnreadChats: (limit) => `超过 ${number(limit)} 个未读聊天`,

	search: '搜索',
	searchPlaceholder: '搜索用户和消息',
	clearSearch: '清除搜索',
	people: '用户',
	messages: '消息',
	nothingFound: '未找到任何内容',
	nothingFoundNote: '请尝试其他词语、词语开头或邮箱地址的一部分。',
	foundCount: (results) => count(results, { other: '# 条结果' }),
	searchedSince: (time) => `已搜索${time}以来的消息。`,
	searchOlder: '搜索更早的消息',
	searchFailed: '搜索失败。请检查网络连接。',

	earlierShown: '您正在查看较早的消息。',
	laterNotLoaded: '无法加载较新的消息。',
	backToNewest: '跳到最新消息',

	userDetails: '用户信息',
	detailsNotLoaded: '无法加载用户信息。',
	accountCreated: '注册时间',
	lastSignIn: '上次登录',
	firstMessage: '第一条消息',
	lastMessage: '最后一条消息',
	archivedAt: '归档时间',
	messagesByUser: '用户的消息',
	messagesBySupport: '客服的消息',
	replyEmailsOf: '回复邮件提醒',
	on: '开启',
	off: '关闭',
	yes: '是',
	no: '否',
	userLanguage: '语言',
	lastPage: '最近的页面',

	archivedNow: (email) => `已归档与 ${email} 的聊天`,
	restoredNow: (email) => `已取消归档与 ${email} 的聊天`,
	missesReply: '用户尚未阅读您的最后一条回复，也不会收到邮件。',
	undo: '撤销',
	dismiss: '关闭提示',

	health: {
		settingMissing: '缺少发送邮件所需的设置。',
		functionMissing: '邮件未能发出：Edge Function 没有响应。',
		mailServiceMissing: '邮件未能发出：尚未配置邮件服务。',
		pgNetMissing: '邮件未能发出：缺少 pg_net 扩展。',
		jobsMissing: '计划任务没有运行。',
		clockFailing: '发送邮件的任务运行失败。',
		emailsOverdue: '发给用户的邮件出现延迟。',
		emailsFailed: '过去 24 小时内有邮件发送失败。',
		fileFunctionMissing: '已删除的文件仍在存储中：负责清除的 Edge Function 没有响应。',
		filesNotRemoved: '已删除的文件仍在存储中：无法清除。',
		realtimeNotReady: '新消息可能延迟显示：Realtime 尚未就绪。请在 Supabase 控制台中重启项目。',
		sql: '在 SQL 编辑器中执行：',
		terminal: '在终端中执行：',
		copy: '复制',
		copied: '已复制'
	},

	savedReplies: savedReplies({ count, number }),

	settings: '设置',
	close: '关闭',
	keyboardShortcuts: '键盘快捷键',
	opensNext: '归档后打开下一个聊天',
	singleKeys: '单键快捷键',
	singleKeysNote: '未在输入时可用 j、k、e 等键',
	shortcuts: {
		next: '下一个聊天',
		previous: '上一个聊天',
		open: '打开选中的聊天',
		reply: '撰写回复',
		note: '写备注',
		move: '归档或取消归档',
		assign: '分配',
		markUnread: '标为未读',
		undo: '撤销上一步操作',
		search: '搜索',
		help: '显示这些快捷键',
		leave: '离开输入框、关闭、返回'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: '前往应用',
	signOut: '退出登录',
	signOutUnsent: '未发送的回复将会丢失。要退出登录吗？',
	toChats: '前往聊天列表',
	broken: '我们这边出了点问题。',
	noSuchChat: '此聊天不存在。',
	adminsOnly: '只有客服管理员可以打开收件箱。',
	signIn: '登录'
});
