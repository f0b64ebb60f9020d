/** The settings for office hours and the widget's look. */
export const officeHours = {
	limited: 'Only answer within office hours',
	limitedNote: 'Outside of them the widget says when you’re back.',
	zoneProblem: 'Choose a time zone from the list.',
	from: 'From',
	to: 'To',
	closed: 'Closed',
	addSpan: (day: string) => `Add hours on ${day}`,
	removeSpan: (day: string) => `Remove hours on ${day}`,
	copy: 'Copy Monday to all weekdays',
	spansProblem: 'Each time must be later than the one before.',
	openNow: 'Open now',
	opens: (when: string) => `Opens ${when}`,
	neverOpen: 'Never open',
	closedDay: 'Date',
	addDay: 'Add',
	removeDay: (day: string) => `Remove ${day}`,
	preview: 'Preview'
};

export type OfficeHoursTexts = typeof officeHours;
