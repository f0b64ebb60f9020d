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
	colon: ':',
	alert: {
		heading: {
			one: 'محادثة واحدة تنتظر الرد',
			two: 'محادثتان تنتظران الرد',
			few: '# محادثات تنتظر الرد',
			many: '# محادثة تنتظر الرد',
			other: '# محادثة تنتظر الرد'
		},
		more: {
			one: 'ومحادثة أخرى',
			two: 'ومحادثتان أخريان',
			few: 'و# محادثات أخرى',
			many: 'و# محادثة أخرى',
			other: 'و# محادثة أخرى'
		},
		waiting: (since, duration) => `بانتظار الرد منذ ${since} (${duration})`,
		guest: (name) => `زائر ${name}`,
		deletedUser: 'مستخدم محذوف',
		button: 'فتح وارد الدعم',
		reason: (app) => `تصلك هذه الرسالة لأنك ترد على محادثات ${app} ولم يرَ أحد هذه المحادثات بعد.`
	}
};
