/**
 * Decodes the inserts in the output of Postgres's pgoutput plugin, protocol version 1 with text values
 * (postgresql.org/docs/17/protocol-logicalrep-message-formats.html).
 */

/** A row of the published table: column name to text or null. */
export type Row = Map<string, string | null>;

/** The meaning of one message: a new row, or anything else. */
export type Change =
	{ kind: 'insert'; schema: string; table: string; row: Row } | { kind: 'other' };

interface Relation {
	schema: string;
	table: string;
	columns: string[];
}

const OTHER: Change = { kind: 'other' };

/** Decodes one stream; remembers the tables that the stream has described. */
export class PgOutput {
	#relations = new Map<number, Relation>();

	/**
	 * Decodes one message.
	 * @throws RangeError when it is truncated
	 */
	decode(message: Buffer): Change {
		const reader = new Reader(message);
		const kind = String.fromCharCode(reader.uint8());
		if (kind === 'R') this.#describe(reader);
		return kind === 'I' ? this.#insert(reader) : OTHER;
	}

	#describe(reader: Reader): void {
		const id = reader.uint32();
		const schema = reader.string();
		const table = reader.string();
		reader.uint8();
		const columns = Array.from({ length: reader.uint16() }, () => {
			reader.uint8();
			const name = reader.string();
			reader.uint32();
			reader.uint32();
			return name;
		});
		this.#relations.set(id, { schema, table, columns });
	}

	#insert(reader: Reader): Change {
		const relation = this.#relations.get(reader.uint32());
		if (!relation) return OTHER;
		reader.uint8();
		const row: Row = new Map();
		const count = reader.uint16();
		for (const column of relation.columns.slice(0, count)) {
			const kind = String.fromCharCode(reader.uint8());
			row.set(column, kind === 't' ? reader.text(reader.uint32()) : null);
		}
		return { kind: 'insert', schema: relation.schema, table: relation.table, row };
	}
}

class Reader {
	#buffer: Buffer;
	#offset = 0;

	constructor(buffer: Buffer) {
		this.#buffer = buffer;
	}

	uint8(): number {
		return this.#buffer.readUInt8(this.#advance(1));
	}

	uint16(): number {
		return this.#buffer.readUInt16BE(this.#advance(2));
	}

	uint32(): number {
		return this.#buffer.readUInt32BE(this.#advance(4));
	}

	/** Reads a zero-terminated string. */
	string(): string {
		const end = this.#buffer.indexOf(0, this.#offset);
		if (end < 0) throw new RangeError('string has no end');
		const text = this.#buffer.toString('utf8', this.#offset, end);
		this.#offset = end + 1;
		return text;
	}

	text(bytes: number): string {
		const start = this.#advance(bytes);
		if (start + bytes > this.#buffer.length) throw new RangeError('text is cut short');
		return this.#buffer.toString('utf8', start, start + bytes);
	}

	#advance(bytes: number): number {
		const start = this.#offset;
		this.#offset += bytes;
		return start;
	}
}
