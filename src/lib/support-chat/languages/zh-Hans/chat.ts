import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';
import { spaced } from './spaced.ts';

export const chat = ({ count, list, number }: Reader): ChatTexts => ({
	welcomeTitle: '有什么可以帮您？',
	welcome:
		'无论是功能异常、订单还是账户问题，都欢迎提问。我们会在这里回复；您不在时，也会通过邮件通知您。',
	close: '关闭',
	supportOnline: '客服在线',
	areOnline(names, more) {
		const people = more > 0 ? [...names, `另外 ${number(more)} 人`] : names;
		return `${spaced(list(people))}在线`;
	},
	supportAway: '我们会在此或通过邮件回复',
	usuallyReplies: {
		minutes: '通常几分钟内回复',
		hour: '通常一小时内回复',
		hours: '通常几小时内回复',
		day: '通常一天内回复'
	},
	reopens: {
		today: (time: string) => `我们将于${time}回来`,
		tomorrow: (time: string) => `我们将于明天${time}回来`,
		later: (time: string, day: string) => `我们将于${day} ${time}回来`
	},

	connection: {
		connecting: '正在连接…',
		connected: '已连接',
		reconnecting: '正在重新连接…',
		offline: '您已离线',
		refused: '未连接'
	},

	sessionEnded: {
		signed_out: '您已退出登录',
		other_user: '已有其他人登录'
	},
	sessionEndedNote: {
		signed_out: '请重新登录后继续。未发送的内容已保存。',
		other_user: '此聊天属于另一个账户。其中未发送的内容已保存。'
	},
	reload: '重新加载',

	messagesWithSupport: '与客服的消息',
	byYou: '您：',
	by: (name) => `${name}：`,
	moreMessages: (messages) => count(messages, { other: '还有 # 条消息' }),
	loadingMessages: '正在加载消息',
	messagesNotLoaded: '无法加载消息。正在重试…',
	loadingEarlier: '正在加载更早的消息…',
	earlierNotLoaded: '无法加载更早的消息。',
	tryAgain: '重试',
	newMessages: '新消息',
	typing: (name) => `${spaced(name)}正在输入…`,

	message: '消息',
	writeMessage: '输入消息…',
	send: '发送',
	attach: '添加附件',
	tooLong: (limit) => `每条消息最多 ${number(limit)} 个字符。请缩短内容或分条发送。`,
	outboxFull: '未发送的消息太多。',
	blocked: '客服不再接收您的消息。',

	delivery: {
		waiting: '等待发送…',
		sending: '正在发送…',
		sent: '已发送',
		seen: '已读'
	},
	rateLimited: (seconds) => count(seconds, { other: '发送过于频繁，# 秒后自动发送…' }),
	notSent: {
		blank: '未发送。消息为空。',
		'too-long': '未发送。消息太长。',
		forbidden: '未发送。您不能在此聊天中发送消息。',
		blocked: '未发送。客服不再接收您的消息。',
		refused: '未发送。不允许发送此消息。请换一种写法。',
		other: '未发送。服务器未接受此消息。'
	},
	retry: '重新发送',
	delete: '删除',

	settings: '设置'
});
