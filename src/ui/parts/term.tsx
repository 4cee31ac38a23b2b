/**
 * A word of the field with its explanation: on hover, on focus, and by a tap. docs/glossary.md has the same words.
 *
 * @module
 */
import { useId, useRef } from 'preact/hooks';

/** What each word means, in a sentence. */
const MEANINGS = {
  carrier:
    'How the body carries its notifications: a JSON array, NDJSON, one bare object, or a Logstash event.',
  damaged:
    'Its record in the journal cannot be read, so it is in no list and no search: “wallstash journal verify” says which it is, and where.',
  era: 'When Wallarm published the shape of a notification: flat (2020 to 2021), classic (since June 2021: domain, vuln, threat), or current (since January 2026: host, security_issue, risk).',
} as const;

const GAP_PX = 6;

/** See the module. `children`: the word as it stands in its sentence. */
export function Term({
  word,
  children,
}: {
  readonly word: keyof typeof MEANINGS;
  readonly children?: string;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = (): void => {
    const [of, at] = [button.current, tip.current];
    if (of === null || at === null || at.matches(':popover-open')) return;
    at.showPopover();
    const { left, bottom, top } = of.getBoundingClientRect();
    const below = bottom + GAP_PX + at.offsetHeight < innerHeight;
    at.style.left = `${Math.max(GAP_PX, Math.min(left, innerWidth - at.offsetWidth - GAP_PX))}px`;
    at.style.top = `${below ? bottom + GAP_PX : top - GAP_PX - at.offsetHeight}px`;
  };
  const hide = (): void => {
    if (tip.current?.matches(':popover-open') === true) tip.current.hidePopover();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="term"
        aria-describedby={id}
        onMouseEnter={show}
        onMouseLeave={() => {
          // Who has clicked or tapped it reads on.
          if (document.activeElement !== button.current) hide();
        }}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || tip.current?.matches(':popover-open') !== true) return;
          // It closes this, and not also what it stands in.
          event.stopPropagation();
          hide();
        }}
      >
        {children ?? word}
      </button>
      <span ref={tip} id={id} class="term-tip" role="tooltip" popover="auto">
        {MEANINGS[word]}
      </span>
    </>
  );
}
