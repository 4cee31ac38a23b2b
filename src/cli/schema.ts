/**
 * `wallstash schema`: prints the JSON Schema of a notification type, or of a whole body.
 *
 * @module
 */
import { NOTIFICATION_TYPES } from '../notification/notification-type';
import { bodySchemaDocument, schemaDocument } from '../notification/schema-files';
import { command, type CommandDependencies, callOption } from './command';
import { typeArgument } from './notification-flags';

/** `wallstash schema [TYPE]`. */
export function schemaCommand({ out }: CommandDependencies) {
  return command('schema', 'Print the JSON Schema of a notification type, or of a whole body')
    .addArgument(typeArgument('[type]', '; without it, the schema of a body'))
    .addOption(callOption('--list', 'the types that have a schema, one on each line'))
    .action(async (type, { list }) => {
      if (list === true) return out(NOTIFICATION_TYPES.map((name) => `${name}\n`).join(''));
      const document = type === undefined ? bodySchemaDocument() : schemaDocument(type);
      await out(`${JSON.stringify(document, null, 2)}\n`);
    });
}
