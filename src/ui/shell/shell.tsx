/**
 * The frame around every screen: the bar with its links, what is always visible, and the screen itself.
 *
 * @module
 */
import type { FunctionComponent } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

import { signedOut } from '../client';
import { DeliveriesScreen } from '../deliveries/deliveries-screen';
import { FaultBanner } from '../faults/fault-banner';
import { addressOf, place } from '../location';
import { Announcer } from '../parts/announcer';
import { VERSION } from '../version';
import { ConnectionState } from './connection-state';
import { lazyScreen } from './lazy-screen';
import { Menu } from './menu';
import { SignIn } from './sign-in';

interface Screen {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly Content: FunctionComponent;
}

const SCREENS: readonly Screen[] = [
  { name: 'deliveries', title: 'Deliveries', Content: DeliveriesScreen },
  lazy('integrations', 'Integrations', async () => {
    return (await import('../integrations/integrations-screen')).IntegrationsScreen;
  }),
  lazy('sent', 'Sent', async () => (await import('../sent/sent-screen')).SentScreen),
  lazy('check', 'Check', async () => (await import('../checks/checks-screen')).ChecksScreen),
  lazy('schema', 'Schema', async () => (await import('../schema/schema-screen')).SchemaScreen),
  lazy('faults', 'Faults', async () => (await import('../faults/faults-screen')).FaultsScreen),
];

/** What is no section of the bar: an action, and what one looks up. */
const FURTHER: readonly Screen[] = [
  lazy('send', 'Send', async () => (await import('../send/send-screen')).SendScreen),
  lazy('settings', 'Settings', async () => {
    return (await import('../settings/settings-screen')).SettingsScreen;
  }),
];

function lazy(name: string, title: string, load: Parameters<typeof lazyScreen>[0]): Screen {
  return { name, title, Content: lazyScreen(load) };
}

/** See the module. */
export function Shell() {
  const { screen: name } = place.value;
  const screen = [...SCREENS, ...FURTHER].find((one) => one.name === name);
  const title = screen?.title ?? 'Nothing here';
  useLayoutEffect(() => {
    document.title = `${title} · Wallstash`;
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to content
      </a>
      <header class="bar">
        <Menu screens={SCREENS} current={screen?.name} />
        <ConnectionState />
        <a
          class="button bar-send"
          href={addressOf(['send'])}
          aria-current={name === 'send' ? 'page' : undefined}
        >
          Send
        </a>
        <p class="bar-about small">
          <a
            href={addressOf(['settings'])}
            aria-label={`Settings, v${VERSION}`}
            aria-current={name === 'settings' ? 'page' : undefined}
          >
            v{VERSION}
          </a>
          <a href="/docs">API</a>
        </p>
      </header>
      {!signedOut.value && <FaultBanner />}
      <main id="main" tabIndex={-1}>
        {signedOut.value ? <SignIn /> : screen === undefined ? <Nowhere /> : <screen.Content />}
      </main>
      <Announcer />
    </>
  );
}

/** A link to `#main` would leave the screen, whose address stands in the same place. */
function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Nowhere() {
  return (
    <div class="page">
      <h1>There is no such screen</h1>
      <p>
        <a href={addressOf(['deliveries'])}>See the deliveries</a> instead.
      </p>
    </div>
  );
}
