import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `${app} 客服`,
	subject: (sender) => `${sender}有新回复`,
	heading: { other: '您有 # 条新回复' },
	more: { other: '还有 # 条' },
	button: '打开聊天',
	reason: (sender) => `您收到此邮件，是因为${sender}的回复尚未阅读。`,
	unsubscribe: '退订此类邮件',
	colon: '：',
	alert: {
		heading: { other: '有 # 个聊天等待回复' },
		more: { other: '还有 # 个' },
		waiting: (since, duration) => `自 ${since} 起等待（${duration}）`,
		guest: (name) => `访客 ${name}`,
		deletedUser: '已注销用户',
		button: '打开客服收件箱',
		reason: (app) => `您收到此邮件，是因为您负责回复${app}的聊天，而这些聊天尚无人查看。`
	}
};
