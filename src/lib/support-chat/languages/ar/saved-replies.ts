import { isolate, RTL } from '../direction-marks.ts';
import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({ count }: Pick<Reader, 'count'>): SavedRepliesTexts => ({
	name: 'الردود المحفوظة',
	purpose: 'لكل فريق الدعم. اكتب / في بداية الرد لإدراج أحدها.',
	listed: (replies) =>
		count(replies, {
			zero: 'لا ردود محفوظة',
			one: 'رد محفوظ واحد',
			two: 'ردّان محفوظان',
			few: '# ردود محفوظة',
			many: '# ردًا محفوظًا',
			other: '# رد محفوظ'
		}),
	none: 'لا توجد ردود محفوظة بعد',
	noneNote: 'احفظ ما تكتبه كثيرًا كي لا تعيد كتابته.',
	noMatch: 'لا رد محفوظ مطابق',
	notLoaded: 'تعذّر تحميل الردود المحفوظة.',
	typeMore: 'تابع الكتابة للعثور على غيرها.',
	manage: 'إدارة الردود المحفوظة',
	shortcut: 'إدراج رد محفوظ في بداية الرد',
	search: 'البحث في الردود المحفوظة',

	variables: {
		customer_name: 'اسم المستخدم',
		customer_email: 'بريد المستخدم',
		my_name: 'اسمك'
	},
	insertVariable: 'يُملأ عند استخدام الرد:',
	unknownVariable: (written) => `${RTL}${isolate(written)} غير معروف ويبقى كما هو.`,
	gapQuestion: (written) => `${RTL}لم يُملأ ${isolate(written)}. هل تريد الإرسال على أي حال؟`,

	add: 'رد جديد',
	edit: (title) => `${RTL}تعديل ${isolate(title)}`,
	delete: (title) => `${RTL}حذف ${isolate(title)}`,
	deleted: (title) => `${RTL}حُذف ${isolate(title)}`,
	titleField: 'العنوان',
	contentField: 'النص',
	save: 'حفظ',
	titleBlank: 'أدخل عنوانًا.',
	titleTooLong: (limit) =>
		`يمكن أن يصل العنوان إلى ${count(limit, { few: '# أحرف', many: '# حرفًا', other: '# حرف' })}.`,
	contentBlank: 'أدخل نصًا.',
	contentTooLong: (limit) =>
		`يمكن أن يصل النص إلى ${count(limit, { few: '# أحرف', many: '# حرفًا', other: '# حرف' })}.`,
	changed: 'غيّر مشرف آخر هذا الرد. نصه الآن:',
	useTheirs: 'استخدام هذا النص',
	saveMine: 'حفظ نصّي',
	gone: 'حذف مشرف آخر هذا الرد. احفظه لإضافته من جديد.',
	notDeleted: 'غيّر مشرف آخر هذا الرد للتو. اقرأه قبل حذفه.'
});
