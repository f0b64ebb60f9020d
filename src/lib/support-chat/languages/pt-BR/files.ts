import type { FileTexts } from '../en/files.ts';
import type { Reader } from '../reader.ts';

export const files = ({ count }: Pick<Reader, 'count'>): FileTexts => ({
	drop: 'Solte os arquivos para enviar',
	notInNotes: 'As notas aceitam apenas texto',

	chosen: 'Arquivos para enviar',
	preparing: 'Preparando…',
	remove: (name) => `Remover ${name}`,
	problem: {
		empty: 'O arquivo está vazio',
		'too-large': 'O arquivo é grande demais',
		'wrong-type': 'Não é possível enviar este tipo de arquivo'
	},
	largest: (size) => `Grande demais, no máximo ${size}`,
	tooMany: (most) =>
		count(most, {
			one: 'Você pode enviar um arquivo por vez.',
			other: 'Você pode enviar até # arquivos por vez.'
		}),
	none: 'Não é possível enviar arquivos neste chat.',

	uploading: 'Enviando arquivo…',
	cancel: 'Cancelar',
	edit: 'Editar',
	notSent: {
		'too-large': 'Não enviada. Um arquivo é grande demais.',
		'wrong-type': 'Não enviada. Este tipo de arquivo não é permitido.',
		'too-many': 'Não enviada. Há arquivos demais.',
		'storage-full': 'Não enviada. No momento não há espaço para mais arquivos.',
		'files-lost': 'Não enviada. Os arquivos não estão mais neste navegador. Adicione-os novamente.'
	},

	checking: 'Em verificação…',
	refused: 'Bloqueado para sua segurança',
	gone: 'Não está mais disponível',
	notLoaded: 'Não foi possível carregar',
	file: 'Arquivo',
	open: (name) => `Abrir ${name}`,
	download: (name) => `Baixar ${name}`,

	picture: 'Imagem',
	previous: 'Imagem anterior',
	next: 'Próxima imagem',
	zoomIn: 'Ampliar',
	zoomOut: 'Reduzir',
	place: (place, total) => `${place} de ${total}`
});
