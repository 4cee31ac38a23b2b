/**
 * `wallstash schema`: prints the JSON Schema of a notification type, or of a whole body.
 *
 * @module
 */
import { Argument } from '@commander-js/extra-typings';

import { NOTIFICATION_TYPES } from '../notification/notification-type';
import { bodySchemaDocument, schemaDocument } from '../notification/schema-files';
import { command, type CommandDependencies, callOption } from './command';

/** `wallstash schema [TYPE]`. */
export function schemaCommand({ out }: CommandDependencies) {
  return command('schema', 'Print the JSON Schema of a notification type, or of a whole body')
    .addArgument(
      new Argument('[type]', 'notification type; without it, the schema of a body').choices(
        NOTIFICATION_TYPES,
      ),
    )
    .addOption(callOption('--list', 'the types that have a schema, one on each line'))
    .action(async (type, { list }) => {
      if (list === true) return out(NOTIFICATION_TYPES.map((name) => `${name}\n`).join(''));
      const document = type === undefined ? bodySchemaDocument() : schemaDocument(type);
      await out(`${JSON.stringify(document, null, 2)}\n`);
    });
}
