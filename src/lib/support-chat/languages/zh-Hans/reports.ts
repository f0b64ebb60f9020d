import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count, number }: Reader): ReportTexts => ({
	span: '时间段',
	lastDays: (days) => `最近 ${number(days)} 天`,
	thisMonth: '本月',
	lastMonth: '上个月',
	from: '从',
	to: '到',
	show: '显示',
	badSpan: '请选择不超过 366 天的时间段，第一天须早于最后一天。',
	incomplete: (day) => `自${day}起统计。更早日期的数字偏低。`,

	newChats: '新聊天',
	answeredChats: '已回复的聊天',
	replies: '回复',
	firstReplies: '已结束的等待',
	medianReply: '首次回复，中位数',
	p90Reply: '首次回复，第 90 百分位',
	waitingNow: '当前等待中',
	none: '无',
	more: (percent, days) => count(days, { other: `比之前 # 天多 ${percent}` }),
	fewer: (percent, days) => count(days, { other: `比之前 # 天少 ${percent}` }),
	longer: (percent, days) => count(days, { other: `比之前 # 天长 ${percent}` }),
	shorter: (percent, days) => count(days, { other: `比之前 # 天短 ${percent}` }),
	same: (days) => count(days, { other: '与之前 # 天相同' }),
	noneBefore: (days) => count(days, { other: '之前 # 天没有' }),

	chats: '新聊天和已回复的聊天',
	firstReply: '首次回复用时',
	median: '中位数',
	p90: '第 90 百分位',
	byAdmin: '各管理员的回复',
	dayOf: (chart) => `图表“${chart}”中的日期`,
	empty: '此时间段内没有数据',

	table: '以表格显示',
	download: '下载 CSV',
	day: '日期',
	admin: '管理员',
	before: '之前的时间段',
	isRemoved: '已移除',
	notRecorded: '未记录',

	how: '统计方法',
	meaning: {
		newChats: '用户发起的对话：以第一条消息开始，或以聊天归档后的第一条消息开始。',
		answeredChats: '得到首次回复的对话，不论何时开始。',
		replies: '管理员的消息。',
		medianReply:
			'一半的等待比这更短。等待从第一条未回复的消息开始，到回复时结束。只计算工作时间内的时间。',
		p90Reply: '十分之九的等待比这更短。',
		waitingNow: '此刻用户正在等待回复的进行中聊天。'
	},
	kept: '每个数字都计入其消息所在的日期。已删除的聊天仍计算在内。'
});
