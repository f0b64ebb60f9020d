import { elapsed } from '../../core/text/elapsed.ts';
import { isolate, RTL } from '../direction-marks.ts';
import type { InboxTexts } from '../en/inbox.ts';
import type { Reader } from '../reader.ts';
import { notes } from './notes.ts';
import { people } from './people.ts';
import { savedReplies } from './saved-replies.ts';

export const inbox = ({ count, list, locale, number }: Reader): InboxTexts => ({
	inbox: 'وارد الدعم',
	title: 'محادثات الدعم',
	titleOfArea: (area: string) => `${area} – وارد الدعم`,
	titleOfChat: (email) => `${RTL}${isolate(email)} – محادثات الدعم`,
	notifications: 'الإشعارات',
	skipToReply: 'الانتقال إلى حقل الرد',
	skipToChats: 'الانتقال إلى المحادثات',
	skipToContent: 'الانتقال إلى المحتوى',
	areas: 'أقسام صندوق الوارد',
	area: { chats: 'المحادثات', reports: 'التقارير', settings: 'الإعدادات' },

	chats: 'المحادثات',
	active: 'النشطة',
	archived: 'المؤرشفة',
	isArchived: 'مؤرشفة',
	noActive: 'لا توجد محادثات نشطة',
	noActiveNote: 'تظهر المحادثة هنا فور أن يكتب أحد المستخدمين.',
	noArchived: 'لا توجد محادثات مؤرشفة',
	noArchivedNote: 'يمكن أرشفة المحادثة المنتهية، وتعود عندما يكتب المستخدم من جديد.',
	messageCount: (messages) =>
		count(messages, {
			zero: 'لا رسائل',
			one: 'رسالة واحدة',
			two: 'رسالتان',
			few: '# رسائل',
			many: '# رسالة',
			other: '# رسالة'
		}),
	unread: 'غير مقروءة',
	byYou: 'أنت:',
	by: (name) => `${RTL}${isolate(name)}:`,
	deletedUser: 'مستخدم محذوف',
	guest: (name) => `زائر ${name}`,
	loadMore: 'تحميل المزيد',
	loading: 'جارٍ التحميل…',
	moreNotLoaded: 'تعذّر تحميل المحادثات التالية. تحقّق من اتصالك ثم أعد المحاولة.',

	back: 'العودة إلى المحادثات',
	archive: 'أرشفة',
	restore: 'استعادة',
	problem: {
		forbidden: 'لم تعد لديك صلاحية. أعد تحميل الصفحة.',
		unseen: 'أرسل المستخدم رسالة للتو. اقرأها أولًا.',
		failed: 'لم تنجح العملية. تحقّق من اتصالك ثم أعد المحاولة.'
	},
	online: 'متصل',
	hasChatOpen: 'المحادثة مفتوحة الآن',
	viewing: (names, more) => `${RTL}يطّلع على المحادثة: ${people({ count, list }, names, more)}`,
	writing: (names, more) => `${RTL}يكتب ردًا الآن: ${people({ count, list }, names, more)}`,

	filters: 'التصفية',
	filter: {
		waiting: 'بانتظار الرد',
		mine: 'محادثاتي',
		unassigned: 'غير المعيّنة',
		all: 'الكل'
	},
	noChats: {
		waiting: 'لا أحد ينتظر',
		mine: 'لا محادثات معيّنة لك',
		unassigned: 'لا محادثات غير معيّنة'
	},
	waiting: (ms) => `ينتظر منذ ${elapsed(ms, locale)}`,
	draft: 'مسودة',
	blocked: 'محظور',
	assign: 'تعيين مسؤول',
	assignedTo: (name) => `${RTL}المسؤول: ${isolate(name)}`,
	notAssigned: 'بلا مسؤول',
	nobody: 'لا أحد',
	yourself: (name) => `${RTL}${isolate(name)} (أنت)`,
	markUnread: 'تمييز كغير مقروءة',
	block: 'حظر المستخدم',
	unblock: 'إلغاء حظر المستخدم',
	blockQuestion: 'هل تريد حظر هذا المستخدم؟',
	blockNote: 'يمكنه قراءة المحادثة، لكن لا يمكنه إرسال رسائل حتى تلغي الحظر.',
	cancel: 'إلغاء',
	answeredMeanwhile: (name) => `${RTL}ردّ ${isolate(name)} للتو. هل تريد الإرسال على أي حال؟`,
	sendAnyway: 'الإرسال على أي حال',

	notes: notes({ count }),

	conversationWith: (email) => `${RTL}محادثة مع ${isolate(email)}`,
	you: 'أنت',
	theUser: 'المستخدم',
	support: 'الدعم',
	reply: 'الرد',
	writeReply: 'اكتب ردًا…',
	needsJavaScript: 'تحتاج المحادثة إلى JavaScript.',

	noChatOpen: 'لا توجد محادثة مفتوحة',
	noChatOpenNote: 'اختر محادثة من القائمة.',
	noChatOpenKeysNote: 'اختر محادثة من القائمة أو استخدم لوحة المفاتيح:',

	chatGone: 'لم تعد هذه المحادثة موجودة',
	chatGoneNote: 'حُذفت، أو أن الرابط غير صحيح.',

	unreadChats: (chats) =>
		count(chats, {
			zero: 'لا محادثات غير مقروءة',
			one: 'محادثة واحدة غير مقروءة',
			two: 'محادثتان غير مقروءتين',
			few: '# محادثات غير مقروءة',
			many: '# محادثة غير مقروءة',
			other: '# محادثة غير مقروءة'
		}),
	moreUnreadChats: (limit) =>
		`أكثر من ${count(limit, { few: '# محادثات غير مقروءة', other: '# محادثة غير مقروءة' })}`,

	search: 'بحث',
	searchPlaceholder: 'ابحث عن المستخدمين والرسائل',
	clearSearch: 'مسح البحث',
	people: 'المستخدمون',
	messages: 'الرسائل',
	nothingFound: 'لم يُعثر على شيء',
	nothingFoundNote: 'جرّب كلمة أخرى أو بداية كلمة أو جزءًا من عنوان بريد إلكتروني.',
	foundCount: (results) =>
		count(results, {
			zero: 'لا نتائج',
			one: 'نتيجة واحدة',
			two: 'نتيجتان',
			few: '# نتائج',
			many: '# نتيجة',
			other: '# نتيجة'
		}),
	searchedSince: (time) => `جرى البحث في الرسائل منذ ${time}.`,
	searchOlder: 'البحث في رسائل أقدم',
	searchFailed: 'تعذّر البحث. تحقّق من اتصالك.',

	earlierShown: 'أنت تعرض رسائل أقدم.',
	laterNotLoaded: 'تعذّر تحميل الرسائل الأحدث.',
	backToNewest: 'الانتقال إلى الأحدث',

	userDetails: 'بيانات المستخدم',
	detailsNotLoaded: 'تعذّر تحميل البيانات.',
	accountCreated: 'إنشاء الحساب',
	lastSignIn: 'آخر تسجيل دخول',
	firstMessage: 'أول رسالة',
	lastMessage: 'آخر رسالة',
	archivedAt: 'الأرشفة',
	messagesByUser: 'رسائل المستخدم',
	messagesBySupport: 'رسائل الدعم',
	replyEmailsOf: 'رسائل البريد عن الردود',
	on: 'مفعّلة',
	off: 'معطّلة',
	yes: 'نعم',
	no: 'لا',
	userLanguage: 'اللغة',
	lastPage: 'آخر صفحة',

	archivedNow: (email) => `${RTL}أُرشفت محادثة ${isolate(email)}`,
	restoredNow: (email) => `${RTL}استُعيدت محادثة ${isolate(email)}`,
	missesReply: 'لم يقرأ المستخدم ردك الأخير ولن يصله بريد إلكتروني.',
	undo: 'تراجع',
	dismiss: 'إخفاء',

	health: {
		settingMissing: 'ينقص إعداد يلزم لإرسال رسائل البريد.',
		functionMissing: 'لا تُرسل رسائل البريد: وظيفة Edge Function لا تستجيب.',
		mailServiceMissing: 'لا تُرسل رسائل البريد: لم تُعدّ أي خدمة بريد.',
		pgNetMissing: 'لا تُرسل رسائل البريد: الإضافة pg_net غير مثبتة.',
		jobsMissing: 'المهام المجدولة لا تعمل.',
		clockFailing: 'تفشل المهمة التي ترسل رسائل البريد.',
		emailsOverdue: 'رسائل البريد إلى المستخدمين متأخرة.',
		emailsFailed: `تعذّر إرسال بعض رسائل البريد خلال آخر ${number(24)} ساعة.`,
		fileFunctionMissing:
			'الملفات المحذوفة ما زالت مخزّنة: وظيفة Edge Function التي تزيلها لا تستجيب.',
		filesNotRemoved: 'الملفات المحذوفة ما زالت مخزّنة: تتعذّر إزالتها.',
		realtimeNotReady:
			'قد تتأخر الرسائل الجديدة في الظهور: خدمة Realtime غير جاهزة. أعد تشغيل المشروع من لوحة تحكم Supabase.',
		sql: 'في محرر SQL:',
		terminal: 'في الطرفية:',
		copy: 'نسخ',
		copied: 'تم النسخ'
	},

	savedReplies: savedReplies({ count }),

	settings: 'الإعدادات',
	close: 'إغلاق',
	keyboardShortcuts: 'اختصارات لوحة المفاتيح',
	opensNext: 'فتح المحادثة التالية بعد الأرشفة',
	singleKeys: 'اختصارات بمفتاح واحد',
	singleKeysNote: 'j وk وe وغيرها، عندما لا تكتب',
	shortcuts: {
		next: 'المحادثة التالية',
		previous: 'المحادثة السابقة',
		open: 'فتح المحادثة المحددة',
		reply: 'كتابة رد',
		note: 'كتابة ملاحظة',
		move: 'أرشفة أو استعادة',
		assign: 'تعيين مسؤول',
		markUnread: 'تمييز كغير مقروءة',
		undo: 'التراجع عن آخر إجراء',
		search: 'بحث',
		help: 'عرض هذه الاختصارات',
		leave: 'مغادرة الحقل أو الإغلاق أو الرجوع'
	},
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	toApp: 'الانتقال إلى التطبيق',
	signOut: 'تسجيل الخروج',
	signOutUnsent: 'ستُفقد الردود التي لم ترسلها. هل تريد تسجيل الخروج؟',
	toChats: 'الانتقال إلى المحادثات',
	broken: 'حدث خطأ من جانبنا.',
	noSuchChat: 'هذه المحادثة غير موجودة.',
	adminsOnly: 'لا يفتح وارد الدعم إلا مشرفو الدعم.',
	signIn: 'تسجيل الدخول'
});
