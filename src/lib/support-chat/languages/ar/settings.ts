import type { Reader } from '../reader.ts';
import type { SettingsTexts } from '../en/settings.ts';
import { officeHours } from './office-hours.ts';

const messages = { label: 'عدد الرسائل المتتالية' };
const every = { label: 'ثم رسالة واحدة كل' };

export const settings = ({ count, list }: Reader): SettingsTexts => ({
	allSettings: 'كل الإعدادات',
	section: {
		you: 'أنت',
		general: 'عام',
		messages: 'الرسائل والحدود',
		team: 'الفريق',
		hours: 'ساعات العمل',
		appearance: 'المظهر',
		replies: 'الردود المحفوظة',
		health: 'البريد والحالة',
		person: 'البيانات الشخصية',
		log: 'سجل التغييرات'
	},
	notLoaded: 'تعذّر تحميل الصفحة. تحقق من اتصالك وحاول مرة أخرى.',
	tryAgain: 'إعادة المحاولة',
	ownersOnly: 'يمكن للمالكين فقط رؤية هذا.',
	noSection: 'لا يوجد إعداد كهذا.',

	save: 'حفظ',
	discard: 'تجاهل التغييرات',
	cancel: 'إلغاء',
	unsaved: 'تغييرات غير محفوظة',
	saving: 'جارٍ الحفظ…',
	saved: 'تم الحفظ',
	invalid: 'لم يُحفظ. تحقق من الحقول المحددة.',
	failed: 'لم يُحفظ. تحقق من اتصالك وحاول مرة أخرى.',
	forbidden: 'لم يُحفظ. يمكن للمالكين فقط تغيير هذا.',
	conflict: (fields) =>
		`لم يُحفظ. غيّر شخص آخر للتو: ${list(fields)}. احفظ مرة أخرى لاستبداله، أو تجاهل تغييراتك.`,
	changedByOthers: 'غيّر شخص آخر هذا للتو.',
	leaveQuestion: 'هل تريد المغادرة دون حفظ؟',
	leaveNote: 'ستفقد تغييراتك في هذه الصفحة.',
	leave: 'مغادرة',

	problem: {
		required: 'أدخل قيمة.',
		url: 'أدخل عنوانًا يبدأ بـ https://.',
		sender: 'أدخل عنوان بريد إلكتروني، أو الاسم <العنوان>.',
		number: 'أدخل رقمًا.',
		refused: 'هذه القيمة غير مسموح بها.'
	},
	tooLong: (characters) =>
		count(characters, {
			one: 'حرف واحد على الأكثر.',
			two: 'حرفان على الأكثر.',
			few: '# أحرف على الأكثر.',
			many: '# حرفًا على الأكثر.',
			other: '# حرف على الأكثر.'
		}),
	between: (least, most) => `أدخل قيمة من ${least} إلى ${most}.`,
	colorLike: (example) => `أدخل لونًا مثل ${example}.`,
	pickColor: 'اختيار لون',
	defaultColor: 'اللون الافتراضي',
	atLeast: (least) => `أدخل ${least} على الأقل.`,
	amountOf: (field) => `${field}: العدد`,
	unitOf: (field) => `${field}: الوحدة`,
	unit: {
		seconds: 'ثوانٍ',
		minutes: 'دقائق',
		hours: 'ساعات',
		days: 'أيام',
		months: 'أشهر'
	},

	group: {
		names: 'الأسماء والعناوين',
		emails: 'رسائل البريد إلى المستخدمين',
		inbox: 'صندوق الوارد',
		files: 'الملفات',
		users: 'حد المستخدمين',
		guests: 'حد الزوار',
		admins: 'حد المشرفين',
		chats: 'حد المحادثات الجديدة',
		retention: 'مدة الاحتفاظ'
	},
	field: {
		appName: { label: 'اسم تطبيقك', note: 'يظهر في موضوع رسائل البريد.' },
		appUrl: { label: 'عنوان تطبيقك', note: 'تبدأ به الروابط في رسائل البريد.' },
		inboxUrl: {
			label: 'عنوان صندوق الوارد',
			note: 'إذا كان فارغًا: عنوان تطبيقك متبوعًا بـ ‎/admin.'
		},
		emailFrom: {
			label: 'مرسل رسائل البريد',
			note: 'يجب أن يكون النطاق موثقًا لدى خدمة البريد.'
		},
		emailAccentColor: { label: 'لون الزر في رسائل البريد' },
		replyEmailDelay: {
			label: 'إرسال بريد عن الردود غير المقروءة بعد',
			note: 'إذا لم يقرأ المستخدم الرد حتى ذلك الحين.'
		},
		emailArchivedReplies: { label: 'أيضًا عن الردود في المحادثات المؤرشفة' },
		adminAlertDelay: {
			label: 'إرسال بريد إلى المشرفين عندما ينتظر مستخدم',
			note: 'إذا لم يرَ أي مشرف الرسالة طوال هذه المدة.'
		},
		waitingWarning: {
			label: 'إبراز من ينتظر أكثر من',
			note: 'في قائمة المحادثات.'
		},
		assignOnReply: {
			label: 'التعيين عند الرد',
			note: 'تُعيَّن المحادثة غير المعيّنة لأول مشرف يرد.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'عدد المحادثات المتتالية',
			note: 'لكل مستخدم محادثة واحدة، ويمكنه بدء أخرى بعد محوها.'
		},
		chatInterval: { label: 'ثم محادثة واحدة كل' },
		attachmentsPerMessage: { label: 'عدد الملفات في الرسالة', note: '0: لا ملفات في الرسائل.' },
		attachmentMaxBytes: { label: 'أكبر حجم للملف بالميغابايت' },
		archivedChatRetention: {
			label: 'حذف المحادثات المؤرشفة',
			note: 'نهائيًا مع كل الرسائل، بعد هذه المدة من أرشفتها.'
		},
		emptyGuestRetention: {
			label: 'حذف محادثات الزوار الفارغة',
			note: 'للزوار الذين لم يكتبوا شيئًا.'
		},
		officeHours: { label: 'ساعات العمل' },
		officeTimeZone: { label: 'المنطقة الزمنية' },
		officeClosedDays: { label: 'أيام الإغلاق' },
		widgetColor: { label: 'لون الأداة', note: 'يُعدَّل حيث تصعب قراءة النص.' },
		logoUrl: {
			label: 'عنوان الشعار',
			note: 'يجب أن تسمح سياسة أمان المحتوى لديك بالمضيف في img-src.'
		},
		welcomeText: { label: 'نص الترحيب', note: 'نص عادي، واحد في كل اللغات.' }
	},

	office: officeHours,

	you: {
		name: 'اسمك',
		nameNote: 'يراه المستخدمون فوق ردودك. تحتفظ الرسائل السابقة بالاسم الذي أُرسلت به.',
		alerts: 'أرسل لي بريدًا عندما ينتظر مستخدم',
		alertsNote: 'عن المحادثات المعيّنة لك أو غير المعيّنة لأحد.'
	},

	team: {
		admins: 'المشرفون',
		owner: 'مالك',
		admin: 'مشرف',
		rolesNote: 'يمكن للمالكين أيضًا تغيير هذه الإعدادات والفريق.',
		roleOf: (name) => `دور ${name}`,
		remove: 'إزالة',
		removeName: (name) => `إزالة ${name}`,
		removeQuestion: (name) => `هل تريد إزالة ${name} من الفريق؟`,
		removeNote: 'ينتهي الوصول فورًا. تصبح المحادثات غير معيّنة، وتبقى الرسائل.',
		lastOwner: 'لا يمكن إزالة المالك الأخير أو تغييره. اجعل شخصًا آخر مالكًا أولًا.',
		addTitle: 'إضافة مشرف',
		email: 'عنوان البريد الإلكتروني',
		emailNote: 'يجب أن يكون الشخص قد سجّل به في تطبيقك.',
		name: 'الاسم الذي يراه المستخدمون',
		role: 'الدور',
		add: 'إضافة',
		added: (name) => `انضم ${name} إلى الفريق.`,
		removed: (name) => `تمت إزالة ${name}.`,
		changed: (name) => `تم تغيير دور ${name}.`,
		problem: {
			no_account: 'لم يسجّل أحد بهذا العنوان بعد. اطلب من الشخص التسجيل في تطبيقك أولًا.',
			unconfirmed_address: 'لم يؤكد الشخص هذا العنوان بعد.',
			already_admin: 'هذا الشخص في الفريق بالفعل.',
			blank: 'أدخل اسمًا.',
			too_long: '80 حرفًا على الأكثر.',
			last_owner: 'لا يمكن إزالة المالك الأخير أو تغييره.',
			no_admin: 'لم يعد هذا الشخص في الفريق.',
			not_owner: 'يمكن للمالكين فقط تغيير الفريق.',
			other: 'لم ينجح ذلك. تحقق من اتصالك وحاول مرة أخرى.'
		}
	},

	health: {
		title: 'الحالة',
		allWell: 'كل شيء يعمل.',
		failedTitle: 'رسائل بريد لم تُرسل',
		noneFailed: 'لا يوجد خلال آخر 30 يومًا.',
		user: 'إلى مستخدم، عن ردود',
		alert: 'إلى مشرف، عن مستخدمين ينتظرون',
		tries: (tries) =>
			count(tries, {
				one: 'محاولة واحدة',
				two: 'محاولتان',
				few: '# محاولات',
				many: '# محاولة',
				other: '# محاولة'
			}),
		details: 'التفاصيل',
		retryFor: (recipient) => `إعادة المحاولة: ${recipient}`,
		willRetry: 'ستُعاد المحاولة خلال دقيقة.',
		mayBeSent: 'ربما وصلت الرسالة، لذلك لا تُرسل مرة أخرى.',
		reason: {
			function: 'تعذّر الوصول إلى Edge Function.',
			unset: 'لم يتم إعداد خدمة بريد.',
			sender: 'لا تقبل خدمة البريد المرسل.',
			recipient: 'لا يمكن لهذا العنوان استقبال البريد.',
			busy: 'كانت خدمة البريد مشغولة.',
			other: 'لم تقبل خدمة البريد الرسالة.'
		}
	},

	person: {
		note: 'ابحث عن شخص لتصدير أو محو ما حفظته محادثة الدعم عنه.',
		query: 'عنوان البريد الإلكتروني أو اسم الزائر',
		queryNote: 'العنوان كاملًا، أو الأحرف الأربعة لزائر مثل 7F3K.',
		find: 'بحث',
		nobody: 'لم يُعثر على أحد.',
		noAccount: 'حُذف الحساب.',
		noChat: 'لا توجد محادثة',
		messages: (amount) =>
			count(amount, {
				zero: 'لا رسائل',
				one: 'رسالة واحدة',
				two: 'رسالتان',
				few: '# رسائل',
				many: '# رسالة',
				other: '# رسالة'
			}),
		export: 'تصدير بصيغة JSON',
		exported: 'تم تنزيل الملف.',
		erase: 'محو…',
		eraseQuestion: (name) => `هل تريد محو كل شيء عن ${name}؟`,
		eraseNote:
			'تُحذف المحادثة مع كل الرسائل والملاحظات، ورسائل البريد المنتظرة، وإعدادات البريد. يبقى الحساب. لا يمكن التراجع عن ذلك.',
		confirm: (word) => `اكتب ${word} للتأكيد`,
		eraseNow: 'محو نهائي',
		erased: 'تم محو كل شيء.'
	},

	log: {
		none: 'لا توجد تغييرات بعد.',
		more: 'تحميل المزيد',
		project: 'المشروع (SQL أو المفتاح السري)',
		empty: 'فارغ',
		entry: {
			settings_changed: (who) => `غيّر ${who} الإعدادات`,
			admin_added: (who, subject) => `أضاف ${who} إلى الفريق ${subject}`,
			admin_changed: (who, subject) => `غيّر ${who} بيانات ${subject}`,
			admin_removed: (who, subject) => `أزال ${who} من الفريق ${subject}`,
			data_exported: (who, subject) => `صدّر ${who} بيانات الحساب ${subject}`,
			data_erased: (who, subject) => `محا ${who} بيانات الحساب ${subject}`,
			email_retried: (who) => `أعاد ${who} محاولة إرسال بريد`
		}
	}
});
