import { isolate, RTL } from '../direction-marks.ts';
import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'أفلت الملفات لإرسالها',
	notInNotes: 'الملاحظات تقبل النص فقط',

	chosen: 'ملفات للإرسال',
	preparing: 'جارٍ التحضير…',
	remove: (name) => `${RTL}إزالة ${isolate(name)}`,
	problem: {
		empty: 'الملف فارغ',
		'too-large': 'الملف كبير جدًا',
		'wrong-type': 'لا يمكن إرسال هذا النوع من الملفات'
	},
	largest: (size) => `${RTL}كبير جدًا، الحد الأقصى ${isolate(size)}`,
	tooMany: (most) =>
		count(most, {
			zero: 'لا يمكنك إرسال ملفات.',
			one: 'يمكنك إرسال ملف واحد في كل مرة.',
			two: 'يمكنك إرسال ملفين في كل مرة.',
			few: 'يمكنك إرسال # ملفات كحد أقصى في كل مرة.',
			many: 'يمكنك إرسال # ملفًا كحد أقصى في كل مرة.',
			other: 'يمكنك إرسال # ملف كحد أقصى في كل مرة.'
		}),
	none: 'لا يمكن إرسال ملفات في هذه المحادثة.',

	uploading: 'جارٍ الرفع…',
	cancel: 'إلغاء',
	edit: 'تعديل',
	notSent: {
		'too-large': 'لم تُرسل. أحد الملفات كبير جدًا.',
		'wrong-type': 'لم تُرسل. هذا النوع من الملفات غير مسموح به.',
		'too-many': 'لم تُرسل. عدد الملفات كبير جدًا.',
		'storage-full': 'لم تُرسل. لا توجد مساحة لمزيد من الملفات حاليًا.',
		'files-lost': 'لم تُرسل. لم تعد الملفات موجودة في هذا المتصفح. أضفها من جديد.'
	},

	checking: 'قيد الفحص…',
	refused: 'محظور حفاظًا على أمانك',
	gone: 'لم يعد متاحًا',
	notLoaded: 'تعذّر التحميل',
	file: 'ملف',
	open: (name) => `${RTL}فتح ${isolate(name)}`,
	download: (name) => `${RTL}تنزيل ${isolate(name)}`,

	picture: 'صورة',
	previous: 'الصورة السابقة',
	next: 'الصورة التالية',
	zoomIn: 'تكبير',
	zoomOut: 'تصغير',
	place: (place, total) => `${RTL}${place} من ${total}`
});
