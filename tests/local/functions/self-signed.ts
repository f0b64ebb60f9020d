/** A self-signed certificate for localhost. */
import { generateKeyPairSync, sign } from 'node:crypto';

export interface SelfSigned {
	/** PEM. */
	key: string;
	cert: string;
}

// Tags of DER (X.690).
const [INTEGER, BITS, OCTETS, OID, TEXT, TIME] = [0x02, 0x03, 0x04, 0x06, 0x0c, 0x17] as const;
const [SEQUENCE, SET] = [0x30, 0x31] as const;
const ECDSA_SHA256 = der(SEQUENCE, oid('2a8648ce3d040302'));
const NAME = der(
	SEQUENCE,
	der(SET, der(SEQUENCE, oid('550403'), der(TEXT, Buffer.from('localhost'))))
);

/** Creates a certificate that is valid from yesterday until tomorrow (RFC 5280, 4.1). */
export function selfSigned(): SelfSigned {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const facts = der(
		SEQUENCE,
		der(0xa0, der(INTEGER, Buffer.of(2))),
		der(INTEGER, Buffer.of(1)),
		ECDSA_SHA256,
		NAME,
		der(SEQUENCE, time(-1), time(1)),
		NAME,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, der(SEQUENCE, subjectAltName()))
	);
	const signature = sign('sha256', facts, privateKey);
	const cert = der(SEQUENCE, facts, ECDSA_SHA256, der(BITS, Buffer.of(0), signature));
	const lines = cert.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
		cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
	};
}

function subjectAltName(): Buffer {
	const names = der(
		SEQUENCE,
		der(0x82, Buffer.from('localhost')),
		der(0x87, Buffer.of(127, 0, 0, 1))
	);
	return der(SEQUENCE, oid('551d11'), der(OCTETS, names));
}

function time(days: number): Buffer {
	const date = new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
	return der(TIME, Buffer.from(`${date.slice(2, 19).replace(/[-T:]/g, '')}Z`));
}

function oid(hex: string): Buffer {
	return der(OID, Buffer.from(hex, 'hex'));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
	const body = Buffer.concat(parts);
	const { length } = body;
	const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	const size = length < 128 ? [length] : long;
	return Buffer.concat([Buffer.of(tag, ...size), body]);
}
