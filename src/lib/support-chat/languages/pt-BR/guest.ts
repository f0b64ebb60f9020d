import type { GuestTexts } from '../en/guest.ts';

export const guest: GuestTexts = {
	welcome: 'Pergunte o que quiser: algo que não funciona, um pedido, sua conta. Respondemos aqui.',
	supportAway: 'Respondemos aqui',

	label: 'Deixe seu e-mail para receber a resposta',
	save: 'Salvar',
	skip: 'Agora não',
	change: 'Alterar e-mail',
	pending: (email) => `Para confirmar, abra o link que enviamos para ${email}.`,
	confirmed: (email) => `Vamos escrever para ${email}.`,
	problem: {
		taken: 'Este e-mail pertence a uma conta. Entre ou use outro.',
		invalid: 'Digite um endereço de e-mail válido.',
		tooMany: 'Muitas tentativas. Tente novamente em alguns minutos.',
		other: 'Não foi possível salvar seu e-mail. Verifique sua conexão e tente novamente.'
	}
};
