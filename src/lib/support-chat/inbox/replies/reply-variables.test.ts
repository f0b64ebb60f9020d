import { expect, test } from 'vitest';
import { fillVariables, findGap, unknownVariables } from './reply-variables.ts';

const ADA = { customer_name: 'Ada', customer_email: 'ada@example.com', my_name: 'Grace' };

test('puts values in place of variables', () => {
	expect(
		fillVariables(
			'Hi {{customer_name}} ({{ Customer_Email }}), {{my_name}} here, {{my_name}}!',
			ADA
		)
	).toBe('Hi Ada (ada@example.com), Grace here, Grace!');
	expect(findGap('Hi Ada')).toBeNull();
});

test.each([null, '', ' \n'])('leaves a gap for the unknown value %j', (customer_name) => {
	const text = fillVariables('Hi {{ customer_name }}, {{my_name}} here', { ...ADA, customer_name });
	expect(text).toBe('Hi {{customer_name}}, Grace here');
	expect(findGap(text)).toEqual({ variable: 'customer_name', from: 3, to: 20 });
});

test('a value is no template, and stays on one line', () => {
	const values = { ...ADA, customer_name: '$& {{my_name}}\nBcc: x' };
	expect(fillVariables('{{customer_name}}', values)).toBe('$& {{my_name}} Bcc: x');
});

test('keeps what is no variable, and names it', () => {
	const text = '{{customer_nmae}} {{}} {customer_name} {{ order }} {{ order }} {{my_name}}';
	expect(fillVariables(text, ADA)).toBe(text.replace('{{my_name}}', 'Grace'));
	expect(unknownVariables(text)).toEqual(['{{customer_nmae}}', '{{}}', '{{ order }}']);
	expect(findGap('{{customer_nmae}} {{}} {customer_name}')).toBeNull();
});
