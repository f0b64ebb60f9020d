import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome: '无论是功能异常、订单还是账户问题，都欢迎提问。我们会在这里回复。',
	supportAway: '我们会在这里回复',

	label: '留下邮箱，以便接收回复',
	save: '保存',
	skip: '暂不',
	change: '更改邮箱',
	pending: (email) => `请打开发送至 ${email} 的链接进行确认。`,
	confirmed: (email) => `我们会发邮件至 ${email}。`,
	problem: {
		taken: '此邮箱已属于某个账户。请登录或换用其他邮箱。',
		invalid: '请输入有效的邮箱地址。',
		tooMany: '尝试次数过多，请几分钟后重试。',
		other: '无法保存邮箱。请检查网络连接后重试。'
	}
};
