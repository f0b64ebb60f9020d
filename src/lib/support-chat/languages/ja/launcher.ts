import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'サポートチャットを開く',
	close: 'サポートチャットを閉じる',
	openWithUnread: (unread) => count(unread, { other: 'サポートチャットを開く、未読メッセージ#件' }),
	loadFailed: 'チャットを読み込めませんでした。接続を確認して、もう一度お試しください。',
	reload: 'ページを再読み込み',
	support: 'サポート',
	newReply: '新しい返信',
	dismiss: '閉じる'
});
