import { isolate } from '../direction-marks.ts';
import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome: 'اسألنا عن أي شيء: مشكلة تواجهك، أو طلب، أو حسابك. نرد عليك هنا.',
	supportAway: 'نرد هنا',

	label: 'اترك بريدك الإلكتروني ليصلك الرد',
	save: 'حفظ',
	skip: 'ليس الآن',
	change: 'تغيير البريد الإلكتروني',
	pending: (email) => `للتأكيد، افتح الرابط الذي أرسلناه إلى ${isolate(email)}.`,
	confirmed: (email) => `سنراسلك على ${isolate(email)}.`,
	problem: {
		taken: 'هذا البريد الإلكتروني يخص حسابًا. سجّل الدخول أو استخدم بريدًا آخر.',
		invalid: 'أدخل عنوان بريد إلكتروني صالحًا.',
		tooMany: 'محاولات كثيرة جدًا. حاول مرة أخرى بعد بضع دقائق.',
		other: 'تعذّر حفظ بريدك الإلكتروني. تحقق من الاتصال وحاول مرة أخرى.'
	}
};
