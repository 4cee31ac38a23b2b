import { schemaCommand } from '../../src/cli/schema';
import { NOTIFICATION_TYPES } from '../../src/notification/notification-type';
import { schemaFiles } from '../../src/notification/schema-files';
import { runCommand } from './run-command';

async function schema(...args: string[]): Promise<string> {
  return (await runCommand(schemaCommand, args)).output;
}

describe('wallstash schema', () => {
  test.each(NOTIFICATION_TYPES)('prints the schema file of %s', async (type) => {
    expect(await schema(type)).toBe(schemaFiles().get(`${type}.schema.json`));
  });

  test('prints the schema of a body when no type is named', async () => {
    expect(await schema()).toBe(schemaFiles().get('body.schema.json'));
  });

  test('lists the types', async () => {
    expect(await schema('--list')).toBe(`${NOTIFICATION_TYPES.join('\n')}\n`);
  });

  test('refuses a type that it does not know', async () => {
    await expect(schema('no_such_type')).rejects.toThrow(/"no_such_type" as a notification type/);
  });
});
