import { isolate, RTL } from '../direction-marks.ts';
import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';
import { people } from './people.ts';

export const chat = ({ count, list }: Reader): ChatTexts => ({
	welcomeTitle: 'كيف يمكننا مساعدتك؟',
	welcome:
		'اسألنا عن أي شيء: مشكلة تواجهك، أو طلب، أو حسابك. نرد عليك هنا، وعبر البريد الإلكتروني في غيابك.',
	close: 'إغلاق',
	supportOnline: 'الدعم متصل الآن',
	areOnline: (names, more) => `${RTL}متصل الآن: ${people({ count, list }, names, more)}`,
	supportAway: 'نرد هنا وعبر البريد الإلكتروني',
	usuallyReplies: {
		minutes: 'نرد عادةً خلال دقائق',
		hour: 'نرد عادةً خلال ساعة',
		hours: 'نرد عادةً خلال بضع ساعات',
		day: 'نرد عادةً خلال يوم'
	},
	reopens: {
		today: (time: string) => `سنعود في الساعة ${time}`,
		tomorrow: (time: string) => `سنعود غدًا في الساعة ${time}`,
		later: (time: string, day: string) => `سنعود يوم ${day} في الساعة ${time}`
	},

	connection: {
		connecting: 'جارٍ الاتصال…',
		connected: 'متصل',
		reconnecting: 'جارٍ إعادة الاتصال…',
		offline: 'لا يوجد اتصال بالإنترنت',
		refused: 'غير متصل'
	},

	sessionEnded: {
		signed_out: 'تم تسجيل خروجك',
		other_user: 'سجّل شخص آخر الدخول'
	},
	sessionEndedNote: {
		signed_out: 'سجّل الدخول مجددًا للمتابعة. ما لم ترسله محفوظ.',
		other_user: 'تعود هذه المحادثة إلى حساب آخر. ما لم يُرسَل فيها محفوظ.'
	},
	reload: 'إعادة التحميل',

	messagesWithSupport: 'الرسائل مع الدعم',
	byYou: 'أنت:',
	by: (name) => `${RTL}${isolate(name)}:`,
	moreMessages: (messages) =>
		count(messages, {
			one: 'رسالة واحدة أخرى',
			two: 'رسالتان أخريان',
			few: '# رسائل أخرى',
			many: '# رسالة أخرى',
			other: '# رسالة أخرى'
		}),
	loadingMessages: 'جارٍ تحميل الرسائل',
	messagesNotLoaded: 'تعذّر تحميل الرسائل. جارٍ إعادة المحاولة…',
	loadingEarlier: 'جارٍ تحميل الرسائل السابقة…',
	earlierNotLoaded: 'تعذّر تحميل الرسائل السابقة.',
	tryAgain: 'إعادة المحاولة',
	newMessages: 'رسائل جديدة',
	typing: (name) => `${RTL}${isolate(name)}: جارٍ الكتابة…`,

	message: 'الرسالة',
	writeMessage: 'اكتب رسالة…',
	send: 'إرسال',
	attach: 'إرفاق ملفات',
	tooLong: (limit) =>
		`الحد الأقصى لطول الرسالة هو ${count(limit, { few: '# أحرف', many: '# حرفًا', other: '# حرف' })}. اختصرها أو قسّمها.`,
	outboxFull: 'عدد الرسائل غير المرسلة كبير جدًا.',
	blocked: 'لم يعد الدعم يستقبل رسائل منك.',

	delivery: {
		waiting: 'في انتظار الإرسال…',
		sending: 'جارٍ الإرسال…',
		sent: 'أُرسلت',
		seen: 'قُرئت'
	},
	rateLimited: (seconds) =>
		count(seconds, {
			one: 'الإرسال سريع جدًا. سيتم الإرسال خلال ثانية واحدة…',
			two: 'الإرسال سريع جدًا. سيتم الإرسال خلال ثانيتين…',
			few: 'الإرسال سريع جدًا. سيتم الإرسال خلال # ثوانٍ…',
			other: 'الإرسال سريع جدًا. سيتم الإرسال خلال # ثانية…'
		}),
	notSent: {
		blank: 'لم تُرسل. الرسالة فارغة.',
		'too-long': 'لم تُرسل. الرسالة طويلة جدًا.',
		forbidden: 'لم تُرسل. لا يمكنك إرسال رسائل في هذه المحادثة.',
		blocked: 'لم تُرسل. لم يعد الدعم يستقبل رسائل منك.',
		refused: 'لم تُرسل. هذه الرسالة غير مسموح بها. أعد صياغتها.',
		other: 'لم تُرسل. لم يقبل الخادم الرسالة.'
	},
	retry: 'إعادة الإرسال',
	delete: 'حذف',

	settings: 'الإعدادات'
});
