import { expect, test } from 'vitest';
import { pageAddress } from './page-address.ts';

test.for([
	['https://app.example/cart?id=1', 'https://app.example/cart?id=1'],
	['https://app.example/#access_token=secret', 'https://app.example/'],
	['https://app.example/#/cart', 'https://app.example/#/cart'],
	['https://user:secret@app.example/', 'https://app.example/'],
	['file:///home/ada/page.html', undefined],
	['about:blank', undefined],
	['', undefined],
	[`https://app.example/${'x'.repeat(2000)}`, undefined]
] as const)('%s', ([href, address]) => {
	expect(pageAddress(href)).toBe(address);
});
