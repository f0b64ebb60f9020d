import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: '松开即可发送文件',
	notInNotes: '备注仅支持文字',

	chosen: '待发送的文件',
	preparing: '正在准备…',
	remove: (name) => `移除 ${name}`,
	problem: {
		empty: '文件为空',
		'too-large': '文件过大',
		'wrong-type': '无法发送此类型的文件'
	},
	largest: (size) => `文件过大，最大 ${size}`,
	tooMany: (most) => count(most, { other: '一次最多可发送 # 个文件。' }),
	none: '此聊天不支持发送文件。',

	uploading: '正在上传…',
	cancel: '取消',
	edit: '编辑',
	notSent: {
		'too-large': '未发送。文件过大。',
		'wrong-type': '未发送。不允许此类型的文件。',
		'too-many': '未发送。文件过多。',
		'storage-full': '未发送。目前没有空间存放更多文件。',
		'files-lost': '未发送。文件已不在此浏览器中，请重新添加。'
	},

	checking: '正在检查…',
	refused: '为保障安全已拦截',
	gone: '已无法获取',
	notLoaded: '加载失败',
	file: '文件',
	open: (name) => `打开 ${name}`,
	download: (name) => `下载 ${name}`,

	picture: '图片',
	previous: '上一张图片',
	next: '下一张图片',
	zoomIn: '放大',
	zoomOut: '缩小',
	place: (place, total) => `${place} / ${total}`
});
