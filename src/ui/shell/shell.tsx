/**
 * The frame around every screen: the bar with its links, what is always visible, and the screen itself.
 *
 * @module
 */
import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { ChecksScreen } from '../checks/checks-screen';
import { signedOut } from '../client';
import { DeliveriesScreen } from '../deliveries/deliveries-screen';
import { FaultBanner } from '../faults/fault-banner';
import { FaultsScreen } from '../faults/faults-screen';
import { IntegrationsScreen } from '../integrations/integrations-screen';
import { addressOf, place } from '../location';
import { Announcer } from '../parts/announcer';
import { EmptyState } from '../parts/empty-state';
import { SchemaScreen } from '../schema/schema-screen';
import { SentScreen } from '../sent/sent-screen';
import { ConnectionState } from './connection-state';
import { News } from './news';
import { SignIn } from './sign-in';

interface Screen {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  readonly Content: FunctionComponent;
}

const SCREENS: readonly Screen[] = [
  { name: 'deliveries', title: 'Deliveries', Content: DeliveriesScreen },
  { name: 'integrations', title: 'Integrations', Content: IntegrationsScreen },
  { name: 'sent', title: 'Sent', Content: SentScreen },
  { name: 'check', title: 'Check', Content: ChecksScreen },
  { name: 'schema', title: 'Schema', Content: SchemaScreen },
  { name: 'faults', title: 'Faults', Content: FaultsScreen },
];

/** See the module. */
export function Shell() {
  const screen = SCREENS.find(({ name }) => name === place.value.screen);
  const title = screen?.title ?? 'Nothing here';
  const nav = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · Wallstash`;
    // On a phone the links have less room than they need.
    const link = nav.current?.querySelector('[aria-current]');
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to content
      </a>
      <header class="bar">
        <a class="brand" href={addressOf(['deliveries'])}>
          <img src="/icon.svg" alt="" width="20" height="20" />
          Wallstash
        </a>
        <nav aria-label="Screens" ref={nav}>
          {SCREENS.map(({ name, title: label }) => (
            <a
              key={name}
              href={addressOf([name])}
              aria-current={name === screen?.name ? 'page' : undefined}
            >
              {label}
              {name === 'deliveries' && <News />}
            </a>
          ))}
        </nav>
        <ConnectionState />
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
    <EmptyState title="There is no such screen">
      <p>
        <a href={addressOf(['deliveries'])}>See the deliveries</a> instead.
      </p>
    </EmptyState>
  );
}
