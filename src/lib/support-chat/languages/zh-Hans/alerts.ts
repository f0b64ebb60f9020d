import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: '声音',
	desktopNotifications: '桌面通知',
	notificationsNote: {
		unsupported: '此浏览器不支持桌面通知。',
		denied: '已被阻止。您可以在浏览器设置中允许此网站发送通知。',
		default: '浏览器会先征求您的同意。',
		granted: '当此页面在后台时显示。'
	},
	replyEmails: '有未读回复时发邮件通知我',
	replyEmailsProblem: {
		notLoaded: '无法加载此设置。请稍后再试。',
		notSaved: '未保存。请检查网络连接，然后重试。'
	}
};
