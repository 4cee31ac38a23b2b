/**
 * `new_scope_object_ips`: IP addresses were discovered in the network perimeter. Retired in April 2025; the seed
 * page still sends it on "Test integration".
 *
 * @module
 */
import { object, publishedSchema } from './envelope';
import { anyInteger, known, list, text } from './fields';

const record = object(
  {
    action: known(['create'], 'What was done.'),
    entity: object(
      { id: anyInteger('Id of the address.'), ip: text('The address.') },
      'What it was done to.',
    ),
    object_type: known(['subnetorip'], 'Kind of the entity.'),
    object_userid: anyInteger('Id of the user it was done for.'),
  },
  'One record of the activity log.',
);

/** `new_scope_object_ips`: IP addresses were discovered in the network perimeter. */
export const NewScopeObjectIps = publishedSchema(
  'new_scope_object_ips',
  'IP addresses were discovered in the network perimeter. Retired in April 2025. Read from two screenshots.',
  { data: list(record, 'an array of objects', 'The addresses, one record each.') },
);
