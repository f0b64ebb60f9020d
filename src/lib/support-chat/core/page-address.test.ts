import { expect, test } from 'vitest';
import { pageAddress } from './page-address.ts';

test.for([
	['https://app.example/cart?id=1', 'https://app.example/cart?id=1'],
	['https://app.example/#access_token=secret', 'https://app.example/'],
	['https://app.example/?a#b#/c', 'https://app.example/?a'],
	['https://app.example/#/cart', 'https://app.example/#/cart'],
	['https://app.example/#!/cart', 'https://app.example/#!/cart']
] as const)('%s', ([href, address]) => {
	expect(pageAddress(href)).toBe(address);
});
