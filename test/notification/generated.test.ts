import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';

import { build } from '../../src/notification/build';
import { NOTIFICATION_TYPES } from '../../src/notification/notification-type';
import { notificationsDoc } from '../../src/notification/notifications-doc';
import {
  bodySchemaDocument,
  schemaDocument,
  schemaFiles,
} from '../../src/notification/schema-files';
import { validatorFiles } from '../../src/notification/validator-files';
import { generatedValidator } from '../../src/notification/validation/generated';
import { published } from './published';

const ROOT = join(__dirname, '..', '..');

/** A validator as a user would set it up, who knows nothing of Wallstash. */
function strangersValidator() {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  return ajv;
}

describe('the generated files', () => {
  test('in schemas/ are what the schemas say; "npm run generate" writes them', () => {
    const files = new Map([...schemaFiles(), ...validatorFiles()]);

    expect(readdirSync(join(ROOT, 'schemas')).sort()).toEqual([...files.keys()].sort());
    for (const [name, text] of files) {
      expect(readFileSync(join(ROOT, 'schemas', name), 'utf8')).toBe(text);
    }
  });

  test('include docs/notifications.md, which names every type', () => {
    const page = notificationsDoc();

    expect(readFileSync(join(ROOT, 'docs', 'notifications.md'), 'utf8')).toBe(page);
    for (const type of NOTIFICATION_TYPES) expect(page).toContain(`\`${type}\``);
  });
});

describe('a JSON Schema document', () => {
  test.each(NOTIFICATION_TYPES)(
    '(%s) is valid, has a stable id and accepts what is built',
    (type) => {
      const document = schemaDocument(type);
      const validate = strangersValidator().compile(document);

      expect(document['$id']).toBe(`urn:wallstash:schema:${type}`);
      expect(validate(build(type))).toBe(true);
      expect(validate({ summary: 'x' })).toBe(false);
    },
  );

  test('of a body accepts an array of any types, and a single notification', () => {
    const validate = strangersValidator().compile(bodySchemaDocument());
    const all = NOTIFICATION_TYPES.map((type) => build(type));

    expect(validate(all)).toBe(true);
    for (const notification of all) expect(validate(notification)).toBe(true);
    for (const number of ['01', '03', '04', '06', '10', '14', '30']) {
      expect(validate(published(number))).toBe(true);
    }
  });

  test('of a body refuses what breaks the schema of its type', () => {
    const validate = strangersValidator().compile(bodySchemaDocument());
    const bad = build('new_hits', { overrides: { details: { hit: { remote_port: '80' } } } });

    expect(validate([build('vuln'), bad])).toBe(false);
    expect(validate({ key1: 'value1' })).toBe(false);
    expect(validate('text')).toBe(false);
  });

  test('of a type says plainly when its fields are unpublished', () => {
    expect(schemaDocument('create_user')['description']).toBe(
      'A user was added to the company account. Wallarm has not published the inner fields of this type: only the envelope is checked.',
    );
  });
});

describe('a generated validator', () => {
  test.each(NOTIFICATION_TYPES)(
    '(%s) judges what lacks or spoils any field as the schema document does',
    (type) => {
      const judge = strangersValidator().compile(schemaDocument(type));
      const verdicts = variantsOf(build(type)).map((value) => {
        const first = generatedValidator(type, 'first-breach')(value);
        expect(first).toBe(judge(value));
        expect(generatedValidator(type, 'all-breaches')(value)).toBe(first);
        return first;
      });

      expect(new Set(verdicts)).toEqual(new Set([true, false]));
    },
  );
});

/** The value itself, and one for each field at any depth (but the type, by which the validator was chosen) that lacks it or holds an array there. */
function variantsOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [value];
  const fields = Object.entries(value).filter(([key]) => key !== 'notification_type');
  return [
    value,
    ...fields.flatMap(([key, child]) => {
      const lacking = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      return [lacking, ...[[], ...variantsOf(child)].map((one) => ({ ...value, [key]: one }))];
    }),
  ];
}
