import type { PageTexts } from './en.ts';

export const pages: PageTexts = {
	errors: {
		noPage: '此地址没有页面。',
		broken: '我们这边出了点问题。',
		notSetUp: '此网站尚未配置。如果您是网站管理员，请在服务器日志中查看原因。',
		signInDown: '登录服务没有响应。请一分钟后重试。',
		crossSite: '此表单来自其他网站，因此未被接受。',
		unreadable: '无法读取表单。',
		wrongAccount: '您当前以 {} 的身份登录。如果您有其他账户，请退出登录，再用该账户登录。',
		noEmail: '没有邮箱的用户',
		signOut: '退出登录',
		signOutUnsent: '未发送的消息将会丢失。要退出登录吗？',
		reload: '重新加载',
		home: '前往首页'
	},

	unsubscribe: {
		title: '退订邮件',
		doneTitle: '您已退订',
		againTitle: '您已重新订阅',
		on: '当客服的回复几分钟内未读时，我们会发邮件通知您。',
		off: '我们不会再发邮件提醒您未读的回复。您可以在聊天中查看。',
		alertsOn: '当有用户等待回复而无人查看时，我们会发邮件通知您。',
		alertsOff: '我们不会再发邮件提醒您有用户在等待。您可以在客服收件箱中查看。',
		turnOff: '退订',
		turnOn: '重新订阅',
		unknownLink: '此退订链接无效。请从邮件中重新打开。',
		notLookedUp: '无法查询您的设置。请一分钟后重试。'
	},

	account: {
		email: '邮箱',
		password: '密码',
		newPassword: '新密码',
		show: '显示',
		hide: '隐藏',
		passwordHint: '至少 {} 个字符。',
		otherWays: '其他方式',
		oneMoment: '请稍候…',
		checkMail: '请查收邮件',

		signIn: '登录',
		signingIn: '正在登录…',

		create: '创建账户',
		creating: '正在创建账户…',
		haveAccount: '已有账户？',
		created:
			'我们已向 {} 发送邮件。请打开邮件中的链接完成账户创建。如果没有收到，您可能已有账户：请直接登录或重置密码。',

		forgot: '忘记密码？',
		forgotText: '请输入您的邮箱，我们会发送用于设置新密码的链接。',
		sendLink: '发送链接',
		sending: '正在发送…',
		linkSent:
			'如果 {} 有对应的账户，我们已发送用于设置新密码的链接。链接一小时内有效，仅可使用一次。',
		backToSignIn: '返回登录',

		reset: '设置新密码',
		resetFor: '账户：{}',
		save: '保存密码',
		saving: '正在保存…',
		askForLink: '申请新链接',
		askForLinkText: '要设置新密码，请打开我们发送给您的邮件中的链接。'
	},

	confirm: {
		address: {
			title: '确认您的邮箱地址',
			text: '点击一下，您的账户即可使用。',
			button: '确认'
		},
		newAddress: {
			title: '确认您的新邮箱地址',
			text: '此后您将用它登录。',
			button: '确认'
		},
		recovery: {
			title: '设置新密码',
			text: '此链接会让您登录并设置密码，仅可使用一次。',
			button: '继续'
		},
		invite: {
			title: '您收到了邀请',
			text: '此链接会打开您的账户，仅可使用一次。',
			button: '接受'
		},
		magiclink: {
			title: '登录',
			text: '此链接会让您登录，仅可使用一次。',
			button: '登录'
		},
		broken: '此链接无效',
		incomplete: '此链接不完整。请从邮件中复制完整链接，或重新申请。',
		askForLink: '申请新的密码链接',
		oneMore: '还有一个链接',
		oneMoreText: '此地址已确认。现在请打开发送到您另一个地址的邮件中的链接。',
		signedInAs: '您当前以 {} 的身份登录。如果此链接是发给另一个账户的，继续操作会切换到那个账户。',
		guest: '访客',
		stay: '保持登录'
	},

	refusals: {
		invisible: '此邮箱含有不可见的字符。请重新输入。',
		noEmail: '请输入您的邮箱。',
		longEmail: '此邮箱太长。',
		halfEmail: '请输入完整的邮箱地址，例如 name@example.com。',
		noPassword: '请输入密码。',
		shortPassword: '请至少使用 {} 个字符。',
		longPassword: '此密码太长。',
		notSignedIn: '邮箱或密码不正确。如果您刚刚注册，请先打开我们邮件中的链接。',
		notCreated: '无法用此邮箱创建账户。如果您已有账户，请登录或重置密码。',
		badEmail: '此邮箱地址无法使用。请检查或换一个。',
		noMailTo: '我们无法向此地址发送邮件。请换一个。',
		weakPassword: '此密码太容易猜到。请使用更长或更少见的密码。',
		samePassword: '这是您当前的密码。请设置新密码。',
		oldSignIn: '您登录的时间过久，无法进行此操作。请申请新的重置链接。',
		signedOut: '您已退出登录。请申请新的重置链接。',
		oldLink: '此链接已使用过或已过期。请申请新链接。',
		noNewAccounts: '此网站目前不开放注册。',
		noPasswords: '此网站不支持用邮箱和密码登录。',
		blocked: '此账户已被封禁。',
		manyTries: '尝试次数过多。请等待一分钟后重试。',
		manyEmails: '申请的邮件过多。请等待一分钟后重试。',
		noAnswer: '登录服务没有响应。请等待一分钟后重试。',
		failed: '操作失败。请等待一分钟后重试。'
	}
};
