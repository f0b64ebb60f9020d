import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';

export const inbox = ({ count, list, number }: Reader): InboxTexts => ({
	inbox: '客服收件箱',
	title: '客服聊天',
	titleOfChat: (email) => `${email} – 客服聊天`,
	notifications: '通知',

	chats: '聊天',
	active: '进行中',
	archived: '已归档',
	noActive: '没有进行中的聊天',
	noActiveNote: '用户发来消息后，聊天会显示在这里。',
	noArchived: '没有已归档的聊天',
	noArchivedNote: '处理完的聊天可以归档。用户再次发来消息时，它会重新出现。',
	messageCount: (messages) => count(messages, { other: '# 条消息' }),
	unread: '未读',
	yourMessage: (text) => `您：${text}`,
	deletedEmail: '已删除的邮箱',
	loadMore: '加载更多',
	loading: '正在加载…',
	moreNotLoaded: '无法加载更多聊天。请检查网络连接，然后重试。',

	back: '返回聊天列表',
	archive: '归档',
	restore: '恢复',
	problem: {
		forbidden: '您已无权执行此操作。请重新加载页面。',
		failed: '操作未成功。请检查网络连接，然后重试。'
	},
	online: '在线',
	hasChatOpen: '正打开着聊天',
	viewing(names, more) {
		const viewers = more > 0 ? [...names, `另外 ${number(more)} 人`] : names;
		return `${list(viewers)} 正在查看`;
	},

	conversationWith: (email) => `与 ${email} 的对话`,
	you: '您',
	theUser: '用户',
	support: '客服',
	reply: '回复',
	writeReply: '输入回复…',
	needsJavaScript: '对话需要启用 JavaScript。',

	toApp: '前往应用',
	signOut: '退出登录',
	toChats: '前往聊天列表',
	broken: '我们这边出了点问题。',
	noSuchChat: '此聊天不存在。'
});
