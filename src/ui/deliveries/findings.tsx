/**
 * What a delivery was found to be wrong in: each sentence once, with links to its places in the body that is shown.
 * Notices are quiet: they are folded away until they are asked for.
 *
 * @module
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { counted, grouped } from '../parts/numbers';
import type { Mark } from './code-lines';
import { type FindingGroup, groupsOf, type Places } from './finding-groups';

/** Groups shown at first: the body must stay in sight. */
const SHOWN = 3;
/** Places of a group that are links of their own. */
const PLACES = 5;

/** What the list is given. */
interface FindingsProps {
  readonly marks: readonly Mark[];
  readonly places: Places;
  /** What is counted and not listed, in words. */
  readonly unlisted: string | undefined;
  /** A finding to go to in this list; a new object each time. */
  readonly aim: { readonly mark: Mark } | undefined;
  /** The person wants to see where it is. */
  readonly onChoose: (mark: Mark) => void;
}

/** See the module. */
export function Findings({ marks, places, unlisted, aim, onChoose }: FindingsProps) {
  const groups = useMemo(() => groupsOf(marks), [marks]);
  const violations = groups.filter(({ kind }) => kind === 'violation');
  const notices = groups.filter(({ kind }) => kind === 'notice');
  if (marks.length === 0 && unlisted === undefined) return null;
  const shared = { places, aim, onChoose };
  return (
    <section class="findings" aria-label="Findings">
      {violations.length > 0 && (
        <>
          <h3>{counted(findingsIn(violations), 'violation')}</h3>
          <Groups groups={violations} {...shared} />
        </>
      )}
      {notices.length > 0 && (
        <details class="notices">
          <summary class="small">{counted(findingsIn(notices), 'notice')}</summary>
          <Groups groups={notices} {...shared} />
        </details>
      )}
      {unlisted !== undefined && <p class="muted small">{unlisted}</p>}
    </section>
  );
}

type GroupsProps = Pick<FindingsProps, 'places' | 'aim' | 'onChoose'> & {
  readonly groups: readonly FindingGroup[];
};

function Groups({ groups, aim, ...shared }: GroupsProps) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  // A button that shows one more takes as much room as that one.
  const shown = all || groups.length <= SHOWN + 1 ? groups : groups.slice(0, SHOWN);
  const wanted = groups.findIndex(({ marks }) => aim !== undefined && marks.includes(aim.mark));
  const reached = useRef(aim);
  useLayoutEffect(() => {
    if (wanted === -1 || reached.current === aim) return;
    if (wanted >= shown.length) {
      setAll(true);
      return;
    }
    reached.current = aim;
    const fold = list.current?.closest('details');
    if (fold != null) fold.open = true;
    list.current?.querySelectorAll<HTMLElement>('.finding')[wanted]?.focus();
  }, [aim, shown.length]);
  return (
    <>
      <ul ref={list}>
        {shown.map((group) => (
          <Group key={`${group.kind} ${group.message}`} group={group} {...shared} />
        ))}
      </ul>
      {shown.length < groups.length && (
        <button type="button" class="button quiet" onClick={() => setAll(true)}>
          Show {grouped(groups.length - shown.length)} more
        </button>
      )}
    </>
  );
}

function Group({
  group: { kind, message, marks },
  places,
  onChoose,
}: Pick<FindingsProps, 'places' | 'onChoose'> & { readonly group: FindingGroup }) {
  const [first] = marks;
  const more = marks.length - PLACES;
  return (
    <li class={kind}>
      <button type="button" class="finding" onClick={() => onChoose(first)}>
        <span class="finding-text">
          {message}
          {marks.length > 1 && <b class="number"> × {grouped(marks.length)}</b>}
        </span>
        {marks.length === 1 && <span class="muted small number">{places?.(first.finding)}</span>}
      </button>
      {marks.length > 1 && places !== undefined && (
        <span class="finding-places small">
          {marks.slice(0, PLACES).map((mark, index) => (
            <button key={index} type="button" class="button quiet" onClick={() => onChoose(mark)}>
              {places(mark.finding)}
            </button>
          ))}
          {more > 0 && <span class="muted">and {grouped(more)} more</span>}
        </span>
      )}
    </li>
  );
}

function findingsIn(groups: readonly FindingGroup[]): number {
  return groups.reduce((sum, { marks }) => sum + marks.length, 0);
}
