import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: '快捷回复',
	purpose: '供全体客服使用。在回复开头输入 / 即可插入。',
	listed: (replies) => count(replies, { other: '# 条快捷回复' }),
	none: '还没有快捷回复',
	noneNote: '把常用的内容保存下来，无需重复输入。',
	noMatch: '没有匹配的快捷回复',
	notLoaded: '无法加载快捷回复。',
	typeMore: '继续输入以查找其他回复。',
	manage: '管理快捷回复',
	shortcut: '在回复开头插入快捷回复',
	search: '搜索快捷回复',

	variables: {
		customer_name: '用户的姓名',
		customer_email: '用户的邮箱',
		my_name: '您的姓名'
	},
	insertVariable: '使用时自动填入：',
	unknownVariable: (written) => `${written} 不是变量，将保持原样。`,
	gapQuestion: (written) => `${written} 尚未填写。仍要发送吗？`,

	add: '新建快捷回复',
	edit: (title) => `编辑“${title}”`,
	delete: (title) => `删除“${title}”`,
	deleted: (title) => `已删除“${title}”`,
	titleField: '标题',
	contentField: '内容',
	save: '保存',
	titleBlank: '请输入标题。',
	titleTooLong: (limit) => `标题最多 ${number(limit)} 个字符。`,
	contentBlank: '请输入内容。',
	contentTooLong: (limit) => `内容最多 ${number(limit)} 个字符。`,
	changed: '其他客服已修改这条回复。现在的内容：',
	useTheirs: '使用对方的版本',
	saveMine: '保存我的版本',
	gone: '其他客服已删除这条回复。保存后会重新添加。',
	notDeleted: '其他客服刚刚修改了这条回复。请先阅读再删除。'
});
