/**
 * From TypeBox objects to the `components` of a document: a schema with a title is put there once, and referred to.
 *
 * @module
 */
import {
  isPublishedType,
  NOTIFICATION_TYPES,
  type PublishedType,
} from '../notification/notification-type';
import { schemaDocument } from '../notification/schema-files';

/** A part of a document: plain data. */
export type Part = Readonly<Record<string, unknown>>;

/** What makes a schema a document of its own. */
const IDENTITY: readonly string[] = ['$schema', '$id'];

/** Collects the components of one document. */
export class Components {
  readonly #schemas = new Map<string, unknown>();

  /** By name, in order of first use. */
  get schemas(): Part {
    return Object.fromEntries(this.#schemas);
  }

  /** The schema as it stands in the document: a reference when it has a name. */
  use(schema: object): Part {
    const plain = JSON.parse(JSON.stringify(schema)) as Part;
    return this.#place(plain) as Part;
  }

  /** A notification's schema, under the name of its type. */
  notification(type: PublishedType): Part {
    const parts = Object.entries(schemaDocument(type)).filter(([key]) => !IDENTITY.includes(key));
    this.#schemas.set(type, Object.fromEntries(parts));
    return { $ref: `#/components/schemas/${type}` };
  }

  #place(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.#place(item));
    if (typeof value !== 'object' || value === null) return value;
    const { title } = value as { title?: unknown };
    // Where it is no text it is a property of that name.
    if (typeof title !== 'string') {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.#place(item)]),
      );
    }
    const fields = Object.entries(value).filter(([key]) => key !== 'title');
    if (!this.#schemas.has(title)) {
      this.#schemas.set(title, undefined); // its place in the order, before what it holds
      const placed = fields.map(([key, item]) => [key, this.#place(item)] as const);
      this.#schemas.set(title, Object.fromEntries(placed));
    }
    return { $ref: `#/components/schemas/${title}` };
  }
}

/** The types whose bodies Wallarm has published. */
export const PUBLISHED: readonly PublishedType[] = NOTIFICATION_TYPES.filter(isPublishedType);
