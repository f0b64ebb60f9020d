import type { LauncherTexts } from '../en/launcher.ts';
import type { Reader } from '../reader.ts';

export const launcher = ({ count }: Reader): LauncherTexts => ({
	open: 'فتح محادثة الدعم',
	close: 'إغلاق محادثة الدعم',
	openWithUnread: (unread) =>
		count(unread, {
			zero: 'فتح محادثة الدعم، لا رسائل غير مقروءة',
			one: 'فتح محادثة الدعم، رسالة واحدة غير مقروءة',
			two: 'فتح محادثة الدعم، رسالتان غير مقروءتين',
			few: 'فتح محادثة الدعم، # رسائل غير مقروءة',
			many: 'فتح محادثة الدعم، # رسالة غير مقروءة',
			other: 'فتح محادثة الدعم، # رسالة غير مقروءة'
		}),
	loadFailed: 'تعذّر تحميل المحادثة. تحقّق من اتصالك ثم أعد المحاولة.',
	reload: 'إعادة تحميل الصفحة',
	support: 'الدعم',
	newReply: 'رد جديد',
	dismiss: 'إخفاء'
});
