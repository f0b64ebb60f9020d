import { isolate, RTL } from '../direction-marks.ts';
import type { ChatTexts } from '../en/chat.ts';
import type { Reader } from '../reader.ts';

export const chat = ({ count }: Reader): ChatTexts => ({
	welcomeTitle: 'كيف يمكننا مساعدتك؟',
	welcome: 'اسألنا عن أي شيء. نرد عليك هنا، وعبر البريد الإلكتروني في غيابك.',
	close: 'إغلاق',
	supportOnline: 'الدعم متصل الآن',
	supportAway: 'نرد هنا وعبر البريد الإلكتروني',
	usuallyReplies: {
		minutes: 'نرد عادةً خلال دقائق',
		hour: 'نرد عادةً خلال ساعة',
		hours: 'نرد عادةً خلال بضع ساعات',
		day: 'نرد عادةً خلال يوم'
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
		signed_out: 'سجّل الدخول مجددًا للمتابعة. ما لم ترسله محفوظ لك.',
		other_user: 'تعود هذه المحادثة إلى حساب آخر في هذا المتصفح. ما لم يُرسَل منها محفوظ.'
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
	messagesNotLoaded: 'تعذّر تحميل الرسائل حتى الآن. جارٍ إعادة المحاولة…',
	loadingEarlier: 'جارٍ تحميل الرسائل السابقة…',
	earlierNotLoaded: 'تعذّر تحميل الرسائل السابقة.',
	tryAgain: 'إعادة المحاولة',
	newMessages: 'رسائل جديدة',
	typing: (name) => `${RTL}${isolate(name)} يكتب الآن…`,

	message: 'الرسالة',
	writeMessage: 'اكتب رسالة…',
	send: 'إرسال',
	tooLong: (limit) =>
		`الحد الأقصى لطول الرسالة هو ${count(limit, { few: '# أحرف', many: '# حرفًا', other: '# حرف' })}. اختصرها أو أرسلها على أجزاء.`,
	outboxFull: 'يوجد عدد كبير من الرسائل في انتظار الإرسال.',

	delivery: {
		waiting: 'في انتظار الإرسال…',
		sending: 'جارٍ الإرسال…',
		sent: 'أُرسلت',
		seen: 'شوهدت'
	},
	rateLimited: (seconds) =>
		count(seconds, {
			one: 'أنت تكتب بسرعة كبيرة. سيتم الإرسال خلال ثانية واحدة',
			two: 'أنت تكتب بسرعة كبيرة. سيتم الإرسال خلال ثانيتين',
			few: 'أنت تكتب بسرعة كبيرة. سيتم الإرسال خلال # ثوانٍ',
			other: 'أنت تكتب بسرعة كبيرة. سيتم الإرسال خلال # ثانية'
		}),
	notSent: {
		blank: 'لم تُرسل. الرسالة فارغة.',
		'too-long': 'لم تُرسل. الرسالة طويلة جدًا.',
		forbidden: 'لم تُرسل. لا يمكنك الكتابة في هذه المحادثة.',
		refused: 'لم تُرسل. لا يمكن إرسال الرسالة بهذا الشكل. أعد صياغتها.',
		other: 'لم تُرسل.'
	},
	retry: 'إعادة الإرسال',
	delete: 'حذف',

	settings: 'الإعدادات',
	sound: 'الصوت',
	desktopNotifications: 'إشعارات سطح المكتب',
	notificationsNote: {
		unsupported: 'لا يستطيع هذا المتصفح عرض إشعارات الصفحات.',
		denied: 'محظورة. يمكنك السماح بها لهذا الموقع في إعدادات المتصفح.',
		default: 'سيطلب المتصفح إذنك أولًا.',
		granted: 'تظهر عندما تكون هذه الصفحة في الخلفية.'
	},
	replyEmails: 'إعلامي بالردود غير المقروءة عبر البريد الإلكتروني',
	replyEmailsProblem: {
		notLoaded: 'تعذّر التحميل. أعد المحاولة لاحقًا.',
		notSaved: 'لم يُحفظ. تحقّق من اتصالك ثم أعد المحاولة.'
	}
});
