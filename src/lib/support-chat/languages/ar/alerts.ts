import type { AlertTexts } from '../en/alerts.ts';

export const alerts: AlertTexts = {
	sound: 'الصوت',
	desktopNotifications: 'إشعارات سطح المكتب',
	notificationsNote: {
		unsupported: 'لا يدعم هذا المتصفح إشعارات سطح المكتب.',
		denied: 'محظورة. يمكنك السماح بها لهذا الموقع في إعدادات المتصفح.',
		default: 'سيطلب المتصفح إذنك أولًا.',
		granted: 'تظهر عندما تكون هذه الصفحة في الخلفية.'
	},
	replyEmails: 'إعلامي بالردود غير المقروءة عبر البريد الإلكتروني',
	replyEmailsProblem: {
		notLoaded: 'تعذّر تحميل هذا الإعداد. أعد المحاولة لاحقًا.',
		notSaved: 'لم يُحفظ. تحقّق من اتصالك ثم أعد المحاولة.'
	}
};
