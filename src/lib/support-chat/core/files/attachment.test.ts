import { describe, expect, it } from 'vitest';
import { isPicture, previewPath, textBeside } from './attachment.ts';

const file = {
	path: 'c/m/1-plan.pdf',
	name: 'Plan.pdf',
	mimeType: 'application/pdf',
	sizeBytes: 10,
	width: null,
	height: null
};

describe('attachments', () => {
	it('are pictures when their size is known', () => {
		expect(isPicture(file)).toBe(false);
		expect(isPicture({ ...file, width: 2, height: 1 })).toBe(true);
	});

	it('have their preview beside them', () => {
		expect(previewPath(file)).toBe('c/m/1-plan.pdf.preview');
	});

	it('leave no text when the content only names them', () => {
		expect(textBeside('Plan.pdf', [file])).toBe('');
		expect(textBeside('Plan.pdf, b.png', [file, { ...file, name: 'b.png' }])).toBe('');
		expect(textBeside('See Plan.pdf', [file])).toBe('See Plan.pdf');
		expect(textBeside('', [])).toBe('');
	});
});
