import type { Reader } from '../reader.ts';

/** Texts of the reports. */
export const reports = ({ count, number }: Reader) => ({
	/** Name of the choice of days, for screen readers. */
	span: 'Period',
	lastDays: (days: number) => `Last ${number(days)} days`,
	thisMonth: 'This month',
	lastMonth: 'Last month',
	from: 'From',
	to: 'To',
	show: 'Show',
	/** Why own dates are not shown. */
	badSpan: 'Choose at most 366 days, with the first day before the last.',
	incomplete: (day: string) => `Counted since ${day}. Figures of earlier days are too low.`,

	newChats: 'New chats',
	answeredChats: 'Answered chats',
	replies: 'Replies',
	firstReplies: 'Waits that ended',
	medianReply: 'First reply, median',
	p90Reply: 'First reply, 90th percentile',
	waitingNow: 'Waiting now',
	/** Instead of a time. */
	none: 'None',
	/** Comparisons with as many days before. */
	more: (percent: string, days: number) =>
		count(days, {
			one: `${percent} more than the day before`,
			other: `${percent} more than the # days before`
		}),
	fewer: (percent: string, days: number) =>
		count(days, {
			one: `${percent} fewer than the day before`,
			other: `${percent} fewer than the # days before`
		}),
	longer: (percent: string, days: number) =>
		count(days, {
			one: `${percent} longer than the day before`,
			other: `${percent} longer than the # days before`
		}),
	shorter: (percent: string, days: number) =>
		count(days, {
			one: `${percent} shorter than the day before`,
			other: `${percent} shorter than the # days before`
		}),
	same: (days: number) =>
		count(days, { one: 'The same as the day before', other: 'The same as the # days before' }),
	noneBefore: (days: number) =>
		count(days, { one: 'None the day before', other: 'None in the # days before' }),

	chats: 'New and answered chats',
	firstReply: 'Time to the first reply',
	median: 'Median',
	p90: '90th percentile',
	byAdmin: 'Replies by admin',
	/** Name of the control that goes through a chart's days. */
	dayOf: (chart: string) => `Day of the chart “${chart}”`,
	empty: 'Nothing in this period',

	table: 'Show as a table',
	download: 'Download CSV',
	day: 'Day',
	admin: 'Admin',
	before: 'Period before',
	isRemoved: 'Removed',
	notRecorded: 'Not recorded',

	how: 'How this is counted',
	meaning: {
		newChats:
			'Conversations that users began: with their first message, or with the first after their chat was archived.',
		answeredChats: 'Conversations that got their first reply, whenever they began.',
		replies: 'Messages of admins.',
		medianReply:
			'Half of the waits were shorter. A wait begins with the first message that has no reply yet and ends with the reply. Only time within office hours counts.',
		p90Reply: 'Nine of ten waits were shorter.',
		waitingNow: 'Active chats whose user waits for a reply at this moment.'
	},
	kept: 'Each figure belongs to the day of its message. Erased and deleted chats stay counted.'
});

export type ReportTexts = ReturnType<typeof reports>;
