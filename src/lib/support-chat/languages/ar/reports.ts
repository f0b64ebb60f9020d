import type { ReportTexts } from '../en/reports.ts';
import type { Reader } from '../reader.ts';

export const reports = ({ count }: Reader): ReportTexts => {
	/** "the # days before", in the form that follows a preposition. */
	const before = (days: number) =>
		count(days, {
			one: 'اليوم السابق',
			two: 'اليومين السابقين',
			few: 'الأيام الـ# السابقة',
			other: 'الـ# يومًا السابقة'
		});
	return {
		span: 'الفترة',
		lastDays: (days) => count(days, { few: 'آخر # أيام', other: 'آخر # يومًا' }),
		thisMonth: 'هذا الشهر',
		lastMonth: 'الشهر الماضي',
		from: 'من',
		to: 'إلى',
		show: 'عرض',
		badSpan: 'اختر 366 يومًا على الأكثر، على أن يسبق اليوم الأول اليوم الأخير.',
		incomplete: (day) => `بدأ العدّ في ${day}. أرقام الأيام الأسبق أقل من الواقع.`,

		newChats: 'محادثات جديدة',
		answeredChats: 'محادثات تم الرد عليها',
		replies: 'الردود',
		firstReplies: 'فترات الانتظار المنتهية',
		medianReply: 'أول رد، الوسيط',
		p90Reply: 'أول رد، المئين 90',
		waitingNow: 'في الانتظار الآن',
		none: 'لا يوجد',
		more: (percent, days) => `أكثر بنسبة ${percent} من ${before(days)}`,
		fewer: (percent, days) => `أقل بنسبة ${percent} من ${before(days)}`,
		longer: (percent, days) => `أطول بنسبة ${percent} من ${before(days)}`,
		shorter: (percent, days) => `أقصر بنسبة ${percent} من ${before(days)}`,
		same: (days) => `كما في ${before(days)}`,
		noneBefore: (days) => `لا شيء في ${before(days)}`,

		chats: 'المحادثات الجديدة والتي تم الرد عليها',
		firstReply: 'الوقت حتى أول رد',
		median: 'الوسيط',
		p90: 'المئين 90',
		byAdmin: 'الردود حسب المشرف',
		dayOf: (chart) => `يوم في الرسم البياني «${chart}»`,
		empty: 'لا شيء في هذه الفترة',

		table: 'عرض كجدول',
		download: 'تنزيل CSV',
		day: 'اليوم',
		admin: 'المشرف',
		before: 'الفترة السابقة',
		isRemoved: 'تمت إزالته',
		notRecorded: 'غير مسجل',

		how: 'طريقة العدّ',
		meaning: {
			newChats: 'محادثات بدأها المستخدمون: بأول رسالة لهم، أو بأول رسالة بعد أرشفة محادثتهم.',
			answeredChats: 'محادثات تلقت أول رد، أيًا كان وقت بدايتها.',
			replies: 'رسائل المشرفين.',
			medianReply:
				'كان نصف فترات الانتظار أقصر. يبدأ الانتظار بأول رسالة لا رد عليها وينتهي بالرد. لا يُحسب إلا الوقت ضمن ساعات العمل.',
			p90Reply: 'كانت تسع من كل عشر فترات انتظار أقصر.',
			waitingNow: 'محادثات نشطة ينتظر مستخدموها ردًا في هذه اللحظة.'
		},
		kept: 'كل رقم يتبع يوم رسالته. تبقى المحادثات المحذوفة محسوبة.'
	};
};
