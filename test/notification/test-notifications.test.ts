import { testNotifications } from '../../src/notification/test-notifications';
import { validateNotification } from '../../src/notification/validate';
import { published } from './published';

describe('the messages of "Test integration"', () => {
  test('are the five documented ones, in their order', () => {
    const messages = testNotifications().map(({ summary, details }) => [
      details.notification_type,
      summary,
    ]);

    expect(messages).toEqual([
      ['create_user', '[Test message] [Test partner] New user was added to the company account'],
      ['new_hits', '[Test message] [Test partner] New hit detected'],
      ['new_scope_object_ips', '[Test message] [Test partner] Network perimeter has changed'],
      ['trigger_create', '[Test message] [Test partner] New trigger was created'],
      ['vuln', '[Test message] [Test partner] New vulnerability detected'],
    ]);
  });

  test('are, as far as they are published, the published ones to the byte', () => {
    const [, , scope, , vuln] = testNotifications({ partner: 'Test partner(US)', cloud: 'US' });

    expect(JSON.stringify(scope)).toBe(JSON.stringify(published('30')[0]));
    expect(JSON.stringify(vuln)).toBe(JSON.stringify(published('06')[0]));
  });

  test('hold the published hit', () => {
    const [hit] = published('01') as [{ details: unknown }];

    expect(JSON.stringify(testNotifications()[1]?.details)).toBe(JSON.stringify(hit.details));
  });

  test('begin the new user as far as its text is published', () => {
    const [sample] = published('31') as [{ summary: string; description: string }];
    const options = { partner: 'Wallarm Internal Test', client: 'TestClient' };
    const [user] = testNotifications(options);

    expect(user?.summary).toBe(sample.summary);
    expect(user?.description).toContain(sample.description.split('…')[0]);
  });

  test('are of today when asked, with a security issue and nothing of the scope', () => {
    const today = testNotifications({ era: 'current' });

    expect(today.map(({ details }) => details.notification_type)).toEqual([
      'create_user',
      'new_hits',
      'trigger_create',
      'security_issue',
    ]);
    for (const notification of today) {
      expect(validateNotification(notification)).toMatchObject({ era: 'current', breaches: [] });
    }
  });

  test('break no schema', () => {
    for (const cloud of ['EU', 'US']) {
      for (const notification of testNotifications({ cloud, client: 'My Company' })) {
        const { breaches } = validateNotification(notification);
        expect(breaches.filter(({ keyword }) => keyword !== 'spelling')).toEqual([]);
      }
    }
  });
});
