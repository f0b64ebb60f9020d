import type { SavedRepliesTexts } from '../en/saved-replies.ts';
import type { Reader } from '../reader.ts';

export const savedReplies = ({
	count,
	number
}: Pick<Reader, 'count' | 'number'>): SavedRepliesTexts => ({
	name: 'Respostas salvas',
	purpose: 'Para toda a equipe de suporte. Digite / no início de uma resposta para usar uma.',
	listed: (replies) => count(replies, { one: '# resposta salva', other: '# respostas salvas' }),
	none: 'Nenhuma resposta salva ainda',
	noneNote: 'Salve o que você escreve com frequência e não digite tudo de novo.',
	noMatch: 'Nenhuma resposta salva corresponde',
	notLoaded: 'Não foi possível carregar as respostas salvas.',
	typeMore: 'Continue digitando para encontrar outras.',
	manage: 'Gerenciar respostas salvas',
	shortcut: 'Inserir uma resposta salva, no início de uma resposta',
	search: 'Buscar respostas salvas',

	variables: {
		customer_name: 'Nome do usuário',
		customer_email: 'E-mail do usuário',
		my_name: 'Seu nome'
	},
	insertVariable: 'Preenchido quando você usa a resposta:',
	unknownVariable: (written) => `${written} é desconhecido e fica como está.`,
	gapQuestion: (written) => `${written} não foi preenchido. Enviar mesmo assim?`,

	add: 'Nova resposta',
	edit: (title) => `Editar ${title}`,
	delete: (title) => `Excluir ${title}`,
	deleted: (title) => `${title} foi excluída`,
	titleField: 'Título',
	contentField: 'Texto',
	save: 'Salvar',
	titleBlank: 'Digite um título.',
	titleTooLong: (limit) => `Um título pode ter até ${number(limit)} caracteres.`,
	contentBlank: 'Digite um texto.',
	contentTooLong: (limit) => `Um texto pode ter até ${number(limit)} caracteres.`,
	changed: 'Outra pessoa alterou esta resposta. Agora ela diz:',
	useTheirs: 'Usar essa versão',
	saveMine: 'Salvar a minha',
	gone: 'Outra pessoa excluiu esta resposta. Salve para adicioná-la de novo.',
	notDeleted: 'Outra pessoa acabou de alterar esta resposta. Leia antes de excluir.'
});
