import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: '仅在工作时间内回复',
	limitedNote: '工作时间以外，小部件会显示您何时回来。',
	zoneProblem: '请从列表中选择时区。',
	from: '开始',
	to: '结束',
	closed: '休息',
	addSpan: (day: string) => `为${day}添加时间`,
	removeSpan: (day: string) => `移除${day}的时间`,
	copy: '将星期一复制到所有工作日',
	spansProblem: '每个时间都必须晚于前一个。',
	openNow: '营业中',
	opens: (when: string) => `${when}开始营业`,
	neverOpen: '从不营业',
	closedDay: '日期',
	addDay: '添加',
	removeDay: (day: string) => `移除${day}`,
	preview: '预览'
};
