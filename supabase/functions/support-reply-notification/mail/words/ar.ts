import type { MailWords } from '../mail-language.ts';

export const words: MailWords = {
	sender: (app) => `دعم ${app}`,
	subject: (sender) => `رد جديد من ${sender}`,
	heading: {
		one: 'لديك رد جديد',
		two: 'لديك ردّان جديدان',
		few: 'لديك # ردود جديدة',
		many: 'لديك # ردًا جديدًا',
		other: 'لديك # رد جديد'
	},
	more: {
		one: 'ورد آخر',
		two: 'وردّان آخران',
		few: 'و# ردود أخرى',
		many: 'و# ردًا آخر',
		other: 'و# رد آخر'
	},
	button: 'فتح المحادثة',
	reason: (sender) => `تصلك هذه الرسالة لأن لديك ردًا غير مقروء من ${sender}.`,
	unsubscribe: 'إلغاء الاشتراك في هذه الرسائل',
	colon: ':'
};
