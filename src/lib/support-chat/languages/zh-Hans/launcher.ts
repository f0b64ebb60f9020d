import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: '打开客服聊天',
	close: '关闭客服聊天',
	openWithUnread: (unread) => count(unread, { other: '打开客服聊天，# 条未读消息' }),
	loadFailed: '无法加载聊天。请检查网络连接，然后重试。',
	reload: '重新加载页面',
	support: '客服',
	newReply: '新回复',
	dismiss: '关闭'
});
