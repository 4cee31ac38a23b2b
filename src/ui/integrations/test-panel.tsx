/**
 * *Test integration*: five notifications, and what came of each as it happens.
 *
 * @module
 */
import { addressOf } from '../location';
import { Failure } from '../parts/failure';
import { TestRowItem } from './test-row';
import {
  cancelTestRun,
  startTestRun,
  testRunOf,
  type TestRow,
  type TestRunView,
} from './test-runs';

/** What the Console's test sends, in this order; the rows stand there before anything has come. */
const EXPECTED = [
  { type: 'create_user', label: 'New user' },
  { type: 'new_hits', label: 'New hit' },
  { type: 'new_scope_object_ips', label: 'New IP in scope' },
  { type: 'trigger_create', label: 'New trigger' },
  { type: 'vuln', label: 'New vulnerability' },
] as const;

/** See the module. */
export function TestPanel({ id }: { readonly id: string }) {
  const view = testRunOf(id);
  const isRunning = view?.state === 'running';
  return (
    <section class="panel part test-panel" aria-labelledby="test-heading">
      <div class="part-head">
        <h2 id="test-heading">Test</h2>
        <span class="buttons">
          {isRunning && (
            <button type="button" class="button" onClick={() => cancelTestRun(id)}>
              Cancel
            </button>
          )}
          <button
            type="button"
            class="button primary"
            aria-disabled={isRunning}
            onClick={() => {
              if (!isRunning) startTestRun(id);
            }}
          >
            Test integration
          </button>
        </span>
      </div>
      <Verdict view={view} />
      <Rows view={view} />
    </section>
  );
}

function Rows({ view }: { readonly view: TestRunView | undefined }) {
  const rows = view?.rows ?? [];
  const find = (type: string): TestRow | undefined =>
    rows.find(({ result }) => result.notificationType === type);
  const others = rows
    .map(({ result }) => ({ type: result.notificationType, label: result.summary }))
    .filter(({ type }) => EXPECTED.every((one) => one.type !== type));
  const all = [...EXPECTED, ...others];
  const sending = view?.state === 'running' ? all.findIndex(({ type }) => !find(type)) : -1;
  return (
    <ol class="test-rows" aria-label="Test notifications">
      {all.map(({ type, label }, index) => (
        <TestRowItem
          key={type}
          {...{ type, label }}
          row={find(type)}
          waiting={view?.state !== 'running' ? 'not sent' : index === sending ? 'sending' : 'waits'}
        />
      ))}
    </ol>
  );
}

/** Two lines are kept free for it, so that the rows stay where they are. */
function Verdict({ view }: { readonly view: TestRunView | undefined }) {
  const run = view?.run;
  const [first, ...others] = run?.remedies ?? [];
  const tone = run === undefined ? 'muted' : run.passed ? 'passed' : 'not-passed';
  return (
    <div class={`verdict ${tone}`} role="status">
      {view?.failure === undefined && <p>{sentenceFor(view)}</p>}
      <Failure message={view?.failure} />
      <Arrivals rows={view?.rows ?? []} />
      {first !== undefined && others.length > 0 && (
        <ul>
          {[first, ...others].map(({ message, notificationTypes }) => (
            <li key={message}>
              {notificationTypes.join(', ')}: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many arrived at the receiver beside the console; nothing while none did. */
function Arrivals({ rows }: { readonly rows: readonly TestRow[] }) {
  const arrived = rows.filter(({ arrival }) => arrival?.state === 'arrived').length;
  if (arrived === 0) return null;
  return (
    <p class="arrivals">
      {arrived} of {EXPECTED.length} arrived here.{' '}
      <a href={addressOf(['deliveries'])}>See them in Deliveries</a>
    </p>
  );
}

function sentenceFor(view: TestRunView | undefined): string {
  if (view === undefined) {
    return 'Sends five test notifications, whatever is ticked, and shows what came of each and whether it arrived here.';
  }
  const sent = view.rows.length;
  if (view.state === 'running') return `Sending: ${sent} of ${EXPECTED.length} answered.`;
  if (view.state === 'cancelled') return `Cancelled after ${sent} of ${EXPECTED.length}.`;
  return view.run?.verdict ?? '';
}
