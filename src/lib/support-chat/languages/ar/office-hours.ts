import type { OfficeHoursTexts } from '../en/office-hours.ts';

export const officeHours: OfficeHoursTexts = {
	limited: 'الرد في ساعات العمل فقط',
	limitedNote: 'خارجها تعرض الأداة موعد عودتكم.',
	zoneProblem: 'اختر منطقة زمنية من القائمة.',
	from: 'من',
	to: 'إلى',
	closed: 'مغلق',
	addSpan: (day: string) => `إضافة ساعات يوم ${day}`,
	removeSpan: (day: string) => `إزالة ساعات يوم ${day}`,
	copy: 'نسخ الاثنين إلى كل أيام العمل',
	spansProblem: 'يجب أن يأتي كل وقت بعد الذي قبله.',
	openNow: 'مفتوح الآن',
	opens: (when: string) => `يفتح ${when}`,
	neverOpen: 'لا يفتح أبدًا',
	closedDay: 'التاريخ',
	addDay: 'إضافة',
	removeDay: (day: string) => `إزالة ${day}`,
	preview: 'معاينة'
};
