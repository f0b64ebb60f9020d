import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'ここにドロップして送信',
	notInNotes: 'メモに追加できるのはテキストだけです',

	chosen: '送信するファイル',
	preparing: '準備中…',
	remove: (name) => `${name} を削除`,
	problem: {
		empty: 'ファイルが空です',
		'too-large': 'ファイルが大きすぎます',
		'wrong-type': 'この種類のファイルは送信できません'
	},
	largest: (size) => `大きすぎます（最大 ${size}）`,
	tooMany: (most) => count(most, { other: '一度に送信できるファイルは#個までです。' }),
	none: 'このチャットではファイルを送信できません。',

	uploading: 'アップロード中…',
	cancel: 'キャンセル',
	edit: '編集',
	notSent: {
		'too-large': '送信できませんでした。ファイルが大きすぎます。',
		'wrong-type': '送信できませんでした。この種類のファイルは許可されていません。',
		'too-many': '送信できませんでした。ファイルが多すぎます。',
		'storage-full': '送信できませんでした。現在、ファイルを保存する空き容量がありません。',
		'files-lost':
			'送信できませんでした。ファイルがこのブラウザに残っていません。もう一度追加してください。'
	},

	checking: '確認中…',
	refused: '安全のためブロックされました',
	gone: '利用できなくなりました',
	notLoaded: '読み込めませんでした',
	file: 'ファイル',
	open: (name) => `${name} を開く`,
	download: (name) => `${name} をダウンロード`,

	picture: '画像',
	previous: '前の画像',
	next: '次の画像',
	zoomIn: '拡大',
	zoomOut: '縮小',
	place: (place, total) => `${place} / ${total}`
});
